#!/usr/bin/env bash
# The server is ended with kill -9, parent and children, while people send complaints: KILLS (50) times, each after a
# random 50 to 400 ms, and started again at once. Nothing that was confirmed may be lost, nothing made twice or by half.
# A kill cannot show a missing fsync; tests/db looks at that. Then the same draft is sent 100 times at once, and
# children are ended one by one.
# shellcheck source=drill.sh
. "$(dirname "$0")/drill.sh"

kills=${KILLS:-50} people=${PEOPLE:-8}
promises=$folder/promises

make_database
before=$(cases_stored)
serve

: >"$promises"
node "$client" load "$port" "$people" "$promises" >"$folder/counts" 2>"$folder/client-log" &
helper=$!
sleep 0.3
restarts=0
for ((i = 0; i < kills; i++)); do
  sleep "0.$(printf '%03d' $((50 + RANDOM % 351)))"
  kill_all
  serve && restarts=$((restarts + 1))
  kill -0 "$helper" 2>/dev/null || break
done
sleep 0.3
kill "$helper"
check 'the people went on to the end' wait "$helper"
helper=
check "the server came back after each of $kills kills" is "$restarts" "$kills"
echo "# $(cat "$folder/counts")"
sed 's/^/# /' "$folder/client-log" | head -n 5

cases=$(($(cases_stored) - before))
promised=$(grep -c . "$promises" || true)
echo "# $kills kills: $promised complaints confirmed, $cases stored, $((cases - promised)) stored and not yet confirmed"

lost() {
  grep -o '"reference":"[^"]*' "$promises" | cut -d'"' -f4 | sort >"$folder/promised"
  query 'SELECT reference FROM case_file' | sort >"$folder/stored"
  comm -23 "$folder/promised" "$folder/stored" >"$folder/lost"
  head -n 5 "$folder/lost"
  is "$(grep -c . "$folder/lost")" 0
}
check 'complaints were confirmed in the time' test "$promised" -ge "$kills"
check 'every confirmed reference is stored' lost
check 'no two people were given the same reference' is "$(sort -u "$folder/promised" | grep -c .)" "$promised"
check 'sending every draft again gives the same reference' node "$client" again "$port" "$promises"
check 'and makes no further case' is "$(($(cases_stored) - before))" "$cases"
check 'no duplicate' no_duplicate
check 'no half case' no_half_case
check 'the file is whole' whole_file
check 'every chain and projection holds' verified

# ---- the same Send, 100 times at once --------------------------------------------------------------------------------

cases=$(cases_stored)
check 'one draft sent 100 times at once: 100 answers, one reference' node "$client" double "$port" 100
echo "# $(cat "$folder/check")"
check 'one case more' is "$(cases_stored)" $((cases + 1))

# ---- children, one by one --------------------------------------------------------------------------------------------

: >"$promises"
node "$client" load "$port" "$people" "$promises" >"$folder/counts" 2>"$folder/client-log" &
helper=$!
count_before=$(children | grep -c .)
parent=$server
for ((i = 0; i < 6; i++)); do
  sleep 0.4
  kill -9 "$(children | shuf -n 1)"
done
sleep 6
check 'the parent lives' kill -0 "$parent"
check 'it started its children again' is "$(children | grep -c .)" "$count_before"
kill "$helper"
check 'the people went on' wait "$helper"
helper=
echo "# 6 children killed: $(cat "$folder/counts")"
unanswered=$(sed 's/.*"unanswered":\([0-9]*\).*/\1/' "$folder/counts")
requests=$(sed 's/.*"requests":\([0-9]*\).*/\1/' "$folder/counts")
check 'less than 1 request in 20 met a dead process' test $((unanswered * 20)) -lt "$requests"
check 'every confirmed reference is stored' lost
check 'no duplicate' no_duplicate
check 'no half case' no_half_case
stop
check 'every chain and projection holds in the end' verified
finish

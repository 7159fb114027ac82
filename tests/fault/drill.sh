# What the fault drills have in common; read by them. TAP on standard output, remarks on standard error.
# Called as: drill.sh's reader PROGRAM (the built redress).
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
program=$(realpath "${1:?the program}")
folder=$(mktemp -d /tmp/redress-fault-XXXXXX)
database=$folder/drill.db
client=$here/submit_client.mjs
server='' helper='' port=''
number=0 failures=0

for tool in node sqlite3; do
  command -v $tool >/dev/null || { echo "1..0 # SKIP no $tool"; rm -rf "$folder"; exit 0; }
done

clean() {
  local pid
  for pid in $helper $server; do kill "$pid" 2>/dev/null && wait "$pid" 2>/dev/null; done
  if declare -F clean_more >/dev/null; then clean_more; fi
  rm -rf "$folder"
}
trap clean EXIT
trap 'exit 1' INT TERM

# check NAME COMMAND...: one test.
check() {
  local name=$1
  shift
  number=$((number + 1))
  if "$@" >"$folder/check" 2>&1; then
    echo "ok $number - $name"
  else
    failures=$((failures + 1))
    echo "not ok $number - $name"
    sed 's/^/# /' "$folder/check" | head -n 20
  fi
}

finish() {
  echo "1..$number"
  exit $((failures > 0))
}

query() { sqlite3 -readonly "$database" "$1"; }
is() { [ "$1" = "$2" ] || { echo "$1, not $2"; return 1; }; }
children() { pgrep -P "$server" || true; }

make_database() { (cd "$folder" && "$program" --database "sqlite:$database" demo >/dev/null); }

start_once() {
  local try
  "$program" serve --database "sqlite:$database" --listen "127.0.0.1:${port:-0}" >"$folder/said" 2>>"$folder/log" &
  server=$!
  for try in $(seq 1000); do
    [ -n "$port" ] || port=$(sed -n 's/.*ready: http:\/\/127.0.0.1:\([0-9]*\).*/\1/p' "$folder/said")
    if [ -n "$port" ] && grep -q ready "$folder/said"; then return 0; fi
    kill -0 "$server" 2>/dev/null || return 1
    sleep 0.01
  done
  return 1
}

# Starts the server and waits until it answers; the first time on a free port, then on the same. A child that was born in
# the moment of the kill ends by itself, but may hold the port for a moment more.
serve() {
  local try
  for try in $(seq 40); do
    if start_once; then return 0; fi
    wait "$server" || true
    sleep 0.1
  done
  echo "the server did not start: $(tail -n 1 "$folder/log")" >&2
  return 1
}

# Parent and children at once, without a chance to tidy up.
kill_all() {
  local all
  all="$server $(children | tr '\n' ' ')"
  kill -9 $all 2>/dev/null || true
  wait "$server" 2>/dev/null || true
  server=
}

stop() {
  kill "$server"
  wait "$server" || true
  server=
}

# The cases; the lists of the week that the server keeps by itself are case files too.
cases_stored() { query "SELECT count(*) FROM case_file WHERE kind <> 'publication'"; }

# ---- what must hold of the database, whatever happened ---------------------------------------------------------------

no_half_case() {
  is "$(query "SELECT count(*) FROM case_file f WHERE f.kind <> 'publication' AND (f.version = 0 OR f.head = ''
      OR NOT EXISTS (SELECT 1 FROM event e WHERE e.case_id = f.id AND e.number = 1 AND e.type = 'received')
      OR (SELECT count(*) FROM event e WHERE e.case_id = f.id) <> f.version
      OR NOT EXISTS (SELECT 1 FROM event_text t WHERE t.case_id = f.id AND t.slot = 'what' AND f.submission_hash IS NOT NULL)
         AND f.submission_hash IS NOT NULL
      OR NOT EXISTS (SELECT 1 FROM case_row r WHERE r.case_id = f.id AND r.last_number = f.version))")" 0 &&
    is "$(query "SELECT (SELECT count(*) FROM case_row)
      - (SELECT count(*) FROM case_file WHERE kind <> 'publication')")" 0
}

no_duplicate() {
  is "$(query 'SELECT count(*) - count(DISTINCT submission_hash) FROM case_file WHERE submission_hash IS NOT NULL')" 0 &&
    is "$(query 'SELECT count(*) - count(DISTINCT reference) FROM case_file')" 0 &&
    is "$(query "SELECT count(*) FROM (SELECT sent_reference FROM draft WHERE sent_reference IS NOT NULL
        GROUP BY sent_reference HAVING count(*) > 1)")" 0
}

verified() { (cd "$folder" && "$program" --database "sqlite:$database" verify); }
whole_file() { is "$(query 'PRAGMA integrity_check')" ok; }

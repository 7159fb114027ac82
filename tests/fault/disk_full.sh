#!/usr/bin/env bash
# The disk is full while people send complaints. Each request is answered; who was told "saved" is saved, who was not is
# told so and keeps what was written before; nothing is there by half; with room again the service goes on by itself.
# Needs root for a small file system of its own.
# shellcheck source=drill.sh
. "$(dirname "$0")/drill.sh"

small=$folder/small
mkdir "$small"
if [ "$(id -u)" != 0 ] || ! mount -t tmpfs -o size=12m tmpfs "$small" 2>/dev/null; then
  echo '1..0 # SKIP a small file system needs root'
  exit 0
fi
clean_more() { umount "$small" 2>/dev/null || umount -l "$small" || true; }
database=$small/drill.db

figure() { sed "s/.*\"$1\":\([0-9]*\).*/\1/" "$folder/answers"; }
people() {
  node "$client" answers "$port" "$1" >"$folder/answers" 2>"$folder/client-log"
  echo "# $2: $(cat "$folder/answers")"
}
stored() { echo $(($(cases_stored) - before)); }

make_database
before=$(cases_stored)
serve
parent=$server
family=$(children | sort | tr '\n' ' ')

people 40 'with room'
check 'with room all 40 are saved' is "$(figure saved)" 40

# The lists that the server keeps by itself are written, and the log gives no room of its own.
kept=-1
for ((i = 0; i < 20; i++)); do
  now=$(query 'SELECT count(*) FROM publication_row')
  [ "$now" = "$kept" ] && [ "$now" != 0 ] && break
  kept=$now
  sleep 0.5
done
sqlite3 "$database" 'PRAGMA busy_timeout=5000; PRAGMA wal_checkpoint(TRUNCATE)' >/dev/null

dd if=/dev/zero of="$small/ballast" bs=64k status=none 2>/dev/null || true
dd if=/dev/zero of="$small/crumbs" bs=512 status=none 2>/dev/null || true
people 60 'without room'
check 'without room each request is answered' is "$(figure unanswered)" 0
check 'nobody is told that it was saved' is "$(figure saved)" 0
check 'all are told that it was not' is "$(figure refused)" 60
check 'in words' is "$(figure kept)" 60
check 'a page that writes nothing is still shown' curl -sf -o /dev/null "http://127.0.0.1:$port/accessibility"
check 'nothing more is stored' is "$(stored)" 40
check 'the parent lives' kill -0 "$parent"

# Room comes and goes while people write: saved means stored.
rm "$small/crumbs"
for ((i = 0; i < 6; i++)); do
  sleep 0.25
  rm -f "$small/ballast"
  sleep 0.25
  dd if=/dev/zero of="$small/ballast" bs=64k status=none 2>/dev/null || true
done &
helper=$!
saved=40 unanswered=0 refused=0
for ((i = 0; i < 8; i++)); do
  people 30 'coming and going'
  saved=$((saved + $(figure saved))) unanswered=$((unanswered + $(figure unanswered))) refused=$((refused + $(figure refused)))
done
wait "$helper" || true
helper=
rm -f "$small/ballast"
check 'with room that comes and goes each request is answered' is "$unanswered" 0
check 'as many cases as were told' is "$(stored)" "$saved"
echo "# $saved saved, $refused refused"

people 40 'with room again'
check 'with room again all 40 are saved' is "$(figure saved)" 40
check 'and stored' is "$(stored)" $((saved + 40))
check 'by the same processes' is "$(children | sort | tr '\n' ' ')" "$family"
check 'no duplicate' no_duplicate
check 'no half case' no_half_case
check 'the file is whole' whole_file
stop
check 'every chain and projection holds' verified
finish

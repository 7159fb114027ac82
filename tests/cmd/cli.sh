#!/bin/sh
# cli.sh REDRESS - the program from outside, command by command: exit status 0 done, 1 refused or found wrong,
# 2 wrong usage; prints TAP.
# shellcheck disable=SC2086 # a command may be several words
redress=$(cd "$(dirname "${1:?usage: cli.sh REDRESS}")" && pwd)/$(basename "$1")
here=$(cd "$(dirname "$0")" && pwd) || exit 2
root=$(cd "$here/../.." && pwd) || exit 2
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 2
unset REDRESS_DATABASE
number=0

result() {
  number=$((number + 1))
  if [ "$1" -eq 0 ]; then
    echo "ok $number - $2"
  else
    echo "not ok $number - $2"
    sed 's/^/# out: /' out
    sed 's/^/# err: /' err
  fi
}

# expect NAME STATUS OUT ERR COMMAND...: its exit status; on standard output and standard error text
# that matches (a basic regular expression), or none where that is empty.
expect() {
  name=$1 status=$2 out=$3 err=$4
  shift 4
  "$@" >out 2>err </dev/null
  got=$?
  wrong=0
  [ "$got" -eq "$status" ] || wrong=1
  if [ -n "$out" ]; then grep -q -e "$out" out || wrong=1; elif [ -s out ]; then wrong=1; fi
  if [ -n "$err" ]; then grep -q -e "$err" err || wrong=1; elif [ -s err ]; then wrong=1; fi
  [ "$wrong" -eq 0 ] || echo "# status $got, expected $status; out: $out; err: $err"
  result "$wrong" "$name"
}

# ok NAME COMMAND...: the command succeeds; out and err stay those of the command before.
ok() {
  name=$1
  shift
  "$@" >diagnosis 2>&1
  wrong=$?
  sed 's/^/# /' diagnosis
  result "$wrong" "$name"
}

on_a() { "$redress" --database sqlite:a.db "$@"; }
on_demo() { "$redress" --database sqlite:demo.db "$@"; }

# ---- usage -----------------------------------------------------------------------------------------------
expect 'no command: the list' 0 'deadline ' '' "$redress"
expect 'help' 0 'verify ' '' "$redress" help
expect 'help of a command has examples' 0 'redress deadline --procedure bexley-corporate' '' \
  "$redress" help deadline
expect 'help of an unknown command' 2 '' "did you mean 'verify'" "$redress" help verfy
expect 'an unknown command' 2 '' "did you mean 'deadline'" "$redress" deadlin
expect 'a command near to none' 2 '' "no command 'qqqqqqqq'" "$redress" qqqqqqqq
expect 'the version' 0 '^redress [0-9]' '' "$redress" --version
expect 'an unknown option' 2 '' "did you mean '--procedure'" "$redress" deadline --procedur bexley-corporate
expect 'an option without its value' 2 '' '--received needs a value' \
  "$redress" deadline --procedure bexley-corporate --received
expect 'a value for an option that takes none' 2 '' '--dry-run takes no value' \
  "$redress" import x.csv --dry-run=yes
for command in 'verify more' 'rebuild more' 'demo more' 'serve more' 'import' 'user' 'user add' \
  'user fire a@b.example' 'setting' 'setting set brand' 'calendar' 'calendar add 2026-11-22' 'procedure' \
  'procedure check' 'deadline' 'demo --cases none'; do
  expect "wrong usage: $command" 2 '' 'Usage: redress' "$redress" $command
done
ok 'wrong usage makes no database' test ! -e redress.db

# ---- deadline --------------------------------------------------------------------------------------------
ask="$redress deadline --procedure bexley-corporate --received 2018-12-18"
$ask --at 2018-12-18 --format json >answer.json 2>err
ok 'the example of the contract, field by field' node "$here/deadline.js" answer.json
expect 'as text' 0 'Reply at stage 1: Friday 11 January 2019' '' $ask --at 2018-12-18 --format text
expect 'text is the default' 0 "25 Dec: Christmas Day" '' $ask
ok 'text has at most 100 columns' sh -c "! LC_ALL=C.UTF-8 grep -q '.\{101\}' out"
expect 'an unknown procedure' 2 '' 'did you mean "bexley-corporate"' \
  "$redress" deadline --procedure bexley-corporat --received 2018-12-18
expect 'a date that is none' 2 '' 'did you mean 2018-12-18' \
  "$redress" deadline --procedure bexley-corporate --received 18/12/2018
expect 'a day that does not exist' 2 '' '2018-02-30' \
  "$redress" deadline --procedure bexley-corporate --received 2018-02-30
expect 'a time that is none' 2 '' '25:00' \
  "$redress" deadline --procedure bexley-corporate --received 2018-12-18T25:00
expect 'an unknown event' 2 '' 'did you mean "stage-2/requested"' $ask --event stage-2/request=2019-02-01
expect 'an event on a date that is none' 2 '' '2019-02-31' $ask --event stage-2/requested=2019-02-31
expect 'an event without a date' 2 '' 'stage-2/requested' $ask --event stage-2/requested
expect 'an unknown version' 2 '' '2019-04' $ask --version 2019-04
expect 'an unknown format' 2 '' 'text or json' $ask --format xml
expect 'an extension that the procedure forbids' 1 '' '30 May 2018' \
  "$redress" deadline --procedure children-statutory \
  --received 2018-04-30 --event stage-1/extended=2018-05-31
expect 'a calendar file that is not there' 1 '' 'none.json' $ask --calendar none.json
sed 's/2018-12-26/2018-12-27/' "$root/calendars/"*.json >other.json
$ask --calendar other.json --format json >answer.json 2>err
ok 'another calendar' test "$(node "$here/due.js" answer.json stage-1/respond due)" = 2019-01-11

# clock PROCEDURE RECEIVED CLOCK FIELD VALUE [OPTION...]: the examples of the rules, counted by hand.
clock() {
  procedure=$1 received=$2 clock=$3 field=$4 value=$5
  shift 5
  "$redress" deadline --procedure "$procedure" --received "$received" --format json "$@" >answer.json 2>err
  got=$(node "$here/due.js" answer.json "$clock" "$field" 2>>err)
  [ "$got" = "$value" ] || echo "# $got"
  ok "$procedure $received $clock $field $value" test "$got" = "$value"
}
clock bexley-corporate 2020-03-28T23:50 stage-1/respond due 2020-04-21
clock bexley-corporate 2019-04-02 stage-1/escalate due 2019-05-15 --event stage-1/responded=2019-04-12
clock children-statutory 2018-04-30 stage-1/respond latest 2018-05-30
clock children-statutory 2019-08-01 stage-2/respond due 2019-10-11 --event stage-2/requested=2019-09-06
clock children-statutory 2019-08-01 stage-2/respond latest 2019-12-06 --event stage-2/requested=2019-09-06
clock children-statutory 2022-03-01 stage-3/panel due 2022-05-19 --event stage-2/requested=2022-03-20 \
  --event stage-3/requested=2022-04-04
clock children-statutory 2022-03-01 stage-3/report due 2022-06-09 --event stage-2/requested=2022-03-20 \
  --event stage-3/requested=2022-04-04 --event stage-3/panel-held=2022-05-31
clock children-statutory 2022-03-01 stage-3/respond due 2022-06-30 --event stage-2/requested=2022-03-20 \
  --event stage-3/requested=2022-04-04 --event stage-3/panel-held=2022-05-31 \
  --event stage-3/reported=2022-06-09
clock bexley-adults 2020-01-02 stage-1/acknowledge due 2020-01-06
clock bexley-adults 2020-01-02 stage-1/respond due 2020-02-13
clock bexley-adults 2020-01-02 stage-1/long-stop due 2020-07-01
clock lgsco-code-2024 2024-02-12 stage-1/respond due 2024-02-28 --event stage-1/acknowledged=2024-02-14
clock lgsco-code-2024 2024-02-12 stage-1/respond latest 2024-03-13 --event stage-1/acknowledged=2024-02-14
clock westminster-corporate 2021-03-29T18:30 stage-1/respond due 2021-04-14
clock scotland-mchp 2024-12-30 stage-1/respond due 2025-01-08
clock subject-access 2020-01-31 stage-1/respond due 2020-03-02
clock subject-access 2019-01-31 stage-1/respond due 2019-03-01
clock subject-access 2024-12-02 stage-1/respond due 2025-01-16 --event identity-confirmed=2024-12-16
clock bexley-corporate 2001-01-02 stage-1/respond limit 15
clock bexley-corporate 2040-01-03 stage-1/respond provisional true
for procedure in bexley-corporate bexley-adults children-statutory westminster-corporate lgsco-code-2024 \
  housing-code-2024 scotland-mchp wales-corporate wales-social-services northern-ireland-mchp \
  public-health-2012 subject-access data-protection-complaint freedom-of-information ombudsman-enquiry; do
  expect "$procedure is known" 0 '"clocks":\[{"id":"stage-1/' '' \
  "$redress" deadline --procedure $procedure --received 2026-07-01 --format json
done
ok 'the calculator needs no database' test ! -e redress.db

# ---- procedure -------------------------------------------------------------------------------------------
expect 'the procedures' 0 'bexley-corporate *2018-04' '' "$redress" procedure list
expect 'a procedure in plain words' 0 '15 working days' '' \
  "$redress" procedure check "$root/procedures/bexley-corporate@2018-04.yaml"
sed 's/limit: 15 working days/limit: 15 worming days/' "$root/procedures/bexley-corporate@2018-04.yaml" \
  >wrong.yaml
expect 'a wrong one, at its place' 1 '' 'wrong.yaml:[0-9]*:[0-9]*: ' "$redress" procedure check wrong.yaml
expect 'the others are checked too' 1 'Bexley' 'wrong.yaml:' \
  "$redress" procedure check wrong.yaml "$root/procedures/bexley-corporate@2018-04.yaml"
expect 'one that is not there' 1 '' 'none.yaml' "$redress" procedure check none.yaml

# ---- import, verify, rebuild -----------------------------------------------------------------------------
expect 'verify makes no database' 1 '' 'none.db' "$redress" verify --database sqlite:none.db
ok 'and none was made' test ! -e none.db
expect 'an address that is none' 1 '' 'sqlite:' "$redress" verify --database mysql:x
echo 'this is no database, whatever its name may say, and is left as it is' >text.db
expect 'a file that is no database' 1 '' 'text.db' "$redress" verify --database sqlite:text.db
year=$root/assets/demo/complaints.csv
expect 'a dry run' 0 '126 cases are right; nothing was changed' '' on_a import "$year" --dry-run
expect 'changed nothing' 0 '^0 cases verified, 0 wrong' '' on_a verify
expect 'an import' 0 '126 cases were imported' '' "$redress" import "$year" --database=sqlite:a.db
expect 'verified' 0 '^126 cases verified, 0 wrong' '' on_a verify
expect 'again: every row is there already' 1 '' 'complaints.csv:127:1: a case with the reference' \
  on_a import "$year"
ok 'each with its line' test "$(grep -c 'complaints.csv:[0-9]*:1: ' err)" -eq 126
printf 'reference,kind,recieved\nA,complaint,2018-12-18\n' >bad.csv
expect 'a column that is none' 1 '' "bad.csv:1:3: there is no column 'recieved'; did you mean 'received'" \
  on_a import bad.csv
printf 'reference,kind,received\nA,complaint,2018-12-18\nB,complaint,18.12.2018\nC,"complaint\n' >bad.csv
expect 'a quotation mark that is never closed' 1 '' 'bad.csv:4:1: ' on_a import bad.csv
expect 'nothing of it came in' 0 '^126 cases verified, 0 wrong' '' on_a verify
expect 'a file that is not there' 1 '' 'none.csv' on_a import none.csv
expect 'rebuild' 0 '126 cases were made anew' '' on_a rebuild
expect 'the same afterwards' 0 '^126 cases verified, 0 wrong' '' on_a verify
expect 'the database by its variable' 0 '^126 cases' '' env REDRESS_DATABASE=sqlite:a.db "$redress" verify
expect 'the option goes before the variable' 1 '' 'none.db' env REDRESS_DATABASE=sqlite:a.db \
  "$redress" verify --database sqlite:none.db
echo 'database: sqlite:a.db' >redress.yaml
expect 'the database by the configuration file' 0 '^126 cases' '' "$redress" verify
expect 'the variable goes before the file' 1 '' 'none.db' env REDRESS_DATABASE=sqlite:none.db \
  "$redress" verify
rm redress.yaml
expect 'and else redress.db' 1 '' 'redress.db' "$redress" verify
ok 'the database is its owner'"'"'s alone' test "$(stat -c %a a.db)" = 600

# ---- people and settings ---------------------------------------------------------------------------------
printf 'three random words\n' >password
printf 'short\n' >short
expect 'nobody at first' 0 'Nobody may sign in yet' '' on_a user list
expect 'an officer' 0 'asha@anytown.example may now sign in' '' on_a user add asha@anytown.example \
  --name 'Asha Patel' --role officer --password-file password
expect 'in the list' 0 'asha@anytown.example *officer *Asha Patel (never signed in)' '' on_a user list
expect 'not twice' 1 '' 'exists already' on_a user add ASHA@anytown.example --name Asha --role officer \
  --password-file password
expect 'a short password' 1 '' '12 characters' on_a user add b@anytown.example --name B --role officer \
  --password-file short
expect 'a role that is none' 1 '' 'service-manager' on_a user add b@anytown.example --name B --role mayor \
  --password-file password
expect 'the program is no person' 1 '' 'officer' on_a user add b@anytown.example --name B --role system \
  --password-file password
expect 'a service that is none' 1 '' "no service 'Bins'" on_a user add b@anytown.example --name B \
  --role service-manager --service Bins --password-file password
expect 'disabled' 0 '' '' on_a user disable Asha@anytown.example
expect 'the list says so' 0 'asha@anytown.example *officer *disabled' '' on_a user list
expect 'nobody of that name' 1 '' 'Nobody has' on_a user disable nobody@anytown.example
expect 'a setting' 0 '' '' on_a setting set council-name 'Anytown Council'
expect 'is kept' 0 'council-name *Anytown Council' '' on_a setting list
ok 'the key of the installation is not shown' sh -c '! grep -q "[0-9a-f]\{64\}" out'
expect 'a setting that is none' 1 '' "no setting 'council-nam'" on_a setting set council-nam x
expect 'the key is not set by hand' 1 '' "no setting 'key'" on_a setting set key 0
expect 'a colour that is none' 1 '' '#00664f' on_a setting set brand red

# ---- calendars -------------------------------------------------------------------------------------------
feed=$(ls "$root"/calendars/*.json)
expect 'the calendars' 0 '^2026-08-21  bank holidays of 20' '' on_a calendar list
sed 's/"2018-12-25"/"2018-12-27"/' "$feed" >lost.json
expect 'a feed that lost a day' 1 '' '25 December 2018' on_a calendar add 2099-01-01 lost.json
expect 'a version that is not later' 1 '' 'later than 2026-08-21' on_a calendar add 2020-01-01 "$feed"
expect 'a newer one' 0 '0 open cases\|[0-9]* open cases' '' on_a calendar add 2099-01-01 "$feed"
expect 'is in the list' 0 '^2099-01-01' '' on_a calendar list
expect 'and all is right' 0 ', 0 wrong' '' on_a verify

# ---- the demonstration -----------------------------------------------------------------------------------
expect 'not into a database in use' 1 '' 'needs an empty one' on_a demo
expect 'the demonstration' 0 'is ready' '' on_demo demo
expect 'not twice' 1 '' 'needs an empty one' on_demo demo
expect 'all of it is right' 0 ' 0 wrong' '' on_demo verify
expect 'its people' 0 'administrator@demo.example' '' on_demo user list
for role in officer manager service-manager reviewer auditor administrator; do
  ok "with a $role" grep -q "^$role@demo.example *$role " out
done
for address in 0.0.0.0:18080 '[::]:18080' 192.0.2.1:18080; do
  expect "not served on $address" 1 '' 'password everybody knows' timeout 10 "$redress" \
    --database sqlite:demo.db serve --listen "$address"
done
expect 'an option of serve that is none' 2 '' "did you mean '--listen'" on_demo serve --lisen x
expect 'load: the same for a seed' 0 'is ready' '' \
  "$redress" --database sqlite:load.db demo --cases 40 --seed 7
expect 'all of it is right' 0 '^40 cases verified, 0 wrong' '' "$redress" --database sqlite:load.db verify

# One byte of one answer, changed in the file itself.
offset=$(grep -abo 'We looked at our records' demo.db | head -n 1 | cut -d: -f1)
ok 'an answer stands in the file' test -n "$offset"
printf 'w' | dd of=demo.db bs=1 seek="$offset" conv=notrunc 2>/dev/null
expect 'one byte changed in the file is found and named' 1 \
  "^CMP-[0-9A-Z]*: event [0-9]*: the text 'words' does not match its commitment" '' \
  on_demo verify
ok 'one case alone' grep -q ', 1 wrong' out
printf 'W' | dd of=demo.db bs=1 seek="$offset" conv=notrunc 2>/dev/null
expect 'put back, all is right' 0 ' 0 wrong' '' on_demo verify

echo "1..$number"

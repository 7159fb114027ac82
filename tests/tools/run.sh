#!/bin/sh
# run.sh BUILD_DIR_WITH_TOOLS - tests the build-time programs; prints TAP.
# What good inputs give is compared with expected files, what bad inputs give with the lines of refuse.txt.
# shellcheck disable=SC2046,SC2086 # the compiler may be several words; names of test files have no spaces
tools=$(cd "${1:?usage: run.sh BUILD_DIR_WITH_TOOLS}" && pwd) || exit 2
here=$(cd "$(dirname "$0")" && pwd) || exit 2
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
warnings='-std=c17 -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wstrict-prototypes -Wvla -Wformat=2 -Werror'
compiler=${CC:-cc}
number=0

# ok NAME COMMAND...: a test that passes where the command succeeds; its output becomes a diagnosis.
ok() {
  name=$1
  shift
  number=$((number + 1))
  if "$@" >"$work/diagnosis" 2>&1; then
    echo "ok $number - $name"
  else
    echo "not ok $number - $name"
    sed 's/^/# /' "$work/diagnosis"
  fi
}

# refuses LIST FILE OUTPUT COMMAND...: status 1, on stderr exactly the lines of LIST that begin with FILE, no output.
refuses() {
  list=$1 file=$2 output=$3
  shift 3
  "$@" >"$work/printed" 2>"$work/errors"
  status=$?
  grep -F "$file:" "$list" | grep "^$file:" >"$work/wanted"
  [ -s "$work/wanted" ] || echo "nothing is expected of $file"
  diff "$work/wanted" "$work/errors" && [ $status -eq 1 ] && [ -s "$work/wanted" ] && [ ! -e "$output" ]
}

compiles() { # DIRECTORY FILE...
  directory=$1
  shift
  (cd "$directory" && for file in "$@"; do
    $compiler $warnings -I. -I"$here/stub" -c "$file" -o "$file.o" || exit 1
  done)
}

gives() { # EXPECTED COMMAND...
  expected=$1
  shift
  "$@" >"$work/printed" && diff "$expected" "$work/printed"
}

usage() { # COMMAND...: status 2
  "$@"
  [ $? -eq 2 ]
}

# ---- template compiler
cd "$here/template" || exit 2
mkdir "$work/template"
ok 'template: compiles the good template' \
  "$tools/template_compiler" case.html "$work/template/case.c" "$work/template/case.h"
cp main.c "$work/template"
ok 'template: its C compiles without a warning' compiles "$work/template" case.c main.c
ok 'template: links' $compiler -o "$work/template/main" "$work/template/case.c.o" "$work/template/main.c.o"
ok 'template: writes each expression for its place' gives case.expected "$work/template/main"
ok 'template: C errors point to the template' grep -q '^#line 5 "case.html"' "$work/template/case.c"
ok 'template: usage' usage "$tools/template_compiler" case.html
cd refuse || exit 2
for file in *.html; do
  ok "template: refuses $file" \
    refuses ../refuse.txt "$file" "$work/no.c" "$tools/template_compiler" "$file" "$work/no.c" "$work/no.h"
done

# ---- SQL compiler
cd "$here/sql" || exit 2
mkdir "$work/sql" "$work/no"
ok 'sql: compiles the good statements' \
  "$tools/sql_compiler" --schema schema_1.sql schema_2.sql --out-dir "$work/sql" case.sql write.sql
cp main.c "$work/sql"
ok 'sql: its C compiles without a warning' compiles "$work/sql" sql_case.c sql_write.c sql_all.c main.c
ok 'sql: links' $compiler -o "$work/sql/main" "$work/sql/sql_case.c.o" "$work/sql/sql_write.c.o" \
  "$work/sql/sql_all.c.o" "$work/sql/main.c.o"
ok 'sql: binds, steps, reads and finishes' gives case.expected "$work/sql/main"
ok 'sql: refuses a bad schema' refuses refuse.txt bad_schema.sql "$work/no/sql_case.c" \
  "$tools/sql_compiler" --schema bad_schema.sql --out-dir "$work/no" case.sql
ok 'sql: usage' usage "$tools/sql_compiler" --schema schema_1.sql case.sql
cd refuse || exit 2
for file in *.sql; do
  ok "sql: refuses $file" refuses ../refuse.txt "$file" "$work/no/sql_${file%.sql}.c" \
    "$tools/sql_compiler" --schema ../schema_1.sql ../schema_2.sql --out-dir "$work/no" "$file"
done

# ---- asset embedder
cd "$here/embed" || exit 2
mkdir "$work/embed" "$work/again"
embed() { # DIRECTORY
  "$tools/asset_embedder" "$1/assets.S" "$1/assets.c" "$1/assets.h" public.css=public.css icons/dot.png=dot.png \
    @calendar/2026-08.json=calendar.json tiny.js=tiny.js
}
ok 'embed: embeds the good files' embed "$work/embed"
cp main.c "$work/embed"
ok 'embed: its C compiles without a warning' compiles "$work/embed" assets.c main.c
ok 'embed: its assembly assembles' compiles "$work/embed" assets.S
ok 'embed: links' $compiler -o "$work/embed/main" "$work/embed/assets.c.o" "$work/embed/assets.S.o" \
  "$work/embed/main.c.o"
ok 'embed: makes the table' gives assets.expected "$work/embed/main"
"$work/embed/main" gzip | gzip -dc >"$work/public.css"
ok 'embed: the gzip form unpacks to the file' cmp "$work/public.css" public.css
embed "$work/again"
ok 'embed: is deterministic' diff -r "$work/again" "$work/embed" -x main -x '*.o' -x main.c
ok 'embed: usage' usage "$tools/asset_embedder" a.S a.c a.h
ok 'embed: usage without a path' usage "$tools/asset_embedder" a.S a.c a.h name=
cd refuse || exit 2
for file in *.*; do
  ok "embed: refuses $file" refuses ../refuse.txt "$file" "$work/no.S" \
    "$tools/asset_embedder" "$work/no.S" "$work/no.c" "$work/no.h" "$file=$file"
done
ok 'embed: refuses a missing file' refuses ../refuse.txt missing.txt "$work/no.S" \
  "$tools/asset_embedder" "$work/no.S" "$work/no.c" "$work/no.h" missing.txt=missing.txt
ok 'embed: refuses a name twice' refuses ../refuse.txt ../tiny.js "$work/no.S" \
  "$tools/asset_embedder" "$work/no.S" "$work/no.c" "$work/no.h" a.css=../public.css a.css=../tiny.js
ok 'embed: refuses names with one macro' refuses ../refuse.txt ../dot.png "$work/no.S" \
  "$tools/asset_embedder" "$work/no.S" "$work/no.c" "$work/no.h" a-b.png=../dot.png a/b.png=../dot.png
cd "$work" || exit 2
head -c 2097153 /dev/zero >large.txt
ok 'embed: refuses a large file' refuses "$here/embed/refuse.txt" large.txt "$work/no.S" \
  "$tools/asset_embedder" "$work/no.S" "$work/no.c" "$work/no.h" large.txt=large.txt

# ---- source checker
cd "$here/source/good" || exit 2
ok 'source: accepts the good files' gives /dev/null "$tools/source_checker" $(find . -type f | sed 's|^\./||')
ok 'source: lists files over the norm' gives ../list.expected "$tools/source_checker" --list src/page/norm.c
ok 'source: usage' usage "$tools/source_checker" --list
ok 'source: accepts the tools themselves' sh -c "cd '$here/../..' && '$tools/source_checker' tools/*.c tools/*.h"
cd ../refuse || exit 2
for file in $(find . -type f | sed 's|^\./||' | sort); do
  ok "source: refuses $file" refuses ../refuse.txt "$file" "$work/none" "$tools/source_checker" "$file"
done
echo "1..$number"

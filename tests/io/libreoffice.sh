#!/usr/bin/env bash
# libreoffice.sh WRITE_SAMPLE: LibreOffice opens the sample and writes each sheet as CSV, the cells as they are shown. What
# it shows must be what was written: nothing is taken for a formula, a number or a date that was a text. Prints TAP.
set -euo pipefail

write_sample=$(realpath "${1:?the program write_sample}")
command -v soffice >/dev/null || { echo '1..0 # SKIP no soffice'; exit 0; }
folder=$(mktemp -d "${TMPDIR:-/tmp}/redress-libreoffice-XXXXXX")
trap 'rm -rf "$folder"' EXIT
trap 'exit 1' INT TERM
export LC_ALL=C.UTF-8
number=0 failures=0

check() { # check NAME COMMAND...: one test
  local name=$1
  shift
  number=$((number + 1))
  if "$@" >"$folder/said" 2>&1; then
    echo "ok $number - $name"
  else
    failures=$((failures + 1))
    echo "not ok $number - $name"
    sed 's/^/# /' "$folder/said" | head -n 40
  fi
}

# Comma, quotation mark, UTF-8, from row 1, as shown, no formulas, all sheets.
convert() {
  timeout 240 soffice -env:UserInstallation="file://$folder/profile" --headless --convert-to \
    'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,true,false,false,-1' --outdir "$folder/csv" "$folder/sample.xlsx"
}

shows() { diff <(cat) "$folder/csv/sample-$1.csv"; } # shows SHEET < expected

mkdir "$folder/temporary"
check 'the sample is written' env TMPDIR="$folder/temporary" "$write_sample" "$folder/sample.xlsx"
check 'nothing stays in the temporary folder' rmdir "$folder/temporary"
check 'it is a zip' [ "$(head -c 2 "$folder/sample.xlsx")" = PK ]
check 'nothing lies beside it' [ "$(echo "$folder"/sample*)" = "$folder/sample.xlsx" ]
check 'LibreOffice opens it' convert
check 'all sheets are there, by their names' diff - <(ls "$folder/csv") <<'END'
sample-Empty.csv
sample-Figures  2018 19.csv
sample-Texts.csv
sample-texts 2.csv
END

check 'texts stay texts' shows Texts <<END
What,Text
formula,=1+1
formula of a program,=cmd|' /C calc'!A0
plus,+1+1
minus,-1+1
at,"@SUM(1,1)"
apostrophe,'=1+1
digits,007
a date in words,2018-12-18
quotes,"She said ""no"", then 'yes'"
tab,$(printf '\tbefore\tbetween')
lines,"first
second
third
fourth"
spaces,"  two before, two after  "
markup,<b>&amp;</b> ]]> <!--
accents,Siân Łódź naïve £5
decomposed,$(printf 'Sia\xcc\x82n')
emoji,😀🇬🇧 ok
right to left,שלום
controls,a$(printf '\x7f')b
nothing inside,ab
no characters,ab
like an escape,_x0041_x000D_ _x12_
empty,
END

check 'numbers, per cents, days and money are shown as such' shows 'Figures  2018 19' <<'END'
Number,Per cent,Date,Money,Nothing,
0,0%,18 December 2018,£0.00,,end
-12345,29%,1 March 1900,"£1,234,567.89",,end
999999999999999,100%,29 February 2024,-£10.05,,end
9007199254740993,250%,28 February 1900,£0.07,,end
-9223372036854775808,-5%,31 December 2199,,,end
,,,,,end
END

check 'empty rows keep their place' shows 'texts 2' <<'END'
,
,1
,
2,
END

check 'an empty sheet is empty' shows Empty <<<''
echo "1..$number"
exit $((failures > 0))

#!/usr/bin/env bash
# house.sh SOURCE BUILD COMPILER: what must not compile does not, and what must does. TAP.
set -u
source=$1 build=$2
shift 2
compiler=("$@")
count=0
shopt -s lastpipe

point() { # point EXPECTED NAME ROOM PATTERN < code
  local expected=$1 name=$2 room=$3 pattern=$4 output status
  count=$((count + 1))
  output=$("${compiler[@]}" -std=c17 -D_GNU_SOURCE -fsyntax-only -I"$build/allow/$room" -x c - 2>&1)
  status=$?
  if [ "$expected" = yes ] && [ $status = 0 ]; then
    echo "ok $count - $name"
  elif [ "$expected" = no ] && [ $status != 0 ] && grep -q "$pattern" <<<"$output"; then
    echo "ok $count - $name"
  else
    echo "not ok $count - $name"
    sed 's/^/# /' <<<"$output" | head -n 5
  fi
}

include() { # include EXPECTED ROOM HEADER
  local words=sees
  [ "$1" = no ] && words='does not see'
  point "$1" "$2 $words $3" "$2" 'No such file' <<<"#include \"$3\""
}

include yes rules base/base.h
include no rules db/db.h
include no rules web/web.h
include no rules casework/context.h
include no base rules/calendar.h
include yes casework rules/case.h
include no casework web/web.h
include no casework html/writer.h
include yes page casework/acts.h
include no page sql/setup.sql
include no web casework/context.h
include no web html/writer.h
include no html web/web.h
include no html rules/calendar.h

route() {
  printf '#include "web/web.h"\nError handler(Request *request, Response *response);\n%s\n' "$1"
}
route 'ROUTE_CHECK(POST, "/x", handler, 1, CSRF_CHECKED, "x")' | point yes 'a POST with CSRF compiles' web ''
route 'ROUTE_CHECK(POST, "/x", handler, 1, CSRF_NONE, "x")' | point no 'a POST without CSRF does not compile' web 'POST without CSRF: /x'
route 'static const Route r[] = { ROUTE_ROW(GET, "/x", handler, CSRF_NONE, "x") };' |
  point no 'a route without its permission does not compile' web 'requires 6 arguments'

value() { printf '#include "html/writer.h"\nvoid f(Writer *writer, Html html, Text text, Url url) { %s; }\n' "$1"; }
value 'write_text(writer, html)' | point yes 'markup may stand in text' html ''
value 'write_value(writer, html)' | point no 'markup may not stand in an attribute' html '_Generic'
value 'write_url(writer, text)' | point no 'plain text may not be an address' html '_Generic'
value 'write_url(writer, url)' | point yes 'an address may' html ''

ids() { printf '#include "base/base.h"\nvoid f(CaseId id);\nvoid g(UserId user) { f(user); }\n'; }
ids | point no 'a person is not a case' base 'incompatible\|UserId'
echo "1..$count"

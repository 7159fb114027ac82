#!/bin/sh
# postgres_prepare.sh PROGRAM MIGRATIONS_FOLDER: starts a PostgreSQL of its own in a temporary folder, reachable there
# alone, lets the program prepare every statement on it, and takes all of it away again. As root the server runs as
# the user postgres, else as whoever calls.
set -eu
program=$1
migrations=$2
export LC_ALL=C

tools=${POSTGRESQL_BIN:-/usr/lib/postgresql/15/bin}
if [ ! -x "$tools/initdb" ]; then
  echo "1..0 # SKIP no PostgreSQL 15 in $tools"
  exit 0
fi

# Ends with the server's process in place of its own, so that its id is the server's.
as_owner() {
  if [ "$(id -u)" = 0 ]; then
    exec setpriv --reuid=postgres --regid=postgres --init-groups -- "$@"
  fi
  exec "$@"
}

server=
folder=$(mktemp -d /tmp/redress-postgresql-XXXXXX)
clean() {
  status=$?
  trap - EXIT INT TERM HUP
  if [ -n "$server" ]; then
    kill -QUIT "$server" 2>/dev/null || true
    wait "$server" 2>/dev/null || true
  fi
  rm -rf "$folder"
  exit "$status"
}
trap clean EXIT
trap 'exit 1' INT TERM HUP
if [ "$(id -u)" = 0 ]; then chown postgres "$folder"; fi
cd "$folder"

if ! (as_owner "$tools/initdb" -D "$folder/data" -U redress -A trust --locale=C -E UTF8 --no-sync) >"$folder/log" 2>&1; then
  sed 's/^/# /' "$folder/log"
  echo "Bail out! initdb failed"
  exit 1
fi
(as_owner "$tools/postgres" -D "$folder/data" -c listen_addresses= -c unix_socket_directories="$folder" \
  -c fsync=off -c max_connections=5 -c shared_buffers=8MB -c autovacuum=off -c log_min_messages=fatal) >"$folder/log" 2>&1 &
server=$!

if "$program" "$folder" "$migrations"/*.sql; then exit 0; fi
sed 's/^/# /' "$folder/log"
exit 1

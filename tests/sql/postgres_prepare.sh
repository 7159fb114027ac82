#!/bin/sh
# postgres_prepare.sh PROGRAM MIGRATIONS_FOLDER: starts a PostgreSQL of its own in a temporary folder, reachable
# there alone, lets the program prepare every statement on it, and takes all of it away again. As root the server
# runs as the user postgres, else as whoever calls.
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
  cd "$folder"
  if [ "$(id -u)" = 0 ]; then
    exec setpriv --reuid=postgres --regid=postgres --init-groups -- "$@"
  fi
  exec "$@"
}

# A process in the background of a shell ignores QUIT and INT until it asks for them; TERM it does not. The server
# then waits for its clients, so they go first.
clean() {
  status=$?
  trap '' INT TERM HUP
  trap - EXIT
  for process in $running; do
    kill "$process" 2>/dev/null || true
    wait "$process" 2>/dev/null || true
  done
  rm -rf "$folder"
  exit "$status"
}

running=
folder=$(mktemp -d /tmp/redress-postgresql-XXXXXX)
trap clean EXIT
trap 'exit 1' INT TERM HUP
if [ "$(id -u)" = 0 ]; then chown postgres "$folder"; fi

if ! (as_owner "$tools/initdb" -D "$folder/data" -U redress -A trust --locale=C -E UTF8 --no-sync) \
  >"$folder/log" 2>&1; then
  sed 's/^/# /' "$folder/log"
  echo "Bail out! initdb failed"
  exit 1
fi
(as_owner "$tools/postgres" -D "$folder/data" -c listen_addresses= -c unix_socket_directories="$folder" -c fsync=off \
  -c max_connections=5 -c shared_buffers=8MB -c autovacuum=off -c log_min_messages=fatal) >"$folder/log" 2>&1 &
running=$!

# In the background too, so that a signal to this script is heeded at once.
"$program" "$folder" "$migrations"/*.sql &
client=$!
running="$client $running"
if wait "$client"; then exit 0; fi
sed 's/^/# /' "$folder/log"
exit 1

#!/usr/bin/env bash
# in-workspace.sh [--with-servers] COMMAND..: prepares and builds the workspace, then runs COMMAND with its tools on PATH.
# --with-servers: COMMAND starts a Redis and a MariaDB of its own.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR
. "$(dirname "${BASH_SOURCE[0]}")/lib/common.sh"
. scripts/lib/tools.sh
. scripts/lib/packages.sh

needs_servers=
if [ "${1:-}" = --with-servers ]; then
  needs_servers=1
  shift
fi
prepare
build
if [ -n "$needs_servers" ]; then
  require_redis_binary || fail "this needs a redis-server binary (6.2 or newer); install it (Debian: apt-get install redis-server)."
  require_mariadb_binary || fail "this needs mariadbd (10.6 or newer); install it (Debian: apt-get install mariadb-server)."
fi
exec "$@"

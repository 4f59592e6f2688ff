#!/usr/bin/env bash
# in-workspace.sh COMMAND..: prepares and builds the workspace, then runs COMMAND with its tools on PATH.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR
. "$(dirname "${BASH_SOURCE[0]}")/lib/common.sh"
. scripts/lib/tools.sh
. scripts/lib/packages.sh

prepare
build
require_redis_binary || fail "this needs a redis-server binary (6.2 or newer); install it (Debian: apt-get install redis-server)."
require_mariadb_binary || fail "this needs mariadbd (10.6 or newer); install it (Debian: apt-get install mariadb-server)."
exec "$@"

#!/usr/bin/env bash
# Runs every test: unit, integration and end-to-end. The tests start their own Redis and MariaDB on free ports.
# Arguments go to turbo: scripts/test.sh --filter=@goodshunter/api
set -euo pipefail
# shellcheck source-path=SCRIPTDIR
. "$(dirname "${BASH_SOURCE[0]}")/lib/common.sh"
. scripts/lib/tools.sh
. scripts/lib/packages.sh

prepare
require_redis_binary || fail "the tests need a redis-server binary (6.2 or newer); install it (Debian: apt-get install redis-server)."
require_mariadb_binary || fail "the tests need mariadbd (10.6 or newer); install it (Debian: apt-get install mariadb-server)."
# End-to-end tests run the built services.
build
step "testing"
# Two packages at once: more of them starve each other's timers on small machines.
pnpm exec turbo run test --concurrency=2 "$@"

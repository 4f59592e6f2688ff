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
offer_test_tools
# End-to-end tests run the built services.
build
step "testing"
# Two packages at once: more of them starve each other's timers on small machines. A failure does not hide those of others.
if pnpm exec turbo run test --force --continue --concurrency=2 "$@"; then exit 0; fi
[ -n "${CI:-}" ] || fail "tests failed, see above."
# Whoever runs this unattended must be able to tell a defect from a starved machine: what failed runs once more, alone. What
# passed is in turbo's cache, which only this second run reads.
warn "tests failed, see above; the packages they are in run once more, one at a time."
pnpm exec turbo run test --continue --concurrency=1 --output-logs=new-only "$@"
warn "UNSTABLE: these tests failed beside others and passed alone. Look at the first failure: it is a race or a deadline."

#!/usr/bin/env bash
# Runs every test: unit, integration and end-to-end. The tests start their own Redis and MariaDB on free ports.
# With arguments, which go to turbo, only the tests of the packages they name: scripts/test.sh --filter=@goodshunter/api
set -euo pipefail
# shellcheck source-path=SCRIPTDIR
. "$(dirname "${BASH_SOURCE[0]}")/lib/common.sh"
. scripts/lib/checks.sh

prepare
require_test_servers
build
if [ $# -gt 0 ]; then
  step "tests"
  exec pnpm exec turbo run test --force --continue --concurrency=2 "$@"
fi
part "unit tests" unit_tests
part "integration and end-to-end tests" server_tests
say_parts

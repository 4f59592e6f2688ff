#!/usr/bin/env bash
# What CI runs: lint, settings, types, build, tests, the short form of the fault suite. Stops at the first that fails, and says what
# each part took.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR
. "$(dirname "${BASH_SOURCE[0]}")/lib/common.sh"
. scripts/lib/checks.sh

prepare
require_test_servers
GOODSHUNTER_TEST_TIMES=$(mktemp)
export GOODSHUNTER_TEST_TIMES
trap 'rm -f "$GOODSHUNTER_TEST_TIMES"' EXIT
part "lint and formatting" check_lint
part "settings and monitoring" check_settings
part "imports and pages" check_house
part "types" check_types
part "unit tests" unit_tests
part "build" build
part "integration and end-to-end tests" server_tests
part "breaking it: the short form of make chaos" pnpm --filter @goodshunter/chaos run chaos --short
say_slowest_tests
say_parts
say "All checks passed in $SECONDS s."

#!/usr/bin/env bash
# The quick check before a commit: lint, settings, types and unit tests. Starts nothing.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR
. "$(dirname "${BASH_SOURCE[0]}")/lib/common.sh"
. scripts/lib/checks.sh

prepare
part "lint and formatting" check_lint
part "settings and monitoring" check_settings
part "imports and pages" check_house
part "types" check_types
part "unit tests" unit_tests
say_parts
say "Verified in $SECONDS s; \`make check\` is the whole check."

#!/usr/bin/env bash
# What CI runs: lint, types, build, tests, the short form of the fault suite. Stops at the first that fails.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR
. "$(dirname "${BASH_SOURCE[0]}")/lib/common.sh"
. scripts/lib/tools.sh

prepare
step "lint and formatting"
pnpm exec biome ci .
if command -v shellcheck >/dev/null 2>&1; then shellcheck -S warning -x -P SCRIPTDIR scripts/*.sh .ci/run; fi
step "settings and monitoring"
node scripts/check-settings.mjs
scripts/check-monitoring.sh
step "types"
pnpm exec turbo run typecheck --output-logs=errors-only
scripts/test.sh
step "breaking it: the short form of make chaos"
pnpm --filter @goodshunter/chaos run chaos --short
say "All checks passed in $SECONDS s."

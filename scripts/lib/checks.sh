# The parts of `make verify`, `make test` and `make check`. Needs common.sh.
# shellcheck shell=bash source-path=SCRIPTDIR/..
. scripts/lib/tools.sh
. scripts/lib/packages.sh

check_lint() {
  pnpm exec biome ci .
  if command -v shellcheck >/dev/null 2>&1; then shellcheck -S warning -x -P SCRIPTDIR scripts/*.sh .ci/run; fi
}

check_settings() {
  node scripts/check-settings.mjs
  scripts/check-monitoring.sh
}

# What imports draw, and what the pages name.
check_house() {
  node scripts/check-imports.mjs
  node scripts/check-docs.mjs
}

check_types() { pnpm exec turbo run typecheck --output-logs=errors-only; }

# The unit tests of all packages in one run; nothing is started.
unit_tests() {
  pnpm exec turbo run generate --output-logs=errors-only
  node --experimental-vm-modules --no-warnings=ExperimentalWarning node_modules/jest/bin/jest.js --config jest.unit.mjs "$@"
}

require_test_servers() {
  require_redis_binary || fail "the tests need a redis-server binary (6.2 or newer); install it (Debian: apt-get install redis-server)."
  require_mariadb_binary || fail "the tests need mariadbd (10.6 or newer); install it (Debian: apt-get install mariadb-server)."
  offer_test_tools
}

# server_tests [TURBO ARGUMENT..]: integration and end-to-end tests, on servers of their own. End-to-end tests run the built services.
server_tests() {
  local only=(-- --selectProjects integration --passWithNoTests)
  # Two packages at once: more of them starve each other on small machines. A failure does not hide those of others.
  if pnpm exec turbo run test --force --continue --concurrency=2 "$@" "${only[@]}"; then return 0; fi
  [ -n "${CI:-}" ] || fail "tests failed, see above."
  # What passed is in turbo's cache, which only this second run reads. It is there to tell a race from a plain defect; a test that
  # fails beside others is a defect of the test or of the house, on any machine.
  warn "tests failed, see above; the packages they are in run once more, one at a time."
  if pnpm exec turbo run test --continue --concurrency=1 --output-logs=new-only "$@" "${only[@]}"; then
    fail "tests failed beside others and passed alone. Look at the first failure: it is a race, or a deadline that has no place there."
  fi
  fail "tests failed, also alone."
}

# Reads what packages/testing/jest/note-times.mjs wrote.
say_slowest_tests() {
  say "The slowest tests, in ms:"
  # Not head, which ends early: sort would die of its closed pipe, and with it the whole check.
  sort -rn "$GOODSHUNTER_TEST_TIMES" | sed -n 1,10p
}

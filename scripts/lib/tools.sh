# Node, pnpm, dependencies and the build. Needs common.sh.
# shellcheck shell=bash

require_node() {
  command -v node >/dev/null 2>&1 ||
    fail "Node.js was not found; install version 20.19 or newer, 22.12 or newer, or 24 (https://nodejs.org)."
  local version major minor
  version=$(node -p 'process.versions.node')
  major=${version%%.*}
  minor=${version#*.}
  minor=${minor%%.*}
  if [ "$major" -lt 20 ] || [ "$major" -eq 21 ] || [ "$major" -eq 23 ] ||
    { [ "$major" -eq 20 ] && [ "$minor" -lt 19 ]; } || { [ "$major" -eq 22 ] && [ "$minor" -lt 12 ]; }; then
    fail "Node.js $version is too old or not a supported line; GoodsHunter needs 20.19+, 22.12+ or 24+ (found at $(command -v node))."
  fi
}

# Puts the pnpm that package.json names on PATH, installing it under .dev/tools if need be.
require_pnpm() {
  local wanted tools="$DEV/tools"
  wanted=$(node -p 'require("./package.json").packageManager.split("@")[1].split("+")[0]')
  if [ "$(pnpm_version pnpm)" = "$wanted" ]; then return; fi
  export PATH="$tools/node_modules/.bin:$PATH"
  if [ "$(pnpm_version "$tools/node_modules/.bin/pnpm")" = "$wanted" ]; then return; fi
  command -v npm >/dev/null 2>&1 || fail "npm was not found (it comes with Node.js); it is needed to get pnpm $wanted."
  step "getting pnpm $wanted"
  mkdir -p "$tools"
  npm install --prefix "$tools" --no-audit --no-fund --loglevel=error "pnpm@$wanted" >"$DEV/pnpm-install.log" 2>&1 ||
    fail "pnpm $wanted could not be installed: $(tail -n 5 "$DEV/pnpm-install.log")"
}

# Outside the repository, or pnpm would try to switch to the version that package.json names by itself.
pnpm_version() { (cd / && "$1" --version 2>/dev/null) || true; }

install_dependencies() {
  step "installing dependencies"
  mkdir -p "$DEV"
  pnpm install --frozen-lockfile --config.confirmModulesPurge=false --reporter=append-only >"$DEV/install.log" 2>&1 ||
    fail "the dependencies could not be installed: $(tail -n 15 "$DEV/install.log")"
}

# build [TURBO ARGUMENT..]: compiles what changed.
build() {
  step "building"
  pnpm exec turbo run build --output-logs=errors-only "$@" >"$DEV/build.log" 2>&1 ||
    fail "the build failed: $(tail -n 40 "$DEV/build.log")"
}

prepare() {
  require_node
  require_pnpm
  install_dependencies
}

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

# Whoever installs by hand changes pnpm's own state file, which then is newer than our mark.
INSTALLED=node_modules/.goodshunter-installed

what_is_installed() {
  cat pnpm-lock.yaml pnpm-workspace.yaml package.json apps/*/package.json packages/*/package.json tests/*/package.json |
    node -e 'const h = require("crypto").createHash("sha256"); process.stdin.on("data", (d) => h.update(d)).on("end", () => console.log(process.version, h.digest("hex")))'
}

is_installed() {
  [ -r "$INSTALLED" ] && [ -z "$(find node_modules -maxdepth 1 -name '.pnpm-workspace-state*' -newer "$INSTALLED")" ] &&
    [ "$(cat "$INSTALLED")" = "$(what_is_installed)" ]
}

install_dependencies() {
  if is_installed; then return; fi
  step "installing dependencies"
  mkdir -p "$DEV"
  pnpm install --frozen-lockfile --config.confirmModulesPurge=false --reporter=append-only >"$DEV/install.log" 2>&1 ||
    fail "the dependencies could not be installed: $(tail -n 15 "$DEV/install.log")"
  # pnpm runs the script of a package once for each machine, not once for each clone; so the hook is put in place here.
  if [ -z "${CI:-}" ] && [ -e .git ]; then pnpm exec lefthook install >/dev/null 2>&1 || warn "the hook that formats was not set up."; fi
  what_is_installed >"$INSTALLED"
}

# build [APP]: compiles what changed, for one app and the packages under it or for all.
build() {
  local begun="$DEV/building" app
  step "building"
  mkdir -p "$DEV"
  touch "$begun"
  pnpm exec turbo run build --output-logs=errors-only ${1:+--filter="@goodshunter/$1"} >"$DEV/build.log" 2>&1 ||
    fail "the build failed: $(tail -n 40 "$DEV/build.log")"
  # The folders that the build made changed those around them. A file that is newer was changed meanwhile, and not built.
  [ -n "$(newer_sources "$begun" -type f)" ] || touch "$begun"
  for app in ${1:-apps/*}; do cp -p "$begun" "$DEV/built-${app##*/}"; done
}

# prepare_app NAME: one app and the packages under it; done at once when no source is newer than the last build.
prepare_app() {
  local mark="$DEV/built-$1"
  if is_installed && [ -e "$mark" ] && [ -e "apps/$1/dist/main.js" ] && [ -z "$(newer_sources "$mark")" ]; then return; fi
  prepare
  build "$1"
}

# newer_sources FILE [CONDITION OF FIND..]: the first source that is newer. Folders count, so what was deleted is seen too.
newer_sources() {
  find apps packages prisma pnpm-lock.yaml tsconfig.base.json turbo.json \
    \( -name node_modules -o -name dist -o -name .turbo -o -name generated -o -name coverage \) -prune -o -newer "$1" "${@:2}" -print -quit
}

prepare() {
  require_node
  require_pnpm
  install_dependencies
}

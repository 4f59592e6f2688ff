# Shared by all scripts: where things are, how to say things. Source it first.
# shellcheck shell=bash

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
export ROOT
DEV="${GOODSHUNTER_DEV_DIR:-$ROOT/.dev}"
LOGS="$ROOT/logs"
cd "$ROOT" || exit 1
export TURBO_TELEMETRY_DISABLED=1 DO_NOT_TRACK=1 PRISMA_HIDE_UPDATE_MESSAGE=1

say() { printf '%s\n' "$*"; }
step() { printf '==> %s\n' "$*"; }
warn() { printf 'warning: %s\n' "$*" >&2; }
fail() {
  printf 'error: %s\n' "$*" >&2
  exit 1
}

# has PROGRAM: whether it can be run; servers live in sbin, which is not on everybody's PATH.
has() { find_program "$1" >/dev/null; }

# find_program NAME: prints its path.
find_program() {
  local path
  if path=$(command -v "$1" 2>/dev/null); then
    printf '%s\n' "$path"
    return 0
  fi
  for path in "/usr/sbin/$1" "/usr/local/sbin/$1" "/usr/libexec/$1"; do
    if [ -x "$path" ]; then
      printf '%s\n' "$path"
      return 0
    fi
  done
  return 1
}

PARTS=()
# part NAME COMMAND..: runs one part of a check and notes how long it took; a failure ends the script.
part() {
  local name=$1 begun=$SECONDS outcome=ok
  shift
  step "$name"
  # Not in a condition, where bash would let a function go on after a command that failed.
  set +e
  (
    set -e
    "$@"
  )
  local status=$?
  set -e
  [ "$status" = 0 ] || outcome=failed
  PARTS+=("$(printf '%5d s  %-6s  %s' $((SECONDS - begun)) "$outcome" "$name")")
  if [ "$status" != 0 ]; then
    say_parts
    exit "$status"
  fi
}

say_parts() { printf '%s\n' "Each part took:" "${PARTS[@]}"; }

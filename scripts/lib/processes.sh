# Processes that a local run starts, and how it finds them again. Needs common.sh.
#
# .dev/pids/NAME holds "pid start-time": a pid alone may belong to somebody else by now, and no foreign process is ever ended.
# shellcheck shell=bash

PIDS="$DEV/pids"

# start_time PID: when it started, in whatever unit the system has; nothing if it is gone or a zombie.
start_time() {
  if [ -r "/proc/$1/stat" ]; then
    # The name in parentheses may hold spaces; after it come the state and, as the 20th, the start time.
    sed 's/.*) //' "/proc/$1/stat" 2>/dev/null | awk '$1 != "Z" { print $20 }'
  elif [ ! -d /proc/self ]; then
    ps -o lstart= -p "$1" 2>/dev/null || true
  fi
}

# is_running NAME: whether the process that we started as NAME still runs.
is_running() {
  local pid started
  [ -r "$PIDS/$1" ] || return 1
  read -r pid started <"$PIDS/$1" || true
  [ -n "$pid" ] && [ -n "$started" ] && [ "$(start_time "$pid")" = "$started" ]
}

pid_of() { cut -d' ' -f1 "$PIDS/$1"; }

# start_process NAME LOG COMMAND..: in the background, in a process group of its own, so that Ctrl-C reaches only this script.
start_process() {
  local name=$1 log=$2 pid
  shift 2
  mkdir -p "$PIDS" "$(dirname "$log")"
  set -m
  "$@" >>"$log" 2>&1 </dev/null &
  pid=$!
  set +m
  disown "$pid"
  printf '%s %s\n' "$pid" "$(start_time "$pid")" >"$PIDS/$name"
}

# signal_process NAME SIGNAL: only if it is still ours.
signal_process() { if is_running "$1"; then kill "-$2" "$(pid_of "$1")" 2>/dev/null || true; fi; }

# stop_processes SECONDS NAME..: SIGTERM to all, then SIGKILL to what is left after so many seconds.
stop_processes() {
  local seconds=$1 name deadline
  shift
  for name in "$@"; do signal_process "$name" TERM; done
  deadline=$((SECONDS + seconds))
  for name in "$@"; do
    while is_running "$name" && [ "$SECONDS" -lt "$deadline" ]; do sleep 0.1; done
    if is_running "$name"; then
      warn "$name did not stop within $seconds s and is killed."
      signal_process "$name" KILL
    fi
    rm -f "$PIDS/$name"
  done
}

# require_free_port PORT WHAT VARIABLE: fails naming who holds it.
require_free_port() {
  local owner
  if owner=$(node scripts/lib/port-owner.mjs "$1"); then return; fi
  fail "port $1 for $2 is taken by $owner. Stop it, or choose another port: $3=<port> make dev"
}

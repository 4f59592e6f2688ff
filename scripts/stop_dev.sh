#!/usr/bin/env bash
# Stops everything that `make dev` started in this directory, and nothing else. Data stays under .dev/.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR
. "$(dirname "${BASH_SOURCE[0]}")/lib/common.sh"
. scripts/lib/packages.sh
. scripts/lib/processes.sh
. scripts/lib/servers.sh
. scripts/lib/services.sh

# What `make run-*` started belongs to the terminal that it runs in.
say_what_is_left() {
  local file name
  for file in "$PIDS"/run-*; do
    [ -e "$file" ] || continue
    name=${file##*/}
    if is_running "$name"; then
      say "Left running: \`make ${name%-*}\` (pid $(pid_of "$name")); Ctrl-C in its terminal ends it."
    else
      rm -f "$file"
    fi
  done
}

step "stopping the local run"
stop_services
stop_servers
rm -f "$STATE"
say_what_is_left
say "Stopped. The data is kept under .dev/."

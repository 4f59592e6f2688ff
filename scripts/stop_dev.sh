#!/usr/bin/env bash
# Stops everything that `make dev` started in this directory, and nothing else. Data stays under .dev/.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR
. "$(dirname "${BASH_SOURCE[0]}")/lib/common.sh"
. scripts/lib/packages.sh
. scripts/lib/processes.sh
. scripts/lib/servers.sh
. scripts/lib/services.sh

step "stopping the local run"
stop_services
stop_servers
rm -f "$STATE"
say "Stopped. The data is kept under .dev/."

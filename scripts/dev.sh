#!/usr/bin/env bash
# Brings up the whole system for development, from a clean clone on, and follows its logs until Ctrl-C.
#
#   DEV_DETACH=1            return when everything is healthy; `make stop-dev` ends it
#   DEV_SERVERS_ONLY=1      only Redis and MariaDB, for `make run-api` and its sisters; implies DEV_DETACH
#   API_PORT, CRAWLER_PORT, SCHEDULER_PORT, DEMO_SHOP_PORT, DEV_REDIS_PORT, DEV_DB_PORT    other ports (0 for the first four: any)
#   REDIS_ADDR, DATABASE_URL    servers of your own instead of private ones
#   FETCH_ALLOW_HOSTS       host:port pairs that may be reached beside the demo shop, such as a webhook receiver: localhost:9000
#   APP_ENABLE_REDIS_QUEUE=false    polling mode, without Redis
# What configs/config.json says otherwise than its defaults counts as well, below the environment.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR
. "$(dirname "${BASH_SOURCE[0]}")/lib/common.sh"
. scripts/lib/tools.sh
. scripts/lib/settings.sh
require_node
read_settings
. scripts/lib/packages.sh
. scripts/lib/processes.sh
. scripts/lib/servers.sh
. scripts/lib/services.sh

follower=''

# Everything this run started, and nothing else.
stop_all() {
  trap - INT TERM HUP EXIT
  if [ -n "$follower" ]; then kill "$follower" 2>/dev/null || true; fi
  say ''
  step "stopping"
  stop_services
  stop_servers
  rm -f "$STATE"
}

on_signal() {
  stop_all
  exit "$1"
}

start_servers() {
  if has_own_database; then
    step "starting MariaDB on port $DB_PORT"
    start_mariadb
  else
    step "using the database $(database_place)"
  fi
  APP_ENABLE_REDIS_QUEUE=$(node scripts/lib/queue-enabled.mjs)
  if [ "$APP_ENABLE_REDIS_QUEUE" = false ]; then
    say "    the queue is switched off: polling mode, no Redis"
  elif ! has_own_redis; then
    step "using Redis at $REDIS_ADDR"
  else
    step "starting Redis on port $REDIS_PORT"
    if ! start_redis; then
      warn "going on without Redis, in polling mode; tasks run all the same."
      APP_ENABLE_REDIS_QUEUE=false
    fi
  fi
  step "migrating the database"
  DATABASE_URL="$(database_url)" \
    node packages/db/dist/cli/migrate.js >"$LOGS/migrate.log" 2>&1 || fail "the migration failed: $(tail -n 5 "$LOGS/migrate.log")"
}

start_services() {
  local name
  for name in "${SERVICES[@]}"; do
    step "starting $name"
    start_service "$name"
  done
  wait_healthy demo-shop "$DEMO_SHOP_PORT"
  wait_healthy crawler "$CRAWLER_PORT"
  wait_healthy api "$API_PORT"
  wait_healthy scheduler "$SCHEDULER_PORT"
}

wait_healthy() {
  node scripts/lib/local-run.mjs wait-healthy "http://127.0.0.1:$2/healthz" 60 ||
    fail "$1 did not become healthy; the last lines of logs/$1.log: $(tail -n 10 "$LOGS/$1.log")"
}

# The link is written by the api once it knows whether there is an admin.
say_setup_link() {
  [ -s "$DEV/setup-link" ] || return 0
  # A link that an earlier run left is still good, on the port of today.
  printf '\n  Open this to begin: %s\n' "$(sed "s|^http://localhost:[0-9]*/|http://localhost:$API_PORT/|" "$DEV/setup-link")"
}

say_where_to_look() {
  local api="http://localhost:$API_PORT" token="\$(cat '$DEV/token')" task=$1
  cat <<TEXT

GoodsHunter is running, healthy after $SECONDS s. Task $task watches the demo shop every 10 s.
$(say_setup_link)

  page         $api
  API          $api/api (documentation: $api/docs, health: $api/healthz)
  demo shop    http://localhost:$DEMO_SHOP_PORT
  admin token  .dev/token (for scripts)
  logs         logs/api.log  logs/scheduler.log  logs/crawler.log
TEXT
  if has_own_database; then
    say "  database     mysql://goodshunter:goodshunter@localhost:$DB_PORT/goodshunter"
  else
    say "  database     $(database_place)"
  fi
  if [ "$APP_ENABLE_REDIS_QUEUE" = true ]; then say "  queue        $(stream_command)"; fi
  cat <<TEXT

Create a task, list the items of task $task, read what happened:

curl -s -X POST $api/api/tasks -H "Authorization: Bearer $token" -H 'Content-Type: application/json' -d '{"source":"shopify","query":{"url":"http://localhost:$DEMO_SHOP_PORT"},"keyword":"","intervalSeconds":30}'

curl -s $api/api/tasks/$task/items -H "Authorization: Bearer $token"

curl -s $api/api/timeline -H "Authorization: Bearer $token"

TEXT
}

stream_command() {
  local addr password="-a $REDIS_PASSWORD"
  addr=$(redis_addr)
  if ! has_own_redis; then password=${REDIS_PASSWORD:+-a \"\$REDIS_PASSWORD\"}; fi
  printf 'redis-cli -h %s -p %s %s XINFO STREAM %s\n' "${addr%:*}" "${addr##*:}" "$password" \
    "${APP_TASK_QUEUE_STREAM:-goodshunter:task:queue}"
}

follow_logs() {
  say "Ctrl-C or \`make stop-dev\` stops everything. Now following the logs:"
  tail -n 5 -F "$LOGS/api.log" "$LOGS/scheduler.log" "$LOGS/crawler.log" 2>/dev/null &
  follower=$!
  local reported=' '
  # Ends by itself when `make stop-dev` has ended the services.
  while is_any_service_running; do
    for name in "${SERVICES[@]}"; do
      if ! is_running "$name" && [ -e "$PIDS/$name" ] && [[ $reported != *" $name "* ]]; then
        warn "$name has ended; see logs/$name.log. The others go on."
        reported+="$name "
      fi
    done
    sleep 1 &
    wait $! || true
  done
}

umask 022
mkdir -p "$DEV" "$LOGS"
if is_any_service_running; then
  fail "a local run is up already in this directory; \`make stop-dev\` ends it."
fi
choose_ports
CRAWLER_URLS=${CRAWLER_URLS:-http://127.0.0.1:$CRAWLER_PORT}
if [ -z "${DEV_SERVERS_ONLY:-}" ]; then require_service_ports; fi
prepare
build
trap 'on_signal 130' INT
trap 'on_signal 143' TERM
trap 'on_signal 129' HUP
trap 'stop_all; say "The run did not come up; everything it had started is stopped."' EXIT

start_servers
write_state
if [ -n "${DEV_SERVERS_ONLY:-}" ]; then
  trap - INT TERM HUP EXIT
  say "Redis and MariaDB are up; \`make run-crawler\`, \`make run-scheduler\` and \`make run-api\` use them, \`make stop-dev\` ends them."
  exit 0
fi
start_services
task=$(node scripts/lib/local-run.mjs sample-task "http://127.0.0.1:$API_PORT" "$DEV/token" "http://localhost:$DEMO_SHOP_PORT")
say_where_to_look "$task"
if [ -n "${DEV_DETACH:-}" ]; then
  trap - INT TERM HUP EXIT
  say "It goes on in the background; \`make stop-dev\` stops it."
  exit 0
fi
follow_logs
stop_all

#!/usr/bin/env bash
# run.sh api|scheduler|crawler: runs one service in the foreground, against the Redis and MariaDB of the local run.
# Beside a full `make dev` give it a port of its own: API_PORT=0 make run-api. Its output is in logs/ as well.
# The environment counts, then what configs/config.json says otherwise than its defaults, then what `make dev` noted.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR
. "$(dirname "${BASH_SOURCE[0]}")/lib/common.sh"
. scripts/lib/tools.sh
. scripts/lib/settings.sh
. scripts/lib/processes.sh

name=${1:-}
case $name in
  api | scheduler | crawler) ;;
  *) fail "say which service: run.sh api, run.sh scheduler or run.sh crawler" ;;
esac

require_node
read_settings
if [ -r "$DEV/state" ]; then
  # shellcheck source=/dev/null
  . "$DEV/state"
  DEV_REDIS_PORT=${DEV_REDIS_PORT:-$STATE_REDIS_PORT}
  DEV_DB_PORT=${DEV_DB_PORT:-$STATE_DB_PORT}
  REDIS_ADDR=${REDIS_ADDR:-${STATE_REDIS_ADDR:-}}
  DATABASE_URL=${DATABASE_URL:-${STATE_DATABASE_URL:-}}
  APP_TASK_QUEUE_STREAM=${APP_TASK_QUEUE_STREAM:-${STATE_STREAM:-}}
  API_PORT=${API_PORT:-$STATE_API_PORT}
  CRAWLER_URLS=${CRAWLER_URLS:-http://127.0.0.1:${CRAWLER_PORT:-$STATE_CRAWLER_PORT}}
  CRAWLER_PORT=${CRAWLER_PORT:-$STATE_CRAWLER_PORT}
  SCHEDULER_PORT=${SCHEDULER_PORT:-$STATE_SCHEDULER_PORT}
  DEMO_SHOP_PORT=${DEMO_SHOP_PORT:-$STATE_DEMO_SHOP_PORT}
fi
. scripts/lib/servers.sh
. scripts/lib/services.sh
if [ -z "${APP_ENABLE_REDIS_QUEUE:-}" ]; then
  APP_ENABLE_REDIS_QUEUE=true
  if [ "${STATE_QUEUE:-true}" = false ] && has_own_redis && ! is_open "$(redis_addr)"; then
    say "    the local run has no Redis: polling mode"
    APP_ENABLE_REDIS_QUEUE=false
  fi
fi
API_PORT=${API_PORT:-8081}
CRAWLER_PORT=${CRAWLER_PORT:-8082}
SCHEDULER_PORT=${SCHEDULER_PORT:-8083}
DEMO_SHOP_PORT=${DEMO_SHOP_PORT:-8084}
CRAWLER_URLS=${CRAWLER_URLS:-http://127.0.0.1:$CRAWLER_PORT}

if [ "$name" != crawler ]; then
  hint="start them with \`make dev\`, or alone with \`make dev-servers\`"
  # Servers that somebody named are judged by the service itself.
  if has_own_database && ! is_open "127.0.0.1:$DB_PORT"; then fail "MariaDB is not up on port $DB_PORT; $hint."; fi
  if [ "$APP_ENABLE_REDIS_QUEUE" = true ] && has_own_redis && ! is_open "$(redis_addr)"; then
    fail "Redis is not up on port $REDIS_PORT; $hint (or run without it: APP_ENABLE_REDIS_QUEUE=false make run-$name)."
  fi
  queue='polling mode'
  if [ "$APP_ENABLE_REDIS_QUEUE" = true ]; then queue="Redis $(redis_addr)"; fi
  say "    database $(database_place), $queue"
fi
case $name in
  api) port=$API_PORT variable=API_PORT ;;
  scheduler) port=$SCHEDULER_PORT variable=SCHEDULER_PORT ;;
  crawler) port=$CRAWLER_PORT variable=CRAWLER_PORT ;;
esac
if [ "$port" != 0 ] && ! owner=$(node scripts/lib/port-owner.mjs "$port"); then
  fail "port $port is taken by $owner. For one more $name beside it: $variable=0 make run-$name"
fi
prepare_app "$name"
mkdir -p "$LOGS" "$PIDS"
# For `make stop-dev`, which leaves it alone and says so. The pid stays the same over exec.
printf '%s %s\n' "$$" "$(start_time $$)" >"$PIDS/run-$name-$$"
# tee ignores Ctrl-C, so that the last lines of a service that stops are seen and kept.
exec > >(exec tee -i -a "$LOGS/$name.log") 2>&1
exec_service "$name"

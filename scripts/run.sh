#!/usr/bin/env bash
# run.sh api|scheduler|crawler: runs one service in the foreground, against the Redis and MariaDB of the local run.
# Beside a full `make dev` give it a port of its own: API_PORT=0 make run-api
set -euo pipefail
# shellcheck source-path=SCRIPTDIR
. "$(dirname "${BASH_SOURCE[0]}")/lib/common.sh"
. scripts/lib/tools.sh
. scripts/lib/processes.sh

name=${1:-}
case $name in
  api | scheduler | crawler) ;;
  *) fail "say which service: run.sh api, run.sh scheduler or run.sh crawler" ;;
esac

if [ -r "$DEV/state" ]; then
  # shellcheck source=/dev/null
  . "$DEV/state"
  DEV_REDIS_PORT=${DEV_REDIS_PORT:-$STATE_REDIS_PORT}
  DEV_DB_PORT=${DEV_DB_PORT:-$STATE_DB_PORT}
  APP_ENABLE_REDIS_QUEUE=${APP_ENABLE_REDIS_QUEUE:-$STATE_QUEUE}
  API_PORT=${API_PORT:-$STATE_API_PORT}
  CRAWLER_URLS=${CRAWLER_URLS:-http://127.0.0.1:${CRAWLER_PORT:-$STATE_CRAWLER_PORT}}
  CRAWLER_PORT=${CRAWLER_PORT:-$STATE_CRAWLER_PORT}
  SCHEDULER_PORT=${SCHEDULER_PORT:-$STATE_SCHEDULER_PORT}
  DEMO_SHOP_PORT=${DEMO_SHOP_PORT:-$STATE_DEMO_SHOP_PORT}
fi
. scripts/lib/servers.sh
. scripts/lib/services.sh
APP_ENABLE_REDIS_QUEUE=${APP_ENABLE_REDIS_QUEUE:-true}
API_PORT=${API_PORT:-8081}
CRAWLER_PORT=${CRAWLER_PORT:-8082}
SCHEDULER_PORT=${SCHEDULER_PORT:-8083}
DEMO_SHOP_PORT=${DEMO_SHOP_PORT:-8084}
CRAWLER_URLS=${CRAWLER_URLS:-http://127.0.0.1:$CRAWLER_PORT}

require_node
if [ "$name" != crawler ]; then
  hint="start them with \`make dev\`, or alone with \`make dev-servers\`"
  (: <"/dev/tcp/127.0.0.1/$DB_PORT") 2>/dev/null || fail "MariaDB is not up on port $DB_PORT; $hint."
  if [ "$APP_ENABLE_REDIS_QUEUE" = true ] && ! (: <"/dev/tcp/127.0.0.1/$REDIS_PORT") 2>/dev/null; then
    fail "Redis is not up on port $REDIS_PORT; $hint (or run without it: APP_ENABLE_REDIS_QUEUE=false make run-$name)."
  fi
fi
case $name in
  api) port=$API_PORT variable=API_PORT ;;
  scheduler) port=$SCHEDULER_PORT variable=SCHEDULER_PORT ;;
  crawler) port=$CRAWLER_PORT variable=CRAWLER_PORT ;;
esac
if [ "$port" != 0 ] && ! owner=$(node scripts/lib/port-owner.mjs "$port"); then
  fail "port $port is taken by $owner. For one more $name beside it: $variable=0 make run-$name"
fi
prepare
build --filter="@goodshunter/$name"
exec_service "$name"

# The four services of a local run. Needs common.sh, settings.sh, processes.sh, servers.sh.
# shellcheck shell=bash

SERVICES=(demo-shop crawler scheduler api)
STATE="$DEV/state"

# choose_ports: the defaults, or what the environment says; 0 becomes a free port here, so that the services find each other.
choose_ports() {
  API_PORT=$(choose_port "${API_PORT:-8081}")
  CRAWLER_PORT=$(choose_port "${CRAWLER_PORT:-8082}")
  SCHEDULER_PORT=$(choose_port "${SCHEDULER_PORT:-8083}")
  DEMO_SHOP_PORT=$(choose_port "${DEMO_SHOP_PORT:-8084}")
}

choose_port() {
  if [ "$1" != 0 ]; then
    printf '%s\n' "$1"
    return
  fi
  node -e 'const s = require("net").createServer().listen(0, () => { console.log(s.address().port); s.close(); })'
}

# write_state: what run.sh and the next make dev need to know of this run.
write_state() {
  (umask 077 && cat >"$STATE") <<STATE
STATE_REDIS_PORT=$REDIS_PORT
STATE_REDIS_ADDR=$(printf %q "${REDIS_ADDR:-}")
STATE_DB_PORT=$DB_PORT
STATE_DATABASE_URL=$(printf %q "${DATABASE_URL:-}")
STATE_QUEUE=$APP_ENABLE_REDIS_QUEUE
STATE_STREAM=$(printf %q "${APP_TASK_QUEUE_STREAM:-}")
STATE_API_PORT=$API_PORT
STATE_CRAWLER_PORT=$CRAWLER_PORT
STATE_SCHEDULER_PORT=$SCHEDULER_PORT
STATE_DEMO_SHOP_PORT=$DEMO_SHOP_PORT
STATE
}

# local_secret NAME: a random key of this directory's runs, made once and kept beside the database that it belongs to.
local_secret() {
  [ -s "$DEV/$1" ] || (umask 077 && node -e 'process.stdout.write(require("crypto").randomBytes(32).toString("base64url"))' >"$DEV/$1")
  cat "$DEV/$1"
}

# exec_service NAME: becomes this service, with the environment that it needs in a local run.
exec_service() {
  local name=$1 shop="localhost:$DEMO_SHOP_PORT,127.0.0.1:$DEMO_SHOP_PORT"
  local program=(node --enable-source-maps "apps/$1/dist/main.js")
  # As docker/Dockerfile says.
  if [ "$name" = crawler ]; then program=(node --v8-pool-size=1 "${program[@]:1}"); fi
  local common=(LOG_LEVEL="${LOG_LEVEL:-info}" FETCH_ALLOW_HOSTS="$shop${FETCH_ALLOW_HOSTS:+,$FETCH_ALLOW_HOSTS}")
  local stores=(
    APP_ENABLE_REDIS_QUEUE="$APP_ENABLE_REDIS_QUEUE"
    REDIS_ADDR="$(redis_addr)" REDIS_PASSWORD="$REDIS_PASSWORD" DATABASE_URL="$(database_url)"
    APP_TASK_QUEUE_STREAM="${APP_TASK_QUEUE_STREAM:-}"
    NOTIFY_SECRET_KEY="${NOTIFY_SECRET_KEY:-$(local_secret notify-secret-key)}"
    NOTIFY_PUSH_KEY="${NOTIFY_PUSH_KEY:-$(local_secret notify-push-key)}"
  )
  case $name in
    api) exec env "${common[@]}" "${stores[@]}" API_PORT="$API_PORT" API_TOKEN_FILE="$DEV/token" API_SETUP_FILE="$DEV/setup-link" API_LOCAL_RUN=true CRAWLER_URLS="$CRAWLER_URLS" "${program[@]}" ;;
    scheduler) exec env "${common[@]}" "${stores[@]}" SCHEDULER_PORT="$SCHEDULER_PORT" API_PORT="$API_PORT" CRAWLER_URLS="$CRAWLER_URLS" "${program[@]}" ;;
    # The crawler reads hostile pages: no database, no Redis, no secrets.
    crawler) exec env -u REDIS_PASSWORD -u DATABASE_URL "${common[@]}" CRAWLER_PORT="$CRAWLER_PORT" "${program[@]}" ;;
    demo-shop) exec env -u REDIS_PASSWORD -u DATABASE_URL DEMO_SHOP_PORT="$DEMO_SHOP_PORT" LOG_LEVEL="${LOG_LEVEL:-info}" "${program[@]}" ;;
    *) fail "there is no service called $name" ;;
  esac
}

# start_service NAME: in the background; its log begins anew, the last one is kept as .1. The file stays the same one, so that
# a `tail -f` goes on.
start_service() {
  local log="$LOGS/$1.log"
  mkdir -p "$LOGS"
  if [ -s "$log" ]; then
    cp -f "$log" "$log.1"
    : >"$log"
  fi
  start_process "$1" "$log" exec_service "$1"
}

require_service_ports() {
  require_free_port "$API_PORT" "the api" API_PORT
  require_free_port "$CRAWLER_PORT" "the crawler" CRAWLER_PORT
  require_free_port "$SCHEDULER_PORT" "the scheduler" SCHEDULER_PORT
  require_free_port "$DEMO_SHOP_PORT" "the demo shop" DEMO_SHOP_PORT
}

stop_services() {
  local grace_ms=${APP_GRACE_MS:-25000}
  stop_processes "$((grace_ms / 1000 + 5))" api scheduler crawler demo-shop
}

is_any_service_running() {
  local name
  for name in "${SERVICES[@]}"; do
    if is_running "$name"; then return 0; fi
  done
  return 1
}

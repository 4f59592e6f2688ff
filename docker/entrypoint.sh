#!/bin/sh
# DATABASE_URL, REDIS_PASSWORD, APP_WEBHOOK_SIGNING_KEY, CRAWLER_SECRET, NOTIFY_SECRET_KEY and NOTIFY_PUSH_KEY may stand in a file named by DATABASE_URL_FILE and so on instead: that
# is how generated secrets reach a service without standing in `docker inspect`. What is set itself wins. Only these, since
# names that end in _FILE mean other things elsewhere (SSL_CERT_FILE, API_TOKEN_FILE).
set -eu

read_secret() { # read_secret FILE
  [ -r "$1" ] || { echo "the file of a secret cannot be read: $1" >&2; exit 1; }
  cat "$1"
}

if [ -z "${DATABASE_URL:-}" ] && [ -n "${DATABASE_URL_FILE:-}" ]; then
  DATABASE_URL=$(read_secret "$DATABASE_URL_FILE")
  export DATABASE_URL
fi
if [ -z "${REDIS_PASSWORD:-}" ] && [ -n "${REDIS_PASSWORD_FILE:-}" ]; then
  REDIS_PASSWORD=$(read_secret "$REDIS_PASSWORD_FILE")
  export REDIS_PASSWORD
fi
if [ -z "${APP_WEBHOOK_SIGNING_KEY:-}" ] && [ -n "${APP_WEBHOOK_SIGNING_KEY_FILE:-}" ]; then
  APP_WEBHOOK_SIGNING_KEY=$(read_secret "$APP_WEBHOOK_SIGNING_KEY_FILE")
  export APP_WEBHOOK_SIGNING_KEY
fi
if [ -z "${CRAWLER_SECRET:-}" ] && [ -n "${CRAWLER_SECRET_FILE:-}" ]; then
  CRAWLER_SECRET=$(read_secret "$CRAWLER_SECRET_FILE")
  export CRAWLER_SECRET
fi
if [ -z "${NOTIFY_SECRET_KEY:-}" ] && [ -n "${NOTIFY_SECRET_KEY_FILE:-}" ]; then
  NOTIFY_SECRET_KEY=$(read_secret "$NOTIFY_SECRET_KEY_FILE")
  export NOTIFY_SECRET_KEY
fi
if [ -z "${NOTIFY_PUSH_KEY:-}" ] && [ -n "${NOTIFY_PUSH_KEY_FILE:-}" ]; then
  NOTIFY_PUSH_KEY=$(read_secret "$NOTIFY_PUSH_KEY_FILE")
  export NOTIFY_PUSH_KEY
fi
exec "$@"

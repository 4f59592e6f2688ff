# What a local run is told by the environment and by configs/config.json. Needs common.sh and a Node.js.
# shellcheck shell=bash

# read_settings: environment over file; what neither names stays unset. Says aloud what comes from the file.
read_settings() {
  local assignments
  assignments=$(node scripts/lib/file-settings.mjs)
  eval "$assignments"
  # The defaults mean the servers of the local run, wherever those listen.
  case ${REDIS_ADDR:-} in localhost:6380 | 127.0.0.1:6380) REDIS_ADDR='' ;; esac
  case ${DATABASE_URL:-} in mysql://goodshunter:goodshunter@localhost:3307/goodshunter) DATABASE_URL='' ;; esac
  case ${CRAWLER_URLS:-} in http://localhost:8082) CRAWLER_URLS='' ;; esac
}

# has_own_redis, has_own_database: whether the local run has its own, because nobody named another one.
has_own_redis() { [ -z "${REDIS_ADDR:-}" ]; }
has_own_database() { [ -z "${DATABASE_URL:-}" ]; }

redis_addr() { printf '%s\n' "${REDIS_ADDR:-127.0.0.1:$REDIS_PORT}"; }
database_url() { printf '%s\n' "${DATABASE_URL:-mysql://goodshunter:goodshunter@127.0.0.1:$DB_PORT/goodshunter}"; }

# database_place: host, port and name of the database, without user and password.
database_place() { database_url | sed 's|^[a-z]*://\(.*@\)\{0,1\}||; s|?.*||'; }

# is_open HOST:PORT: whether somebody listens there.
is_open() { (: <"/dev/tcp/${1%:*}/${1##*:}") 2>/dev/null; }

# The private Redis and MariaDB of a local run. Needs common.sh, packages.sh, processes.sh.
# shellcheck shell=bash

REDIS_PORT=${DEV_REDIS_PORT:-6380}
DB_PORT=${DEV_DB_PORT:-3307}
REDIS_PASSWORD=${REDIS_PASSWORD:-goodshunter_redis}
CONTAINERS="$DEV/containers"

# start_redis: returns 1, with a word why, when there is no way to have one.
start_redis() {
  if is_running redis || is_container_running redis; then return; fi
  require_free_port "$REDIS_PORT" Redis DEV_REDIS_PORT
  mkdir -p "$DEV/redis" "$LOGS"
  write_redis_conf
  if require_redis_binary; then
    start_process redis "$LOGS/redis.log" "$(find_program redis-server)" "$DEV/redis/redis.conf"
    wait_for_server redis "$REDIS_PORT" "$LOGS/redis.log" PING
  elif has_docker; then
    start_container redis redis:7 "$REDIS_PORT:6379" -v "goodshunter-dev-redis-$REDIS_PORT:/data" -- redis-server --requirepass "$REDIS_PASSWORD" \
      --appendonly yes --appendfsync everysec --maxmemory-policy noeviction
    wait_for_server redis "$REDIS_PORT" "\`docker logs\`" PING
  else
    warn "there is no Redis: no redis-server binary, no way to install one (apt-get as root or by sudo), no Docker."
    return 1
  fi
}

write_redis_conf() {
  # In a file of its own and not on the command line, which everybody on the machine can read.
  (umask 077 && cat >"$DEV/redis/redis.conf") <<CONF
port $REDIS_PORT
bind 127.0.0.1
dir "$DEV/redis"
requirepass "$REDIS_PASSWORD"
appendonly yes
appendfsync everysec
maxmemory-policy noeviction
CONF
}

start_mariadb() {
  if is_running mariadb || is_container_running mariadb; then return; fi
  require_free_port "$DB_PORT" MariaDB DEV_DB_PORT
  mkdir -p "$DEV/mysql/tmp" "$LOGS"
  if require_mariadb_binary; then
    install_database_files
    write_init_sql
    start_process mariadb "$LOGS/mariadb.log" "$(find_program mariadbd)" --no-defaults \
      --datadir="$DEV/mysql/data" --port="$DB_PORT" --bind-address=127.0.0.1 --skip-name-resolve --skip-log-bin \
      --socket="$(socket_path)" --pid-file="$DEV/mysql/mariadb.pid" --init-file="$DEV/mysql/init.sql" --tmpdir="$DEV/mysql/tmp" \
      --character-set-server=utf8mb4 --innodb-buffer-pool-size=128M "$(database_user_option)"
    wait_for_server mariadb "$DB_PORT" "$LOGS/mariadb.log"
  elif has_docker; then
    start_container mariadb mariadb:10.11 "$DB_PORT:3306" -v "goodshunter-dev-mysql-$DB_PORT:/var/lib/mysql" \
      -e MARIADB_RANDOM_ROOT_PASSWORD=1 -e MARIADB_DATABASE=goodshunter -e MARIADB_USER=goodshunter \
      -e MARIADB_PASSWORD=goodshunter -- --character-set-server=utf8mb4
    wait_for_server mariadb "$DB_PORT" "\`docker logs\`"
  else
    fail "there is no MariaDB: no mariadbd 10.6 or newer, no way to install one (apt-get as root or by sudo), no Docker.
Install it (Debian: apt-get install mariadb-server) or start Docker, then run this again."
  fi
}

# Installed beside its place and moved there, so that an interrupted first start is simply done again.
install_database_files() {
  if [ -d "$DEV/mysql/data" ]; then return; fi
  step "creating the database files"
  rm -rf "$DEV/mysql/data.new"
  "$(find_program mariadb-install-db)" --no-defaults --datadir="$DEV/mysql/data.new" --tmpdir="$DEV/mysql" --skip-test-db --skip-name-resolve \
    --auth-root-authentication-method=socket --auth-root-socket-user="$(id -un)" "$(database_user_option)" \
    >"$LOGS/mariadb.log" 2>&1 || fail "the database files could not be created: $(tail -n 5 "$LOGS/mariadb.log")"
  mv "$DEV/mysql/data.new" "$DEV/mysql/data"
}

# Run by the server at every start; each statement may be repeated.
write_init_sql() {
  cat >"$DEV/mysql/init.sql" <<'SQL'
CREATE DATABASE IF NOT EXISTS goodshunter CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;
CREATE USER IF NOT EXISTS 'goodshunter'@'%' IDENTIFIED BY 'goodshunter';
GRANT ALL ON goodshunter.* TO 'goodshunter'@'%';
SQL
}

# mariadbd refuses to run as root unless it is told to.
database_user_option() { printf -- '--user=%s\n' "$(id -un)"; }

# Not under .dev: the path of a socket must stay below 108 characters.
socket_path() { printf '%s/goodshunter-%s-%s.sock\n' "${TMPDIR:-/tmp}" "$(id -u)" "$DB_PORT"; }

# wait_for_server NAME PORT LOG [REQUEST]: until the server says something on its port (Redis only when spoken to), or its
# process is gone. An open port is not enough: Docker opens it before the server listens.
wait_for_server() {
  local name=$1 port=$2 log=$3 request=${4:-} deadline=$((SECONDS + 60))
  until says_something "$port" "$request"; do
    if [ -e "$PIDS/$name" ] && ! is_running "$name"; then fail "$name ended while it started: $(tail -n 5 "$log")"; fi
    if [ "$SECONDS" -ge "$deadline" ]; then fail "$name does not answer on port $port after 60 s; see $log"; fi
    sleep 0.1
  done
}

says_something() {
  (
    exec 3<>"/dev/tcp/127.0.0.1/$1" || exit 1
    if [ -n "$2" ]; then printf '%s\r\n' "$2" >&3; fi
    LC_ALL=C read -r -t 2 -n 1 -u 3 _
  ) 2>/dev/null
}

# start_container NAME IMAGE HOST:CONTAINER [DOCKER OPTION..] -- [ARGUMENT..]
start_container() {
  local name=$1 image=$2 ports=$3 options=() id
  shift 3
  while [ "$1" != -- ]; do
    options+=("$1")
    shift
  done
  shift
  step "starting $image in Docker"
  mkdir -p "$CONTAINERS"
  id=$(docker run -d --rm -p "127.0.0.1:$ports" --label "goodshunter.dev=$ROOT" "${options[@]}" "$image" "$@") ||
    fail "Docker could not start $image."
  printf '%s\n' "$id" >"$CONTAINERS/$name"
}

is_container_running() {
  [ -r "$CONTAINERS/$1" ] && [ "$(docker inspect -f '{{.State.Running}}' "$(cat "$CONTAINERS/$1")" 2>/dev/null)" = true ]
}

stop_servers() {
  local name
  stop_processes 30 redis mariadb
  for name in redis mariadb; do
    if is_container_running "$name"; then docker stop "$(cat "$CONTAINERS/$name")" >/dev/null 2>&1 || true; fi
    rm -f "$CONTAINERS/$name"
  done
}

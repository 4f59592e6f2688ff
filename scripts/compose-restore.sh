#!/usr/bin/env bash
# Restores what compose-backup.sh wrote into a stack without data, and starts it: scripts/compose-restore.sh FOLDER
set -euo pipefail
[ $# -eq 1 ] || { echo "usage: $0 FOLDER" >&2; exit 2; }
folder=$(cd "$1" && pwd)
cd "$(dirname "$0")/.."
for file in database.sql.gz secrets.tar.gz api-data.tar.gz; do
  [ -r "$folder/$file" ] || { echo "$folder/$file cannot be read" >&2; exit 1; }
done

if [ -n "$(docker compose ps --all --quiet)" ]; then
  echo "this stack has containers already; docker compose down --volumes would delete them and their data" >&2
  exit 1
fi
# Old passwords first: the empty database is then created with them.
docker compose run --rm --no-deps -T --cap-add FOWNER --entrypoint tar secrets -C /secrets --same-owner -xz <"$folder/secrets.tar.gz"
docker compose run --rm --no-deps -T --entrypoint tar api -C /data -xz <"$folder/api-data.tar.gz"
docker compose up -d --wait mariadb
gunzip -c "$folder/database.sql.gz" | docker compose exec -T mariadb sh -c \
  'MYSQL_PWD=$(cat /secrets/mariadb-root-password) exec mariadb -uroot --default-character-set=utf8mb4 goodshunter'
docker compose up -d --wait

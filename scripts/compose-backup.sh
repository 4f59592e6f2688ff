#!/usr/bin/env bash
# Backs up a running compose stack: scripts/compose-backup.sh FOLDER
# Writes database.sql.gz (one consistent snapshot, services go on), secrets.tar.gz (the passwords and the webhook signing key that
# belong to it) and api-data.tar.gz (the admin's token).
set -euo pipefail
[ $# -eq 1 ] || { echo "usage: $0 FOLDER" >&2; exit 2; }
mkdir -p "$1"
folder=$(cd "$1" && pwd)
cd "$(dirname "$0")/.."
umask 077

# The password goes by the environment of the client inside, never by a command line.
docker compose exec -T mariadb sh -c \
  'MYSQL_PWD=$(cat /secrets/mariadb-root-password) exec mariadb-dump -uroot --single-transaction --quick --routines --default-character-set=utf8mb4 goodshunter' |
  gzip >"$folder/database.sql.gz.new"
# A dump that ended early lacks this line.
gunzip -c "$folder/database.sql.gz.new" | tail -1 | grep -q '^-- Dump completed' || { echo "the dump is not complete" >&2; exit 1; }
mv "$folder/database.sql.gz.new" "$folder/database.sql.gz"

docker compose run --rm --no-deps -T --cap-add DAC_READ_SEARCH --entrypoint tar secrets -C /secrets -cz . >"$folder/secrets.tar.gz.new"
tar -tzf "$folder/secrets.tar.gz.new" | grep -c '/webhook-signing-key$' >/dev/null || { echo "the webhook signing key is missing; docker compose up generates it" >&2; exit 1; }
mv "$folder/secrets.tar.gz.new" "$folder/secrets.tar.gz"
# The admin's token; the database knows only its hash.
docker compose run --rm --no-deps -T --entrypoint tar api -C /data -cz . >"$folder/api-data.tar.gz.new"
mv "$folder/api-data.tar.gz.new" "$folder/api-data.tar.gz"
ls -l "$folder"

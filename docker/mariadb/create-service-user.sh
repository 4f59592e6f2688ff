#!/bin/sh
# Makes the database user of the services, who reads and writes rows and changes no table, or gives it its password anew. Runs before each
# migration, so that stacks of before get it too. Settings: DB_HOST, DB_PORT, SECRETS; the server's root asks by its password.
set -eu
secrets=${SECRETS:-/secrets}
password=$(cat "$secrets/mariadb-service-password")
MYSQL_PWD=$(cat "$secrets/mariadb-root-password")
export MYSQL_PWD
mariadb --no-defaults --protocol=tcp --host="${DB_HOST:-mariadb}" --port="${DB_PORT:-3306}" --user=root <<SQL
CREATE USER IF NOT EXISTS 'goodshunter_service'@'%' IDENTIFIED BY '$password';
ALTER USER 'goodshunter_service'@'%' IDENTIFIED BY '$password';
GRANT SELECT, INSERT, UPDATE, DELETE ON goodshunter.* TO 'goodshunter_service'@'%';
SQL

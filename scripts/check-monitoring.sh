#!/usr/bin/env bash
# Checks what Prometheus and Grafana are given: configuration, alert rules and their unit tests by promtool (from PATH, else
# from the Prometheus image where Docker has it; without either they are skipped, and that is said), a runbook section for
# every alert, and the dashboard's JSON. With PROMETHEUS_URL set, every panel's query is put to that server as well.
set -euo pipefail
cd "$(dirname "$0")/.."

image=${PROMETHEUS_IMAGE:-prom/prometheus:v2.53.3}
checks='promtool check config prometheus.yml && promtool check rules alerts.yml && promtool test rules alerts.test.yml'
if command -v promtool >/dev/null; then
  (cd docker/prometheus && sh -c "$checks")
elif command -v docker >/dev/null && docker image inspect "$image" >/dev/null 2>&1; then
  docker run --rm --network none --entrypoint sh -v "$PWD/docker/prometheus:/rules:ro" -w /rules "$image" -c "$checks"
else
  echo "skipped: promtool is not here (Debian package prometheus, or the image $image), so the alert rules were not run" >&2
fi

missing=0
for alert in $(sed -n 's/^ *- alert: //p' docker/prometheus/alerts.yml); do
  grep -q "^## $alert\$" docs/runbook.md || { echo "docs/runbook.md has no section \"## $alert\"" >&2; missing=1; }
  grep -q "alertname=\"$alert\"" docker/prometheus/alerts.test.yml || { echo "alerts.test.yml never sees $alert fire" >&2; missing=1; }
done
[ "$missing" = 0 ]

exec node scripts/check-dashboard.mjs

#!/usr/bin/env bash
# Validates deploy/kubernetes without a cluster. The schemas come from npm into a temporary folder (34 MB), so this is no part of
# `make check`; pass a folder to keep them: scripts/check-kubernetes.sh [FOLDER]
set -euo pipefail
cd "$(dirname "$0")/.."

folder=${1:-$(mktemp -d)}
[ $# -gt 0 ] || trap 'rm -rf "$folder"' EXIT
mkdir -p "$folder"
[ -e "$folder/package.json" ] || echo '{"private": true, "type": "module"}' >"$folder/package.json"
npm install --prefix "$folder" --no-audit --no-fund --silent kubernetes-models@5.1.0 @kubernetes-models/keda@2.0.0 yaml@2.9.1
# Beside its dependencies, where Node looks for them.
cp scripts/check-kubernetes.mjs "$folder/"
node "$folder/check-kubernetes.mjs" deploy/kubernetes

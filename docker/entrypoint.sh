#!/bin/sh
# For each NAME_FILE in the environment, NAME becomes the contents of that file, unless NAME is set already. That is how the
# generated secrets reach a service without standing in `docker inspect`.
set -eu
for pair in $(env | sed -n 's/^\([A-Z][A-Z0-9_]*\)_FILE=.*/\1/p'); do
  # The api writes this file instead of reading it.
  [ "$pair" != API_TOKEN ] || continue
  eval "value=\${$pair:-}; file=\${${pair}_FILE}"
  if [ -z "$value" ]; then
    [ -r "$file" ] || { echo "the file named by ${pair}_FILE cannot be read: $file" >&2; exit 1; }
    export "$pair=$(cat "$file")"
  fi
  unset "${pair}_FILE"
done
exec "$@"

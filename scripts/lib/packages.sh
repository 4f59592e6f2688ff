# Getting servers that the system lacks. Needs common.sh.
# shellcheck shell=bash

# as_root COMMAND..: runs it as root where that works without a question; fails otherwise.
as_root() {
  if [ "$(id -u)" -eq 0 ]; then
    "$@"
  else
    command -v sudo >/dev/null 2>&1 && sudo -n "$@"
  fi
}

may_install() { command -v apt-get >/dev/null 2>&1 && as_root true >/dev/null 2>&1; }

# apt_install PACKAGE SERVICE: installs it without starting its system service ('' for none): ours are private servers on ports
# of their own.
apt_install() {
  local package=$1 service=$2 log="$DEV/apt.log"
  may_install || return 1
  step "installing $package (apt-get)"
  mkdir -p "$DEV"
  # policy-rc.d is Debian's own way to say "install, but do not start"; one that is there already stays.
  # shellcheck disable=SC2016
  as_root env DEBIAN_FRONTEND=noninteractive sh -c '
    policy=/usr/sbin/policy-rc.d
    if [ ! -e "$policy" ]; then
      printf "#!/bin/sh\nexit 101\n" >"$policy" && chmod 755 "$policy" && trap "rm -f $policy" EXIT
    fi
    apt-get install -y --no-install-recommends "$1" || { apt-get update && apt-get install -y --no-install-recommends "$1"; }
    status=$?
    if [ "$status" -eq 0 ] && [ -n "$2" ] && command -v systemctl >/dev/null 2>&1; then systemctl disable "$2" || true; fi
    exit "$status"
  ' sh "$package" "$service" >"$log" 2>&1 || {
    warn "$package could not be installed: $(tail -n 3 "$log")"
    return 1
  }
}

has_docker() { command -v docker >/dev/null 2>&1 && docker info >/dev/null 2>&1; }

# is_at_least VERSION WANTED: compares dotted versions.
is_at_least() { [ "$(printf '%s\n%s\n' "$2" "$1" | sort -V | sed -n 1p)" = "$2" ]; }

# Redis 6.2 or newer as a binary; installs it where it may.
require_redis_binary() {
  if ! has redis-server; then apt_install redis-server redis-server || return 1; fi
  local version
  version=$("$(find_program redis-server)" --version | sed -n 's/.*v=\([0-9.]*\).*/\1/p')
  is_at_least "$version" 6.2 || {
    warn "redis-server $version is older than 6.2 and is not used."
    return 1
  }
}

# MariaDB 10.6 or newer as a binary; installs it where it may.
require_mariadb_binary() {
  if ! has mariadbd || ! has mariadb-install-db; then apt_install mariadb-server mariadb || return 1; fi
  local version
  version=$("$(find_program mariadbd)" --no-defaults --version | sed -n 's/.*Ver \([0-9.]*\).*/\1/p')
  is_at_least "$version" 10.6 || {
    warn "mariadbd $version is older than 10.6 and is not used."
    return 1
  }
}

# What some tests need beside the servers: Chromium, and ip for network namespaces. Installs them where it may; without them
# those tests are skipped, except in CI, where they fail.
offer_test_tools() {
  has chromium || has chromium-browser || has google-chrome || has google-chrome-stable || apt_install chromium '' ||
    warn "no Chromium: tests with a browser are skipped (Debian: apt-get install chromium)."
  has ip || apt_install iproute2 '' ||
    warn "no ip: tests in network namespaces are skipped (Debian: apt-get install iproute2)."
}

# Sourced by package.sh and tarball.sh: systems of their own, below HONE_ROOTS (default /tmp/hone-roots).
# Needs root, debootstrap and the network. A system is made once and only ever used as a copy.
set -euo pipefail
Here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
Examples=$Here/../../examples
Roots=${HONE_ROOTS:-/tmp/hone-roots}

die() {
  printf '%s: %s\n' "${0##*/}" "$*" >&2
  exit 1
}

# fresh_root SUITE MIRROR [debootstrap options]: Root is a new copy of that system.
fresh_root() {
  ((EUID == 0)) || die 'needs root, to make a system of its own'
  mkdir -p "$Roots"
  if [[ ! -e $Roots/$1.made ]]; then
    rm -rf "${Roots:?}/$1"
    debootstrap --variant=minbase "${@:3}" "$1" "$Roots/$1" "$2" >"$Roots/$1.log" 2>&1 ||
      die "debootstrap failed: $Roots/$1.log"
    touch "$Roots/$1.made"
  fi
  Root=$Roots/copy-$$
  trap 'rm -rf --one-file-system "$Root"' EXIT
  cp -a "$Roots/$1" "$Root"
  cp /etc/resolv.conf "$Root/etc/resolv.conf"
  cp -r "$Examples" "$Here" "$Root/root/"
}

# inside COMMAND: the shell's, in the system, with nothing of the one outside.
inside() {
  printf '\n== %s\n' "$1"
  unshare --mount --pid --fork bash -c '
    mount -t proc proc "$0/proc" && mount --rbind /dev "$0/dev"
    exec env -i HOME=/root TERM=dumb LANG=C.UTF-8 DEBIAN_FRONTEND=noninteractive \
      PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
      chroot "$0" bash -euo pipefail -c "cd /root; $1"' "$Root" "$1"
}

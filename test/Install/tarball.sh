#!/usr/bin/env bash
# The tarball on systems that have no LLVM: Ubuntu 22.04, which is older than the one it was made on,
# Debian 13, which is newer, and Debian 11, which is too old and must say so.
#   tarball.sh HONE.tar.gz
. "$(dirname "${BASH_SOURCE[0]}")/root.sh"
[[ -f ${1:-} ]] || die 'name the tarball: build/hone-*.tar.gz'
Tarball=$1
Tools=/home/somebody/tools
Hone=$Tools/hone/bin/hone
# What is run by somebody who is not root.
As='setpriv --reuid=somebody --clear-groups env HOME=/home/somebody'

unpack() {
  mkdir -p "$Root$Tools"
  tar -xzf "$Tarball" -C "$Root$Tools" --strip-components=1 --one-top-level=hone
  inside '. /etc/os-release; echo "$PRETTY_NAME"; ldd --version | sed -n 1p'
}

use_it() {
  inside "$Hone --version; find / -xdev \\( -name 'libLLVM*' -o -name 'libclang*' \\) | grep -v ^$Tools || echo no LLVM
    ldd $Hone | grep -v $Tools"
  inside 'apt-get update -qq; apt-get install -y -qq --no-install-recommends g++ cmake make git python3 man-db >/root/log 2>&1 ||
      { cat /root/log; false; }
    g++ --version | sed -n 1p; useradd somebody; cp -r examples /home/somebody; chown -R somebody /home/somebody'
  inside "cd /home/somebody/examples/imaging; $As cmake -S . -B build >/dev/null; $As $Hone scan -p build | sed -n 1,4p"
  inside "cd /home/somebody/examples/imaging; $As cmake --build build >/dev/null; build/imaging >/root/old
    $As $Hone fix -p build; $As cmake --build build >/dev/null; build/imaging | cmp - /root/old && echo prints the same"
  # Anywhere else, and from a link.
  inside "mv $Tools/hone /opt/there; ln -s /opt/there/bin/hone /usr/local/bin/hone
    hone --version; cd /home/somebody/examples/signals; cmake -S . -B build >/dev/null; hone scan -p build | sed -n 1,2p"
  inside 'python3 Install/installed.py --prefix /opt/there && echo installed.py: passed'
}

for System in "jammy https://archive.ubuntu.com/ubuntu --no-check-gpg" "trixie http://deb.debian.org/debian"; do
  read -ra Words <<<"$System"
  fresh_root "${Words[@]}"
  [[ ${Words[0]} != jammy ]] || echo "deb ${Words[1]/https/http} jammy main universe" >"$Root/etc/apt/sources.list"
  unpack
  use_it
  rm -rf --one-file-system "$Root"
done

fresh_root bullseye http://deb.debian.org/debian
unpack
inside "! $Hone --version 2>&1 | grep GLIBC_2.34 | sed -n 1p; ! $Hone --version 2>/dev/null"

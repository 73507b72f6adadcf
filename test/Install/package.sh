#!/usr/bin/env bash
# The Debian package on a Debian 12 on which nothing else was ever installed.
#   package.sh HONE.deb
. "$(dirname "${BASH_SOURCE[0]}")/root.sh"
[[ -f ${1:-} ]] || die 'name the package: build/hone_*.deb'

fresh_root bookworm http://deb.debian.org/debian
echo 'deb http://deb.debian.org/debian-security bookworm-security main' >>"$Root/etc/apt/sources.list"
cp "$1" "$Root/root/hone.deb"
inside 'apt-get update -qq'
Named='find / -xdev \( -path /root -o -path /proc -o -path /dev \) -prune -o -name "*hone*" -print | sort'
inside "$Named >/root/before"
# Without what is only recommended: the program starts, and judges with g++ alone.
inside 'apt-get install -y -qq --no-install-recommends ./hone.deb >/root/log 2>&1 || { cat /root/log; false; }
  dpkg-query -W -f "\${Package} \${Version}\n" hone libllvm22 libclang-cpp22 libclang-common-22-dev'
inside 'hone --version; hone checks | wc -l; which clang-22 g++ || true'
inside 'apt-get install -y -qq --no-install-recommends g++ cmake make git python3 man-db >/root/log 2>&1'
inside 'cmake -S examples/imaging -B examples/imaging/build >/dev/null; cd examples/imaging; hone scan -p build | sed -n 1,4p'
inside 'cd examples/imaging; hone fix -p build --checks=-*,hoist-invariant-call || true'
# As apt would have done unasked.
inside 'apt-get install -y -qq clang-22 libclang-rt-22-dev clang-tidy-22 >/root/log 2>&1; clang-22 --version | sed -n 1p'
inside 'cd examples/imaging; cmake --build build >/dev/null; build/imaging >/root/old; hone fix -p build
  cmake --build build >/dev/null; build/imaging | cmp - /root/old; hone undo'
inside 'cd examples/imaging; clang-tidy-22 -load=/usr/lib/hone-tidy.so -checks=-*,hone-* -p $PWD/build image.cpp 2>/dev/null |
  grep -c "\\[hone-"'
inside 'python3 Install/installed.py --prefix /usr && echo installed.py: passed'
inside "$Named >/root/during; [[ \$(comm -13 /root/before /root/during | wc -l) -gt 10 ]]
  apt-get purge -y -qq hone >/dev/null 2>&1
  $Named >/root/after; left=\$(comm -13 /root/before /root/after)
  [[ -z \$left ]] && echo nothing is left || { echo \"\$left\"; false; }"

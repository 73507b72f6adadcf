#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Puts into an installed Hone what it needs of its system, so that it runs on others.

    bundle.py --llvm PREFIX STAGE

STAGE/lib/hone becomes a small prefix of LLVM: clang, its headers, the runtimes of its sanitizers, and
every library that these and Hone need, except those of glibc, which belong to the kernel's side of
the machine, and libgcc_s, which belongs to glibc's. What licence each came with is kept. The oldest
glibc that will do is printed and left in share/doc/hone/glibc.txt.
"""
import argparse
import pathlib
import platform
import re
import shutil
import struct
import subprocess
import sys

# These come with the system or not at all.
OF_SYSTEM = re.compile(r"(ld-linux.*|linux-vdso|libc|libm|libdl|libpthread|librt|libresolv|libutil|libgcc_s)\.so")
# glibc 2.36 has it, and so has libbsd, which is bundled: the only thing that is needed of a glibc
# later than 2.34, and by nothing that Hone does.
ELSEWHERE = {"arc4random"}
RUNTIMES = ["asan", "asan_cxx", "asan_static", "asan-preinit", "ubsan_standalone", "ubsan_standalone_cxx",
            "ubsan_minimal", "fuzzer", "fuzzer_no_main", "fuzzer_interceptors", "builtins", "profile"]


def run(*command):
    return subprocess.run([str(c) for c in command], check=True, capture_output=True, text=True).stdout


def is_elf(path):
    if path.is_symlink() or not path.is_file():
        return False
    with open(path, "rb") as file:
        return file.read(4) == b"\x7fELF"


class Versions:
    """What an ELF file of 64 bits, little endian, wants of which version."""

    def __init__(self, path):
        self.path = path
        self.data = bytearray(path.read_bytes())
        sections_at, = struct.unpack_from("<Q", self.data, 0x28)
        size, count = struct.unpack_from("<HH", self.data, 0x3A)
        self.sections = [struct.unpack_from("<IIQQQQIIQQ", self.data, sections_at + i * size) for i in range(count)]
        self.symbols, self.wanted = self.of_type(11), self.of_type(0x6FFFFFFE)
        self.numbers = self.of_type(0x6FFFFFFF)

    def of_type(self, kind):
        return next((s for s in self.sections if s[1] == kind), None)

    def name(self, section, offset):
        at = self.sections[section[6]][4] + offset
        return self.data[at:self.data.index(0, at)].decode()

    def needs(self):
        """(version, number, place of its entry) for each."""
        at = self.wanted[4] if self.wanted else None
        while at is not None:
            _, count, _, first, following = struct.unpack_from("<HHIII", self.data, at)
            entry = at + first
            for _ in range(count):
                _, _, number, name, step = struct.unpack_from("<IHHII", self.data, entry)
                yield self.name(self.wanted, name), number, entry
                entry += step
            at = at + following if following else None

    def users(self, number):
        """(name, place of its version) for each symbol of that version."""
        for i in range(self.symbols[5] // 24):
            place = self.numbers[4] + 2 * i
            if struct.unpack_from("<H", self.data, place)[0] & 0x7FFF == number:
                yield self.name(self.symbols, struct.unpack_from("<I", self.data, self.symbols[4] + 24 * i)[0]), place

    def loosen(self):
        """Takes what another library has as well from that one, where glibc has it not."""
        needs = [(name, number, entry) for name, number, entry in self.needs() if name.startswith("GLIBC_")]
        oldest = min((numbers_of(name), entry) for name, _, entry in needs)[1] if needs else None
        for _, number, entry in needs:
            users = list(self.users(number))
            if not users or not {name for name, _ in users} <= ELSEWHERE:
                continue
            for _, place in users:
                struct.pack_into("<H", self.data, place, 1)  # of any version
            # The loader asks for every version of the list, used or not: the oldest twice, then.
            self.data[entry:entry + 4] = self.data[oldest:oldest + 4]  # its hash
            self.data[entry + 8:entry + 12] = self.data[oldest + 8:oldest + 12]  # and its name
            self.path.write_bytes(self.data)


def numbers_of(version):
    return tuple(int(n) for n in re.findall(r"\d+", version))


def glibc_of(path):
    return max((numbers_of(v) for v, _, _ in Versions(path).needs() if v.startswith("GLIBC_")), default=(0,))


def copy_compiler(llvm, own):
    (own / "bin").mkdir(parents=True)
    (own / "lib").mkdir()
    shutil.copy((llvm / "bin/clang").resolve(), own / "bin/clang")
    (own / "bin/clang++").symlink_to("clang")
    [resource] = (llvm / "lib/clang").glob("[0-9]*")
    target = own / "lib/clang" / resource.name
    shutil.copytree(resource / "include", target / "include")
    shutil.copytree(resource / "share", target / "share")
    (target / "lib/linux").mkdir(parents=True)
    for name in RUNTIMES:
        for end in (".a", ".a.syms"):
            file = resource / "lib/linux" / f"libclang_rt.{name}-{platform.machine()}{end}"
            if file.exists():
                shutil.copy(file, target / "lib/linux")


def copy_libraries(programs, own):
    """What they need, and what that needs: ldd says it all. Returns where they were."""
    found = {}
    for program in programs:
        for name, path in re.findall(r"^\s*(\S+) => (/\S+)", run("ldd", program), re.M):
            if not OF_SYSTEM.match(name):
                found[name] = pathlib.Path(path).resolve()
    for name, path in sorted(found.items()):
        copy = own / "lib" / name
        shutil.copy(path, copy)
        copy.chmod(0o755)
        # LLVM's say $ORIGIN/../lib already.
        if "$ORIGIN" not in run("patchelf", "--print-rpath", copy):
            run("patchelf", "--set-rpath", "$ORIGIN", copy)
        Versions(copy).loosen()
    return list(found.values())


def keep_licences(files, target):
    target.mkdir(parents=True)
    for file in files:
        said = subprocess.run(["dpkg", "-S", str(file)], capture_output=True, text=True).stdout
        # The file may be known by the name it had before /lib was one with /usr/lib.
        said = said or subprocess.run(["dpkg", "-S", str(file).removeprefix("/usr")], capture_output=True, text=True).stdout
        package = said.split(":")[0]
        copyright_file = pathlib.Path("/usr/share/doc") / package / "copyright"
        if not package or not copyright_file.exists():
            sys.exit(f"bundle.py: the licence of {file} is not known; no package has it")
        shutil.copy(copyright_file, target / package)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--llvm", type=pathlib.Path, required=True)
    parser.add_argument("stage", type=pathlib.Path)
    args = parser.parse_args()
    if not shutil.which("patchelf"):
        sys.exit("bundle.py: a tarball needs patchelf (apt-get install patchelf)")
    own = args.stage / "lib/hone"
    copy_compiler(args.llvm, own)
    programs = [args.stage / "bin/hone", args.stage / "lib/hone-tidy-checks.so", args.llvm / "bin/clang"]
    copied = copy_libraries(programs, own)
    keep_licences(copied + [(args.llvm / "bin/clang").resolve()], args.stage / "share/doc/hone/third-party")
    oldest = max(glibc_of(path) for path in args.stage.rglob("*") if is_elf(path))
    said = f"glibc {'.'.join(map(str, oldest))} or later on {platform.machine()}\n"
    (args.stage / "share/doc/hone/glibc.txt").write_text(said)
    print(f"the tarball needs {said}", end="")


if __name__ == "__main__":
    main()

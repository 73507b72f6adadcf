# The lit suites: Checks (one file per check), Pipeline, Apply, Reporters, Server, Tidy, Tools, Doctor, Builds.
# What depends on the build comes from lit.site.cfg.py, which CMake writes.
import hashlib
import os
import shlex
import shutil
import tempfile

import lit.formats

config.name = "Hone"
config.test_format = lit.formats.ShTest(execute_external=True)
config.suffixes = [".cpp", ".test"]
config.test_source_root = os.path.dirname(os.path.abspath(__file__))

# Outside of the repository: below it, every test would belong to Hone's own
# project and share its lock and its records. One folder for each build.
config.test_exec_root = os.path.join(
    os.path.realpath(tempfile.gettempdir()),
    "hone-lit-" + hashlib.sha256(config.hone.encode()).hexdigest()[:8],
)

# Neither golden files nor inputs are tests, though a copy of a RUN line may
# stand in them.
config.excludes = {"Inputs", "Unit", "House"}
for _, _, names in os.walk(config.test_source_root):
    config.excludes.update(n for n in names if n.endswith(".fixed.cpp"))

config.environment["PATH"] = os.pathsep.join(
    [config.llvm_tools_dir, config.environment.get("PATH", "")]
)
for name in ("HONE_ALL", "HONE_UPDATE"):
    if name in os.environ:
        config.environment[name] = os.environ[name]
config.environment["NO_COLOR"] = "1"
if os.path.exists(os.path.join(config.llvm_tools_dir, "clang-tidy")):
    config.available_features.add("clang-tidy")
if shutil.which("valgrind"):
    config.available_features.add("valgrind")
# Root may write everywhere, whatever the modes say.
if os.geteuid() != 0:
    config.available_features.add("not-root")
if os.path.exists("/usr/include/benchmark/benchmark.h") or os.path.exists("/usr/local/include/benchmark/benchmark.h"):
    config.available_features.add("google-benchmark")

check = [config.python, os.path.join(config.test_source_root, "check.py")]
check += ["--hone", config.hone, "--clangxx", config.clangxx, "--gxx", config.gxx]
config.substitutions += [
    ("%check", shlex.join(check)),
    ("%hone", shlex.quote(config.hone)),
    ("%plugin", shlex.quote(os.path.join(os.path.dirname(config.hone), "..", "lib", "hone-tidy.so"))),
    ("%clangxx", shlex.quote(config.clangxx)),
    ("%gxx", shlex.quote(config.gxx)),
    ("%python", shlex.quote(config.python)),
    ("%root", shlex.quote(os.path.dirname(config.test_source_root))),
]

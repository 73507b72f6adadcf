// The options of every command. main.cpp dispatches on the first word.
include "llvm/Option/OptParser.td"

class F<string letter, string help> : Flag<["-"], letter>, HelpText<help>;
class L<string name, string help> : Flag<["--"], name>, HelpText<help>;
class J<string name, string help, string meta>
    : Joined<["--"], name # "=">, HelpText<help>, MetaVarName<meta>;

def help : L<"help", "show this help">;
def h : F<"h", "show this help">, Alias<help>;
def version : L<"version", "print the version of Hone and of its LLVM">;

def p : JoinedOrSeparate<["-"], "p">, MetaVarName<"DIR">,
    HelpText<"folder of compile_commands.json; else it is found in the parents and in build*/">;
def against : J<"against", "with verify: the other version, a folder or a git revision; with bench: the old program or the folder of the old ones", "REV|DIR">;
def baseline : J<"baseline", "with bench: store what is measured, compare with what was stored, or show its history (update, compare, report)", "WHAT">;
def baseline_file : J<"baseline-file", "with bench: where it is stored (default .hone/baseline.txt)", "FILE">;
def key : J<"key", "with bench --baseline: compiler and flags of the programs, in your words", "TEXT">;
def filter : J<"filter", "with bench: only these benchmarks, as --benchmark_filter takes them", "REGEX">;
def min_time : J<"min-time", "with bench: each benchmark runs at least this long in each start (default 0.05)", "SECONDS">;
def checks : J<"checks", "globs as in clang-tidy: '-*,hoist-*'", "GLOBS">;
def models : J<"models", "what functions of your own libraries do (docs/models.md); may be given more than once", "FILE">;
def level : J<"level", "trust a change needs: proved, guarded, tested or suggested (default guarded)", "LEVEL">;
def min_gain : J<"min-gain", "percent the lower end of the interval must gain (default 10)", "PCT">;
def no_verify : L<"no-verify", "skip the generated tests; findings end as unverified">;
def verify_time : J<"verify-time", "search each change that passed its tests for this long with libFuzzer (default 0)", "SECONDS">;
def also : J<"also", "compiler and flags, such as 'g++ -O2', with which a change must not be slower either; may be given more than once", "COMMAND">;
def no_bench : L<"no-bench", "skip measuring; findings end as unmeasured">;
def accept : J<"accept", "write these too: unmeasured, unverified or a check", "WHAT">;
def fail_on : J<"fail-on", "exit 1 if a finding has one of these statuses, or none", "STATUS,...">;
def diff : L<"diff", "with fix and apply: print a unified diff, write nothing">;
def export_fixes : J<"export-fixes", "with scan and fix: write the edits to FILE, as clang-tidy does", "FILE">;
def build_cmd : J<"build-cmd", "with fix and apply: the project's own build; changes it fails with are withdrawn", "COMMAND">;
def test_cmd : J<"test-cmd", "with fix and apply: the project's own tests, likewise", "COMMAND">;
def budget : J<"budget", "with scan and fix: begin nothing new late in this time; the next run goes on from there", "30s|10m|2h">;
def bench_cmd : J<"bench-cmd", "with fix that writes: the program run on what matters to you, built by --build-cmd; measured with and without the changes", "COMMAND">;
def profile : J<"profile", "order by what the program spends its time on: llvm-cov export, LLVM profile, perf script or callgrind", "FILE">;
def profile_last : L<"profile", "the same by what `hone profile` recorded last">;
def cold : L<"cold", "with --profile: also what takes less than 0.1 % of the time">;
def since : J<"since", "only what touches lines changed since REV; may be given more than once", "REV">;
def lines : J<"lines", "only what touches these lines; may be given more than once", "FILE:A-B">;
def allow_dirty : L<"allow-dirty", "with fix and apply: write though tracked files have uncommitted changes">;
def interactive : L<"interactive", "with fix: ask about each change before it is written">;
def commit : L<"commit", "with fix: one commit for what was kept in each function, with its evidence">;
def emit_tests : J<"emit-tests", "keep the generated GoogleTest files in DIR", "DIR">;
def emit_bench : J<"emit-bench", "keep the generated Google Benchmark files in DIR", "DIR">;
def format : J<"format", "text, json, html, md, sarif, rdjsonl or github (default text)", "FORMAT">;
def o : JoinedOrSeparate<["-"], "o">, MetaVarName<"FILE">, HelpText<"write the report to FILE; with --format=html also to a folder, a page for each source">;
def j : JoinedOrSeparate<["-"], "j">, MetaVarName<"N">,
    HelpText<"units processed at once (default: the cores); measuring is always serial">;
def quiet : L<"quiet", "only what was kept and what failed">;
def color : J<"color", "auto, always or never (default auto; NO_COLOR is honoured)", "WHEN">;

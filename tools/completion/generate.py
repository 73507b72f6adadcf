#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Completions for bash, zsh and fish, all from what `hone --help` prints.

    generate.py HONE FOLDER     writes FOLDER/hone.bash, FOLDER/_hone and FOLDER/hone.fish

The help is the contract, so a command or an option that is in it is completed, and nothing else is.
Only the words that some options take stand here; test/Install/installed.py asks Hone about each.
"""
import pathlib
import re
import subprocess
import sys

LEVELS = ["proved", "guarded", "tested", "suggested"]
STATUSES = ["kept", "legal", "refused", "needs-hint", "conflicting", "different", "unverified", "unmeasured",
            "not-faster", "withdrawn", "same", "none"]
WORDS = {"--level": LEVELS, "--fail-on": STATUSES, "--accept": ["unmeasured", "unverified"],
         "--format": ["text", "json"], "--color": ["auto", "always", "never"]}
# These take several, with commas between them.
LISTS = ["--fail-on", "--accept"]


class Option:
    def __init__(self, name, value, help_text):
        self.name, self.value, self.help = name, value, help_text
        self.words = WORDS.get(name, [])
        self.is_folder = (value or "").endswith("DIR")
        self.is_file = (value or "").startswith("FILE")


def read_help(text):
    """Commands as (name, help), and the options."""
    head, _, table = text.partition("\nOPTIONS:\n")
    commands = re.findall(r"^  ([a-z][a-z-]*) {2,}(\S.*)$", head, re.M)
    options = []
    for line in table.splitlines():
        # `-j N  ...` or `--level=LEVEL  ...`
        found = re.match(r"  (?:(-[a-z])(?: (\S+))?|(--[a-z-]+)(?:=(\S+))?) +(\S.*)$", line)
        if found:
            options.append(Option(found[1] or found[3], found[2] or found[4], found[5]))
    return commands, options


def bash(commands, options):
    long_forms = [o.name + ("=" if o.value and o.name.startswith("--") else "") for o in options]
    cases = "".join(f"  {o.name}) words='{' '.join(o.words)}' ;;\n" for o in options if o.words)
    folders = " | ".join(o.name for o in options if o.is_folder)
    files = " | ".join(o.name for o in options if o.is_file)
    return f"""# bash completion for hone                                  -*- shell-script -*-
# Generated from `hone --help`.
_hone()
{{
  local current=${{COMP_WORDS[COMP_CWORD]}} previous=${{COMP_WORDS[COMP_CWORD - 1]}} option= words= i
  # `=` separates words unless bash was told otherwise.
  if [[ $current == '=' ]]; then
    option=$previous current=
  elif [[ $previous == '=' ]]; then
    option=${{COMP_WORDS[COMP_CWORD - 2]}}
  elif [[ $previous == -? ]]; then
    option=$previous
  fi

  case $option in
{cases}  --checks) words=$("${{COMP_WORDS[0]}}" checks 2>/dev/null | cut -d' ' -f1) ;;
  {folders})
    mapfile -t COMPREPLY < <(compgen -d -- "$current")
    compopt -o filenames 2>/dev/null
    return ;;
  {files})
    mapfile -t COMPREPLY < <(compgen -f -- "$current")
    compopt -o filenames 2>/dev/null
    return ;;
  -j | --*) return ;;
  esac
  if [[ -n $words ]]; then
    # The last of several: one,two,thr
    local before=
    [[ $current == *,* ]] && before=${{current%,*}},
    mapfile -t COMPREPLY < <(compgen -P "$before" -W "$words" -- "${{current##*,}}")
    return
  fi

  if [[ $current == -* ]]; then
    mapfile -t COMPREPLY < <(compgen -W '{' '.join(long_forms)}' -- "$current")
    [[ ${{COMPREPLY[0]-}} == *= ]] && compopt -o nospace 2>/dev/null
    return
  fi
  for ((i = 1; i < COMP_CWORD; ++i)); do
    case ${{COMP_WORDS[i]}} in
    {' | '.join(name for name, _ in commands)})
      mapfile -t COMPREPLY < <(compgen -f -- "$current")
      compopt -o filenames 2>/dev/null
      return ;;
    esac
  done
  mapfile -t COMPREPLY < <(compgen -W '{' '.join(name for name, _ in commands)}' -- "$current")
}}
complete -F _hone hone
"""


def zsh(commands, options):
    def quoted(text):
        return re.sub(r"([\[\]:\\])", r"\\\1", text).replace("'", "'\\''")

    specs = []
    for o in options:
        spec = f"*{o.name}"
        if o.value and o.name.startswith("--"):
            spec += "="
        elif o.value:
            spec += "+"
        spec += f"[{quoted(o.help)}]"
        if o.value:
            spec += f":{quoted(o.value)}:"
            if o.name in LISTS:
                spec += f"_sequence compadd - {' '.join(o.words)}"
            elif o.words:
                spec += f"({' '.join(o.words)})"
            elif o.name == "--checks":
                spec += "_hone_checks"
            elif o.is_folder:
                spec += "_files -/"
            elif o.is_file:
                spec += "_files"
        specs.append(f"    '{spec}' \\\n")
    listed = "".join(f"    '{name}:{quoted(said)}'\n" for name, said in commands)
    return f"""#compdef hone
# Generated from `hone --help`.
_hone_commands() {{
  local -a commands=(
{listed}  )
  _describe command commands
}}
_hone_checks() {{
  _sequence compadd - ${{(f)"$(hone checks 2>/dev/null | cut -d' ' -f1)"}}
}}
_arguments -S \\
{''.join(specs)}    '1:command:_hone_commands' \\
    '*:file:_files'
"""


def fish(commands, options):
    def quoted(text):
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"

    lines = ["# Generated from `hone --help`."]
    names = " ".join(name for name, _ in commands)
    for name, said in commands:
        lines.append(f"complete -c hone -f -n 'not __fish_seen_subcommand_from {names}' -a {name} -d {quoted(said)}")
    for o in options:
        line = f"complete -c hone {'-l' if o.name.startswith('--') else '-s'} {o.name.lstrip('-')}"
        if o.value:
            line += " -r" if o.is_folder or o.is_file else " -x"
        if o.words:
            line += f" -a {quoted(' '.join(o.words))}"
        elif o.name == "--checks":
            line += " -a '(hone checks 2>/dev/null | string replace -r \" .*\" \"\")'"
        lines.append(f"{line} -d {quoted(o.help)}")
    return "\n".join(lines) + "\n"


def main():
    program, folder = sys.argv[1], pathlib.Path(sys.argv[2])
    commands, options = read_help(subprocess.run([program, "--help"], check=True, capture_output=True, text=True).stdout)
    if not commands or not options:
        sys.exit("generate.py: the help has neither commands nor options that could be read")
    folder.mkdir(parents=True, exist_ok=True)
    for name, write in (("hone.bash", bash), ("_hone", zsh), ("hone.fish", fish)):
        (folder / name).write_text(write(commands, options), encoding="utf-8")


if __name__ == "__main__":
    main()

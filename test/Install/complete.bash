# complete.bash FILE WORD...: what bash offers for the last word, one per line.
set -f
source "$1"
shift
COMP_WORDS=("$@")
COMP_CWORD=$(($# - 1))
_hone
printf '%s\n' "${COMPREPLY[@]}"

# Functions for tests that run bobgen as a process. A script sources this after setting $bobgen. Creates $scratch, a folder
# that is deleted at the end.
unset BOB_ROOT NO_COLOR LANG LC_ALL
scratch=$(mktemp -d) || exit 2
trap 'rm -rf "$scratch"' EXIT
failures=0
checks=0

fail() {
    printf 'FAILED: %s: %s\n' "$test" "$1"
    failures=$((failures + 1))
}

# emit <arguments…>: runs `bobgen emit` in the current folder; sets $said (stdout), $complained (stderr) and $code.
emit() { bob emit "$@"; }
bob() {
    "$bobgen" "$@" >"$scratch/said" 2>"$scratch/complained"
    code=$?
    said=$(cat "$scratch/said")
    complained=$(cat "$scratch/complained")
}
exits() {
    checks=$((checks + 1))
    [ "$code" = "$1" ] || fail "exit code $code, not $1
$said
$complained"
}
says() {
    checks=$((checks + 1))
    case $said in *"$1"*) ;; *) fail "does not say \`$1\`, but:
$said" ;; esac
}
complains() {
    checks=$((checks + 1))
    case $complained in *"$1"*) ;; *) fail "does not complain \`$1\`, but:
$complained" ;; esac
}
silent() {
    checks=$((checks + 1))
    [ -z "$said$complained" ] || fail "is not silent:
$said
$complained"
}
# Every file below a folder with its content, as one string.
picture() { (cd "$1" 2>/dev/null && find . -type f -exec cksum {} + | sort -k 3); }
same() {
    checks=$((checks + 1))
    [ "$1" = "$2" ] || fail "$3
$1
--- and ---
$2"
}

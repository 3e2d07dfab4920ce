#!/bin/sh
# run.sh BUILD: every test there is; ends with one line that counts all of them.
# Unit tests are cmocka programs, golden cases and replayed fuzz inputs speak TAP.
set -u
build=$1
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT INT TERM
passed=0
failed=0
skipped=0

tally() { # tally LOG STATUS NAME: adds what a log says; a program that fails without saying so counts as one failure
	ok=$(grep -cE '^(\[       OK \]|ok [0-9]+)' "$1")
	skip=$(grep -cE '^(\[  SKIPPED \]|ok [0-9]+.* # SKIP)' "$1")
	bad=$(grep -cE '^(\[  FAILED  \] [a-zA-Z_0-9]+$|not ok)' "$1")
	tapskip=$(grep -cE '^ok [0-9]+.* # SKIP' "$1")
	[ "$2" -eq 0 ] || [ "$bad" -gt 0 ] || bad=1
	passed=$((passed + ok - tapskip))
	skipped=$((skipped + skip))
	failed=$((failed + bad))
	if [ "$bad" -gt 0 ] || [ "$2" -ne 0 ]; then
		echo "FAILED $3"
		grep -vE '^\[ RUN|^\[       OK|^ok ' "$1"
	else
		printf '%-28s %4d passed\n' "$3" "$((ok - tapskip))"
	fi
}

for t in "$build"/unit/*; do
	if [ ! -x "$t" ] || [ ! -f "$t" ]; then continue; fi
	case $t in *.d) continue ;; esac
	"$t" >"$out/log" 2>&1
	tally "$out/log" $? "${t##*/}"
done
sh tests/cases.sh "$build" >"$out/log" 2>&1
tally "$out/log" $? "golden cases"
sh tests/fault.sh "$build" >"$out/log" 2>&1
tally "$out/log" $? "faults"
sh tests/fixproof.sh "$build" >"$out/log" 2>&1
tally "$out/log" $? "proof of fixes"
sh tests/formats.sh "$build" >"$out/log" 2>&1
tally "$out/log" $? "formats, read by others"
sh tests/hooks.sh "$build" >"$out/log" 2>&1
tally "$out/log" $? "pre-commit"
n=0
: >"$out/log"
for t in "$build"/replay/*; do
	if [ ! -x "$t" ] || [ ! -f "$t" ]; then continue; fi
	case $t in *.d) continue ;; esac
	n=$((n + 1))
	set -- testdata/fuzz/"${t##*/}"/*
	if [ -e "$1" ] && "$t" "$@" >"$out/one" 2>&1; then
		echo "ok $n - replay ${t##*/}" >>"$out/log"
	else
		echo "not ok $n - replay ${t##*/}" >>"$out/log"
		cat "$out/one" >>"$out/log" 2>/dev/null
	fi
done
tally "$out/log" 0 "replayed fuzz inputs"
# One row of the matrix is one test.
if "$build/loclint-mutate" >"$out/one" 2>&1; then
	awk '/^\| [a-z]+-/ { print "ok " ++n " - " $2 }' "$out/one" >"$out/log"
else
	echo "not ok 1 - mutation matrix" | cat - "$out/one" >"$out/log"
fi
tally "$out/log" 0 "mutation matrix"
sh tests/lint/layers.sh "$build" >"$out/log" 2>&1 && echo "ok 1 - layers" >>"$out/log" || echo "not ok 1 - layers" >>"$out/log"
tally "$out/log" 0 "layers"
echo
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ]

#!/bin/bash
# bench.sh BUILD [DIR...]: loclint against the yardstick (tests/bench/floor.c) over the same folders, in turns, in one run.
# Without DIR a site of 20,000 pages in four locales is generated.  Prints medians and the ratio; times alone mean little.
set -euo pipefail
build=$1
shift
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
if [ $# -eq 0 ]; then
	sh tests/bench/site.sh "$tmp/site" 5000
	set -- "$tmp"/site/*
fi
runs=${RUNS:-7}
ms() { # ms COMMAND...: wall milliseconds
	local t0 t1
	t0=$(date +%s%N)
	"$@" >/dev/null 2>&1 || true
	t1=$(date +%s%N)
	echo $(((t1 - t0) / 1000000))
}
median() { sort -n | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; }
"$build/bench/floor" "$@"
"$build/loclint" check --no-config --no-history -qq "$@" || true
for _ in $(seq "$runs"); do
	ms "$build/loclint" check --no-config --no-history -qq "$@" >>"$tmp/a"
	ms "$build/bench/floor" "$@" >>"$tmp/b"
done
a=$(median <"$tmp/a")
b=$(median <"$tmp/b")
echo "loclint check   $a ms (median of $runs)"
echo "yardstick       $b ms   read + SHA-1 + libyaml + cmark"
awk -v a="$a" -v b="$b" 'BEGIN { printf "ratio           %.2f\n", a / b }'
/usr/bin/time -f "peak memory     %M KiB" "$build/loclint" check --no-config --no-history -qq "$@" 2>&1 >/dev/null | tail -1 || true

#!/bin/sh
# docs.sh BUILD: what is written twice must agree.  Every rule has an explanation and a clean and a dirty golden case, the
# README's table is the program's, and no explanation is left of a rule that is gone.
set -u
b=$1
bad=0
say() {
	echo "$*"
	bad=1
}
names=$("$b/loclint" rule --output json | grep -oE '"name": ?"[a-z0-9-]+"' | sed 's/.*"\([a-z0-9-]*\)"$/\1/')
[ -n "$names" ] || say "loclint rule --output json names no rule"
for n in $names; do
	[ -f "src/check/explain/$n.md" ] || say "$n: no src/check/explain/$n.md"
	for h in Why Example Fix Silence; do
		grep -q "^## $h\$" "src/check/explain/$n.md" 2>/dev/null || say "$n: explanation without ## $h"
	done
	[ -d "tests/cases/rule-$n" ] || say "$n: no golden case tests/cases/rule-$n"
done
for f in src/check/explain/*.md; do
	n=${f##*/}
	echo "$names" | grep -qx "${n%.md}" || say "$f: no such rule"
done
"$b/loclint" rule --output markdown >"$b/rules.md"
sed -n '/<!-- rules -->/,/<!-- \/rules -->/p' README.md | grep '^|' | diff -u - "$b/rules.md" || say "README.md: rules table differs from \`loclint rule --output markdown\`"
exit $bad

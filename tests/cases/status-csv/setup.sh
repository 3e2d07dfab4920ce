# Folders whose names CSV has to quote, and one that a spreadsheet would take for a formula.
set -eu
for l in en de; do
	mkdir -p "content/$l/big, \"old\" boxes" "content/$l/small" "other/$l/=1+1"
	printf '# Box\n' >"content/$l/big, \"old\" boxes/box.md"
	printf '# Sum\n' >"other/$l/=1+1/sum.md"
done
printf '# Tin\n' >content/en/small/tin.md
rm -r content/de/small

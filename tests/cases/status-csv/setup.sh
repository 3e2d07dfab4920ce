# Folders whose names CSV has to quote.
set -eu
for l in en de; do
	mkdir -p "content/$l/big, \"old\" boxes" "content/$l/small"
	printf '# Box\n' >"content/$l/big, \"old\" boxes/box.md"
done
printf '# Tin\n' >content/en/small/tin.md
rm -r content/de/small

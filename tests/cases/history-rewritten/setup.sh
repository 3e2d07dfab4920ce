# A history that was written anew knows few of the recorded commits: that the others are unknown is no mistake of their pages.
. "${0%/*}/../../history.sh"
repository .
i=1
while [ $i -le 40 ]; do
	printf -- '---\ntitle: Mast %s\n---\n\n# Mast\n\nStep it.\n' $i | put en-US/m$i.md
	i=$((i + 1))
done
commit 2022-01-10 'Ann Ash' 'Masts'
known=$(git rev-parse HEAD)
i=1
while [ $i -le 40 ]; do
	[ $i -gt 2 ] && known=$(printf '%040x' $((0xabcdef0 + i)))
	printf -- '---\ntitle: Mast %s\nsource-git-commit: %s\n---\n\n# Mast\n\nStellen Sie ihn.\n' $i "$known" | put de-DE/m$i.md
	i=$((i + 1))
done

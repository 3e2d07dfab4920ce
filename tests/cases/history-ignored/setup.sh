# Commits that say so count as no change: what came with them is not missed, and what came since is counted without them.
. "${0%/*}/../../history.sh"
repository .
for page in quiet both own; do
	printf -- '---\ntitle: Wave %s\n---\n\nIt rolls and %s is its name.\n\nIt breaks.\n' $page $page | put src/content/docs/$page.md
	printf -- '---\ntitle: Welle %s\n---\n\nSie rollt, und %s heißt sie.\n\nSie bricht.\n' $page $page | put src/content/docs/de/$page.md
done
commit 2022-01-10 'Ann Ash' 'Waves'
edit src/content/docs/both.md 's/rolls/rolls in/'
edit src/content/docs/own.md 's/rolls/rolls in/'
commit 2022-02-10 'Cy Cedar' 'Roll in'
edit src/content/docs/quiet.md 's/breaks/breakes/'
edit src/content/docs/both.md 's/breaks/breakes/'
edit src/content/docs/de/own.md 's/bricht/bricht sich/'
commit 2022-03-10 'Dee Dogwood' 'Punctuation [lunaria-ignore]'

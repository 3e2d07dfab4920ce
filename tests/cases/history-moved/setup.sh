# English pages that went away without their translations: moved, moved twice, removed, removed and written anew elsewhere.
. "${0%/*}/../../history.sh"
repository .
for page in moved twice removed back; do
	printf -- '---\ntitle: Tree %s\n---\n\n# Tree %s\n\nWater it.\n\nPrune it in %s.\n' $page $page $page | put en-US/garden/$page.md
	printf -- '---\ntitle: Baum\nms.openlocfilehash: %s\n---\n\n# Baum\n\nGieß ihn.\n\nSchneide ihn.\n' "$(hash_of en-US/garden/$page.md)" | put de-DE/garden/$page.md
done
printf -- '---\ntitle: Bank\n---\n\n# Bank\n' | put de-DE/garden/never.md
printf -- '---\ntitle: Stay\n---\n\n# Stay\n' | put en-US/stay.md
printf -- '---\ntitle: Bleib\nms.openlocfilehash: %s\n---\n\n# Bleib\n' "$(hash_of en-US/stay.md)" | put de-DE/stay.md
commit 2022-01-10 'Ann Ash' 'Trees'
mkdir en-US/park
git mv en-US/garden/moved.md en-US/park/tree.md
git mv en-US/garden/twice.md en-US/garden/again.md
git rm -q en-US/garden/removed.md en-US/garden/back.md
commit 2022-02-10 'Bo Birk' 'Move the trees'
git mv en-US/garden/again.md en-US/park/again.md
printf 'Nothing like it.\n' | put en-US/garden/back.md
commit 2022-03-10 'Cy Cedar' 'Move one again'

# The English page and its translation moved together, the page with an edit; pins from before the move are followed.
. "${0%/*}/../../history.sh"
repository .
for page in hash commit still; do
	printf -- '---\ntitle: Boat %s\n---\n\n# Boat %s\n\nTie it up.\n\nBail it out.\n\nMind the %s rope.\n' $page $page $page | put en-US/old/$page.md
done
commit 2022-01-10 'Ann Ash' 'Boats'
made=$(git rev-parse HEAD)
translation() { # translation NAME PIN
	printf -- '---\ntitle: Boot %s\n%s\n---\n\n# Boot %s\n\nBinde es an.\n\nSchöpfe es aus.\n\nAchte auf das Tau.\n' $1 "$2" $1 | put de-DE/old/$1.md
}
translation hash "ms.openlocfilehash: $(hash_of en-US/old/hash.md)"
translation commit "ms.sourcegitcommit: $made"
translation still "ms.sourcegitcommit: $made"
commit 2022-01-11 'Bo Birk' 'Translate'
edit en-US/old/hash.md 's/Tie it up/Tie it up well/'
commit 2022-02-02 'Cy Cedar' 'Knots'
mkdir -p en-US/new/deep de-DE/new/deep
printf -- '---\ntitle: Oars\n---\n\n# Oars\n\n- Left\n- Right\n' | put en-US/old/oars.md
commit 2022-03-01 'Ann Ash' 'Oars'
printf -- '---\ntitle: Ruder\nms.sourcegitcommit: %s\n---\n\n# Ruder\n\n- Links\n' "$(git rev-parse HEAD)" | put de-DE/old/oars.md
commit 2022-03-02 'Bo Birk' 'Translate oars'
edit en-US/old/oars.md 's/Left/Left one/'
commit 2022-03-03 'Cy Cedar' 'More oars'
git mv en-US/old/oars.md en-US/new/deep/oars-boat.md
git mv de-DE/old/oars.md de-DE/new/deep/oars-boat.md
for page in hash commit still; do
	git mv en-US/old/$page.md en-US/new/deep/$page-boat.md
	git mv de-DE/old/$page.md de-DE/new/deep/$page-boat.md
done
edit en-US/new/deep/commit-boat.md 's/Bail it out/Bail it out now/'
commit 2022-03-12 'Cy Cedar' 'Move the boats'

# Pins that contradict history, one page each.
. "${0%/*}/../../history.sh"
repository .
printf 'Later.\n' | put en-US/elder.md
commit 2021-12-01 'Ann Ash' 'Start'
start=$(git rev-parse HEAD)
for page in unknown absent other never both right commit-absent; do
	printf -- '---\ntitle: Bee %s\n---\n\n# Bee %s\n\nIt hums.\n' $page $page | put en-US/$page.md
done
commit 2022-01-10 'Ann Ash' 'Bees'
first=$(git rev-parse HEAD)
translation() { # translation NAME HASH COMMIT
	printf -- '---\ntitle: Biene %s\n%s%s---\n\n# Biene %s\n\nSie summt.\n' $1 "${2:+ms.openlocfilehash: $2
}" "${3:+ms.sourcegitcommit: $3
}" $1 | put de-DE/$1.md
}
translation unknown "$(hash_of en-US/unknown.md)" 0123456789abcdef0123456789abcdef01234567 # no such commit, hash found
translation absent "$(hash_of en-US/absent.md)" "$start"                                   # not there then, hash found
translation other "$(hash_of en-US/elder.md)" "$first"                                     # hash of no revision of this page
translation never 1111111111111111111111111111111111111111 ''                              # the same without commit
translation both 1111111111111111111111111111111111111111 0123456789abcdef0123456789abcdef01234567
translation right "$(hash_of en-US/right.md)" "$first"
translation commit-absent '' "$start" # no hash at all
for page in *-US/*.md; do
	edit "$page" 's/hums/buzzes/'
done
commit 2022-03-10 'Cy Cedar' 'Buzz'
second=$(git rev-parse HEAD)
# The hash is that of the first revision, the commit is the second.
printf -- '---\ntitle: Bee wrong\n---\n\n# Bee wrong\n\nIt hums.\n' | put en-US/wrong.md
commit 2022-04-10 'Cy Cedar' 'One more'
hash=$(hash_of en-US/wrong.md)
edit en-US/wrong.md 's/hums/buzzes/'
commit 2022-05-10 'Cy Cedar' 'Buzz more'
translation wrong "$hash" "$(git rev-parse HEAD)"
printf -- '---\ntitle: Bee fresh\n---\n\n# Bee fresh\n\nIt hums.\n' | put en-US/fresh.md
translation fresh "$(hash_of en-US/fresh.md)" "$second"
commit 2022-06-10 'Cy Cedar' 'A fresh one'

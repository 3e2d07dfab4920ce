# Where a platform records the commit that last changed the English page, another commit is a mistake, even one at which the page
# was the same.
. "${0%/*}/../../history.sh"
repository .
for page in right beside merge; do
	printf -- '---\ntitle: Crane %s\n---\n\n# Crane\n\nLift it.\n' $page | put en-US/$page.md
done
commit 2022-01-10 'Ann Ash' 'Cranes'
right=$(git rev-parse HEAD)
git checkout -q -b side
edit en-US/merge.md 's/Lift it/Lift them/'
commit 2022-01-20 'Ann Ash' 'Them'
git checkout -q main
printf 'Nothing about cranes.\n' | put en-US/other.md
commit 2022-02-10 'Bo Birk' 'Else'
beside=$(git rev-parse HEAD)
GIT_AUTHOR_DATE=2022-02-11T12:00:00Z GIT_COMMITTER_DATE=2022-02-11T12:00:00Z git -c user.name='Bo Birk' -c user.email=a@example.com \
	merge -q --no-ff -m 'Merge' side
translation() { # translation NAME COMMIT
	printf -- '---\ntitle: Kran %s\nsource-git-commit: %s\n---\n\n# Kran\n\nHeben Sie ihn.\n' $1 "$2" | put de-DE/$1.md
}
translation right "$right"
translation beside "$beside"
translation merge "$(git rev-parse HEAD)" # the merge only took what a branch had changed

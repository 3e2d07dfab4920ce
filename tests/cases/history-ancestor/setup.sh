# Pins of a site whose English pages are published from one branch: commits of a branch that was squashed are not part of it.
. "${0%/*}/../../history.sh"
repository .
for page in merged squashed changed; do
	printf -- '---\ntitle: Kite %s\n---\n\n# Kite\n\nFly it.\n' $page | put content/en/$page.md
done
commit 2022-01-10 'Ann Ash' 'Kites'
git checkout -q -b merged
edit content/en/merged.md 's/Fly it/Fly it high/'
commit 2022-01-20 'Ann Ash' 'High'
merged=$(git rev-parse HEAD)
git checkout -q -b squashed main
edit content/en/squashed.md 's/Fly it/Fly it far/'
edit content/en/changed.md 's/Fly it/Fly it down/'
commit 2022-01-21 'Ann Ash' 'Far'
squashed=$(git rev-parse HEAD)
git checkout -q main
GIT_AUTHOR_DATE=2022-02-11T12:00:00Z GIT_COMMITTER_DATE=2022-02-11T12:00:00Z git -c user.name='Bo Birk' -c user.email=a@example.com \
	merge -q --no-ff -m 'Merge' merged
git cherry-pick --no-commit squashed
edit content/en/changed.md 's/down/up/'
commit 2022-02-12 'Bo Birk' 'Far, squashed'
translation() { # translation NAME COMMIT
	printf -- '---\ntitle: Drachen %s\ndefault_lang_commit: %s\n---\n\n# Drachen\n\nLass ihn steigen.\n' $1 "$2" | put content/de/$1.md
}
translation merged "$merged"
translation squashed "$squashed" # the page is the same there
translation changed "$squashed"  # and this one is not

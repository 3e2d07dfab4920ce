# A clone without the older history: nothing is known of pages made from what was left out, and nothing is said of it.  `near`
# was made from the last but one commit, which is there in the deeper clone.
. "${0%/*}/../../history.sh"
repository origin
cd origin
for page in far near gone fresh; do
	printf -- '---\ntitle: Gull %s\n---\n\n# Gull\n\nIt cries.\n\n- a\n- b\n' $page | put content/en/$page.md
done
commit 2022-01-10 'Ann Ash' 'Gulls'
first=$(git rev-parse HEAD)
translation() { # translation NAME COMMIT
	printf -- '---\ntitle: Möwe %s\ndefault_lang_commit: %s\n---\n\n# Möwe\n\nSie schreit.\n\n- a\n' $1 "$2" | put content/de/$1.md
}
translation far "$first"
translation gone "$first"
translation fresh "$first"
edit content/en/far.md 's/cries/cries at night/'
edit content/en/near.md 's/cries/cries at noon/'
commit 2022-02-10 'Bo Birk' 'When'
edit content/en/near.md 's/at noon/all day/'
git rm -q content/en/gone.md
translation near "$(git rev-parse HEAD)"
commit 2022-03-10 'Cy Cedar' 'Longer'
cd ..
git clone -q --depth 1 "file://$PWD/origin" one
git clone -q --depth 2 "file://$PWD/origin" two

# Pins that are commits, whole and abbreviated, of a Docsy site.
. "${0%/*}/../../history.sh"
repository .
for page in fresh stale short short-stale unrelated; do
	printf -- '---\ntitle: Lamp %s\nweight: 2\n---\n\n# Lamp\n\nTurn it on.\n' $page | put content/en/docs/$page.md
done
commit 2022-01-10 'Ann Ash' 'Lamps'
made=$(git rev-parse HEAD)
translation() { # translation NAME COMMIT MORE
	printf -- '---\ntitle: Lampe %s\nweight: 2\ndefault_lang_commit: %s\n%s---\n\n# Lampe\n\nMach sie an.\n' $1 "$2" "${3-}" | put content/de/docs/$1.md
}
short=$(echo "$made" | cut -c 1-8)
translation fresh "$made"
translation stale "$made" 'drifted_from_default: true
'
translation short "$short"
translation short-stale "$short" 'drifted_from_default: true
'
commit 2022-02-10 'Bo Birk' 'Translate'
for page in stale short-stale; do
	edit content/en/docs/$page.md 's/Turn it on/Turn it on and off/'
done
commit 2022-03-10 'Cy Cedar' 'And off'
for page in stale short-stale; do
	edit content/en/docs/$page.md 's/weight: 2/weight: 3/'
done
commit 2022-04-10 'Dee Dogwood' 'Sort'
translation unrelated "$(git rev-parse HEAD)" # this commit did not change the page; it is no older than the page

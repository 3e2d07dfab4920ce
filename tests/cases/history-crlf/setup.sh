# History has LF, the checkout has CR LF and the hashes are of those bytes; in the other folder it is the other way round.
. "${0%/*}/../../history.sh"
repository .
cr() { # cr FILE: its lines end with CR LF
	awk '{ printf "%s\r\n", $0 }' "$1" >edit.tmp
	mv edit.tmp "$1"
}
lf() {
	tr -d '\r' <"$1" >edit.tmp
	mv edit.tmp "$1"
}
for page in same changed; do
	printf -- '---\ntitle: Tide\n---\n\n# Tide\n\nHigh at *noon*.\n' | put en-US/unix/$page.md
	cp en-US/unix/$page.md en-US/x.md
	cr en-US/x.md
	mkdir -p en-US/dos
	mv en-US/x.md en-US/dos/$page.md
done
translation() { # translation PATH HASH
	printf -- '---\ntitle: Flut\nms.openlocfilehash: %s\n---\n\n# Flut\n\nHoch am *Mittag*.\n' "$2" | put "de-DE/$1"
}
for page in same changed; do # what the translators had was checked out with the other line ends
	translation unix/$page.md "$(hash_of en-US/dos/$page.md)"
	translation dos/$page.md "$(hash_of en-US/unix/$page.md)"
done
commit 2022-01-10 'Ann Ash' 'Tide'
edit en-US/unix/changed.md 's/noon/noon, low at six/'
edit en-US/dos/changed.md 's/noon/noon, low at six/'
commit 2022-03-12 'Cy Cedar' 'Low tide'
for page in same changed; do
	cr en-US/unix/$page.md
	lf en-US/dos/$page.md
done

. "${0%/*}/../../history.sh"
# What git ignores is no page: copies that a build has made, drafts.  What it tracks is one, whatever the patterns say; so is what
# an argument names, and a tree that is ignored as a whole.
page() { # page FILE ITEM...
	file=$1
	shift
	printf '# Lamp\n\n' | put "$file"
	for item in "$@"; do printf -- '- %s\n' "$item" >>"$file"; done
}
repository .
page en-US/lamp.md one two
page en-US/knob.md one two
page en-US/note.md one two
page de-DE/lamp.md eins
page de-DE/knob.md eins
page site/en/lamp.md one
commit 2026-01-05 "Ann Ash" "Write about lamps"
put .gitignore <<-'END'
	*.tmp
	knob.md
	note.md
	build/
	/fr-FR/
	/site/de/
END
page de-DE/note.md eins
page de-DE/build/lamp.md
page fr-FR/lamp.md un
page site/de/lamp.md eins

# One page for each way in which a stored status can be right or wrong: the English pages change after they were translated,
# one of them goes away, and one stays as it is.
set -eu
export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_SYSTEM=/dev/null
command -v git >/dev/null || exit 77

commit() { # commit DATE NAME SUBJECT
	git add -A
	GIT_AUTHOR_DATE="$1T12:00:00Z" GIT_COMMITTER_DATE="$1T12:00:00Z" git -c user.name="$2" -c user.email=a@example.com \
		-c commit.gpgsign=false commit -q -m "$3"
}
english() { # english NAME TITLE TEXT
	mkdir -p content/en
	printf -- '---\ntitle: %s\n---\n\n%s\n' "$2" "$3" >"content/en/$1.md"
}
german() { # german NAME TITLE STATUS TEXT: made from the English page of now
	mkdir -p content/de
	printf -- '---\ntitle: %s\ndefault_lang_commit: %s\n%s---\n\n%s\n' "$2" "$(git rev-parse HEAD)" "$3" "$4" >"content/de/$1.md"
}

git init -q -b main .
english same 'Borrow a tool' 'Ask at the counter.'
english quiet 'Return a tool' 'Bring it back in time.'
english known 'Lend a tool' 'Tell us what you have.'
english gone 'Opening hours' 'Every day.'
english flagged 'Rules' 'Be kind.'
commit 2023-02-01 'Ann Ash' 'Say how the library works'
german same 'Ein Werkzeug ausleihen' 'drifted_from_default: true
' 'Fragen Sie an der Theke.'
german quiet 'Ein Werkzeug zurückgeben' '' 'Bringen Sie es rechtzeitig zurück.'
german known 'Ein Werkzeug verleihen' 'drifted_from_default: true
' 'Sagen Sie uns, was Sie haben.'
german gone 'Öffnungszeiten' 'drifted_from_default: true
' 'Jeden Tag.'
german flagged 'Regeln' 'drifted_from_default: file not found
' 'Seien Sie freundlich.'
commit 2023-02-20 'Bo Birk' 'Add the German pages'
english quiet 'Return a tool' 'Bring it back in time and clean.'
english known 'Lend a tool' 'Tell us what you have and where.'
english flagged 'Rules' 'Be kind and quiet.'
rm content/en/gone.md
commit 2023-03-05 'Ann Ash' 'Say more'

# Pages that record the commit they were made from: one changed since, one did not.
set -eu
export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_SYSTEM=/dev/null
command -v git >/dev/null || exit 77

commit() { # commit DATE NAME SUBJECT
	git add -A
	GIT_AUTHOR_DATE="$1T12:00:00Z" GIT_COMMITTER_DATE="$1T12:00:00Z" git -c user.name="$2" -c user.email=a@example.com \
		-c commit.gpgsign=false commit -q -m "$3"
}

git init -q -b main .
mkdir -p en-US de-DE
printf -- '---\ntitle: Borrow a tool\n---\n\nAsk at the counter.\n' >en-US/borrow.md
printf -- '---\ntitle: Return a tool\n---\n\nBring it back in time.\n' >en-US/return.md
commit 2023-02-01 'Ann Ash' 'Say how the library works'
made=$(git rev-parse HEAD)
printf -- '---\ntitle: Ein Werkzeug ausleihen\nsource-git-commit: %s\n---\n\nFragen Sie an der Theke.\n' "$made" >de-DE/borrow.md
printf -- '---\ntitle: Ein Werkzeug zurückgeben\nsource-git-commit: %s\n---\n\nBringen Sie es rechtzeitig zurück.\n' "$made" >de-DE/return.md
commit 2023-02-20 'Bo Birk' 'Add the German pages'
printf -- '---\ntitle: Return a tool\n---\n\nBring it back in time and clean.\n' >en-US/return.md
commit 2023-03-05 'Ann Ash' 'Ask for clean tools'

# English was turned to CR LF when one line was changed: one change is shown, and that line ends differ.
set -eu
export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_SYSTEM=/dev/null
command -v git >/dev/null || exit 77
commit() { # commit DATE SUBJECT
	git add -A
	GIT_AUTHOR_DATE="$1T12:00:00Z" GIT_COMMITTER_DATE="$1T12:00:00Z" git -c user.name='Cy Cedar' -c user.email=c@example.com \
		-c commit.gpgsign=false -c core.autocrlf=false commit -q -m "$2"
}
git init -q -b main .
mkdir -p content/en content/de
printf -- '---\ntitle: Open\n---\nTurn the handle.\n\nPush the door.\n' >content/en/open.md
commit 2022-02-02 'Doors'
printf -- '---\ntitle: Auf\ndefault_lang_commit: %s\n---\nDreh den Griff.\n\nDrück die Tür auf.\n' "$(git rev-parse HEAD)" >content/de/open.md
printf -- '---\r\ntitle: Open\r\n---\r\nTurn the handle.\r\n\r\nPull the door.\r\n' >content/en/open.md
commit 2022-04-04 'Pull'

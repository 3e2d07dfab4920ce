# A page named from outside its project, where nothing is configured: the repository around it tells.
set -eu
export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_SYSTEM=/dev/null
command -v git >/dev/null || exit 77
commit() { # commit DATE SUBJECT
	git add -A
	GIT_AUTHOR_DATE="$1T12:00:00Z" GIT_COMMITTER_DATE="$1T12:00:00Z" git -c user.name='Cy Cedar' -c user.email=c@example.com \
		-c commit.gpgsign=false commit -q -m "$2"
}
mkdir shed
cd shed
git init -q -b main .
mkdir -p content/en/guide content/de/guide
printf -- '---\ntitle: Open\n---\nTurn the handle.\n\nPush the door.\n' >content/en/guide/open.md
commit 2022-02-02 'Doors'
printf -- '---\ntitle: Auf\ndefault_lang_commit: %s\n---\nDreh den Griff.\n\nDrück die Tür auf.\n' "$(git rev-parse HEAD)" >content/de/guide/open.md
commit 2022-02-03 'Türen'
sed 's/handle/handle twice/' content/en/guide/open.md >x && mv x content/en/guide/open.md
commit 2022-04-04 'Locks turn twice'

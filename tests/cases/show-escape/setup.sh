# Nothing that a page, an author or a commit says may move the cursor.
set -eu
export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_SYSTEM=/dev/null
command -v git >/dev/null || exit 77
esc=$(printf '\033')
commit() { # commit DATE SUBJECT
	git add -A
	GIT_AUTHOR_DATE="$1T12:00:00Z" GIT_COMMITTER_DATE="$1T12:00:00Z" git -c user.name="Mal${esc}[2J" -c user.email=m@example.com \
		-c commit.gpgsign=false commit -q -m "$2"
}
git init -q -b main .
mkdir -p content/en content/de
printf -- '---\ntitle: Open\n---\nTurn\n' >content/en/open.md
commit 2022-02-02 'Doors'
printf -- '---\ntitle: Auf\ndefault_lang_commit: %s\n---\nDreh\n' "$(git rev-parse HEAD)" >content/de/open.md
printf -- '---\ntitle: Open\n---\nTurn%s[31m\342\200\256 red\n' "$esc" >content/en/open.md
commit 2022-04-04 "Red${esc}]0;title"

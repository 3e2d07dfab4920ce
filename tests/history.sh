#!/bin/sh
# history.sh: what the setup.sh of cases with a git history share; sourced there.  A machine without git skips the case.
set -eu
export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_SYSTEM=/dev/null
command -v git >/dev/null && command -v sha1sum >/dev/null || exit 77

repository() { # repository DIR: a new one, whose objects always have the same names
	mkdir -p "$1"
	git -c init.defaultObjectFormat=sha1 init -q -b main "$1"
	git -C "$1" config core.autocrlf false
}
commit() { # commit DATE NAME SUBJECT: everything in the repository around the working directory
	git add -A .
	GIT_AUTHOR_DATE="$1T12:00:00Z" GIT_COMMITTER_DATE="$1T12:00:00Z" git -c user.name="$2" -c user.email=a@example.com \
		-c commit.gpgsign=false commit -q -m "$3"
}
edit() { # edit FILE SED-SCRIPT
	sed "$2" "$1" >edit.tmp
	mv edit.tmp "$1"
}
put() { # put FILE: what is on standard input
	mkdir -p "$(dirname "$1")"
	cat >"$1"
}
hash_of() { # hash_of FILE: of its bytes
	sha1sum <"$1" | cut -c 1-40
}

#!/bin/sh
# hooks.sh BUILD: the hooks of .pre-commit-hooks.yaml in a scratch repository, as a writer meets them at `git commit`.
# PRE_COMMIT is the program's command line (default: pre-commit); without it everything is skipped.  The hook that builds
# loclint takes as long as a build, so it is tried only with HOOK_BUILD=1.  TAP on standard output.
set -u
build=$PWD/$1
top=$PWD
pre_commit=${PRE_COMMIT:-pre-commit}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM
export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_SYSTEM=/dev/null HOME="$work" PRE_COMMIT_HOME="$work/cache" PRE_COMMIT_COLOR=never
export GIT_AUTHOR_NAME=Ann GIT_AUTHOR_EMAIL=a@example.com GIT_COMMITTER_NAME=Ann GIT_COMMITTER_EMAIL=a@example.com
unset GIT_DIR GIT_INDEX_FILE GIT_WORK_TREE GITHUB_ACTIONS CI LOCLINT_CONFIG LOCLINT_SOURCE LOCLINT_OUTPUT
PATH=$build:$PATH
export PATH
. tests/tap.sh

page() { # page FILE PIN BULLET...
	file=$1
	pin=$2
	shift 2
	mkdir -p "${file%/*}"
	printf -- '---\ntitle: Lamp\n%s---\n\n# Lamp\n\n' "$pin" >"$file"
	printf -- '- %s\n' "$@" >>"$file"
}

pin() { # the pin of the English page as it is
	printf 'ms.openlocfilehash: %s\n_' "$(sha1sum <en-us/lamp.md | cut -c 1-40)"
}

german() { # german BULLET...
	p=$(pin)
	page de-de/lamp.md "${p%_}" "$@"
}

commit() { # commit MESSAGE: of all that has changed; what was said is in `said`
	git add -A
	git commit -q -m "$1" >"$work/said" 2>&1
}

says() { # says TEXT...: each is in what was said
	for text; do
		grep -qF -e "$text" "$work/said" || return 1
	done
}

hooks_repository() { # with the hooks of this work tree, whether it is committed or not
	mkdir "$work/hooks"
	(cd "$top" && cp -R .pre-commit-hooks.yaml .ci Makefile src rules "$work/hooks")
	git -C "$work/hooks" init -q -b main
	git -C "$work/hooks" add -A
	git -C "$work/hooks" commit -q -m hooks
}

scratch() { # scratch HOOK: a repository whose commits are checked by it
	rm -rf "$work/docs"
	mkdir "$work/docs"
	cd "$work/docs" || exit 2
	git init -q -b main
	printf 'repos:\n  - repo: %s\n    rev: %s\n    hooks:\n      - id: %s\n' "$work/hooks" \
		"$(git -C "$work/hooks" rev-parse HEAD)" "$1" >.pre-commit-config.yaml
	printf 'version: 1\nsource: {root: en-us}\nlocales: {de-de: de-de}\nprofile: microsoft\n' >.loclint.yml
	page en-us/lamp.md '' 'On' 'Off' 'Dim'
	german 'An' 'Aus' 'Dimmen'
	commit start
	$pre_commit install >"$work/said" 2>&1
	result $? "$1: installed"
}

try() { # try HOOK
	scratch "$1"
	german 'An' 'Dimmen'
	! commit 'lose a bullet' && says list-item-count 'de-de/lamp.md'
	result $? "$1: a commit that drops a bullet is stopped"
	[ "$(git log --format=%s)" = start ]
	result $? "$1: nothing was committed"
	german 'An' 'Aus' 'Dimmen!'
	commit 'repair it' && [ "$(git log -1 --format=%s)" = 'repair it' ]
	result $? "$1: the repaired commit passes"
	page en-us/lamp.md '' 'On' 'Off' 'Dim' 'Blink'
	commit 'English only' && says 'warning[stale-hash]' de-de/lamp.md && ! says 'error['
	result $? "$1: English alone passes, with a warning of the translation that is stale now"
	german 'An' 'Aus' 'Dimmen' 'Blinken'
	git add -A
	german 'An'
	git commit -q -m 'catch up' >"$work/said" 2>&1
	result $? "$1: what is staged counts, not what the work tree has"
	git checkout -q de-de
	printf 'Text\n' >notes.txt
	commit 'no page' && ! says stale-hash
	result $? "$1: a commit without pages passes"
	git mv de-de/lamp.md de-de/bulb.md
	git mv en-us/lamp.md en-us/bulb.md
	commit 'rename both'
	result $? "$1: renamed pages pass"
	git rm -q de-de/bulb.md
	commit 'delete one'
	result $? "$1: a deleted page passes"
}

if ! $pre_commit --version >"$work/version" 2>&1; then
	skip hooks "no pre-commit"
	finish
fi
$pre_commit validate-manifest "$top/.pre-commit-hooks.yaml" >"$work/said" 2>&1
result $? "$(cat "$work/version") takes .pre-commit-hooks.yaml"
hooks_repository
try loclint
if [ "${HOOK_BUILD-}" = 1 ]; then
	try loclint-build
else
	skip loclint-build "without HOOK_BUILD=1"
fi
finish

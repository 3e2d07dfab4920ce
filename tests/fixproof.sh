#!/bin/sh
# fixproof.sh BUILD TREE...: proves on copies of real trees that `check --fix` does what it says.  A tree is a folder that
# `loclint check $OPTIONS` can check as it is.  Safe fixes, and then all of them, must
#
#   - leave what a program makes that knows nothing of loclint and applies the edits of its JSON reports, pass for pass
#     (tests/proof/apply.c): no other byte changes, no other file, and no English page
#   - leave no finding of theirs: every fixable one is gone, and none has come that was not there before
#   - change nothing when they are done again
#   - be the same as `check --diff | git apply`
#
# Without a tree the one in testdata/fix is taken, with awkward names added.  TAP on standard output.
set -u
build=$PWD/$1
tool=$build/loclint
shift
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM
export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_SYSTEM=/dev/null GIT_CEILING_DIRECTORIES="$work"
unset GITHUB_ACTIONS GITLAB_CI TF_BUILD TEAMCITY_VERSION CI LOCLINT_CONFIG LOCLINT_SOURCE LOCLINT_OUTPUT
. tests/tap.sh

check() { # check DIR REPORT OPTION...: findings of a copy, one JSON object a line
	dir=$1
	report=$2
	shift 2
	# shellcheck disable=SC2086 # a list of words
	(cd "$work/$dir" && exec "$tool" check ${OPTIONS-} --no-progress -o jsonl="$work/$report" -o concise "$@") >"$work/out" 2>"$work/err"
	status=$?
	[ $status -lt 2 ] || {
		echo "# loclint check $*: exit status $status"
		sed 's/^/# /' "$work/err"
	}
	return $((status > 1))
}

same() { # same A B: two folders of ours
	diff -r "$work/$1" "$work/$2" >"$work/said" 2>&1
}

modes() { # modes DIR: of all that is in it
	(cd "$1" && find . -exec ls -ldn {} + | awk '{ print substr($0, 1, 10), substr($0, index($0, "./")) }' | sort)
}

ids() { # what findings are the same: rule, file, fingerprint
	sed 's/^{"rule":"\([^"]*\)".*"file":"\([^"]*\)","range".*"fingerprint":"\([0-9a-f]*\)".*/\1 \2 \3/' "$work/$1" | sort
}

witness() { # the reports' edits, applied by another program until there are none
	cp -Rp "$tree/." "$work/witness"
	while check witness pass; do
		(cd "$work/witness" && "$build/fixapply" $apply "$work/pass") >"$work/applied" 2>"$work/said" || return 1
		[ "$(cat "$work/applied")" != 0 ] || break
	done
	same witness fixed
}

fixable() { # lines of a report that these fixes are for
	grep -v '"locale":null' "$work/$1" | grep "\"safety\":\"$safety\""
}

prove() { # prove TREE OPTION...: both kinds of fixes
	tree=$1
	shift
	for copy in fixed witness patched; do
		rm -rf "${work:?}/$copy"
		mkdir "$work/$copy"
	done
	cp -Rp "$tree/." "$work/fixed"
	cp -Rp "$tree/." "$work/patched"
	rm -rf "$work/patched/.git"
	check fixed before
	result $? "$name: can be checked"
	check patched none "$@" --diff
	cp "$work/out" "$work/patch"
	diff -r -x .git "$tree" "$work/patched" >"$work/said"
	result $? "$name: --diff changes nothing"
	check fixed after "$@"
	result $? "$name: $(fixable before | wc -l) findings to fix: $(tail -1 "$work/err")"
	witness
	result $? "$name: the edits of the reports make the same tree, byte for byte"
	fixable after | cut -c 1-300 >"$work/said"
	[ ! -s "$work/said" ]
	result $? "$name: nothing is left that could be fixed"
	if [ -z "$apply" ]; then # others may be half of the work: a link whose text has to follow
		ids before >"$work/ids.before"
		ids after | comm -13 "$work/ids.before" - >"$work/said"
		[ ! -s "$work/said" ]
		result $? "$name: no finding has come that was not there before"
	fi
	rm -rf "$work/again"
	cp -Rp "$work/fixed" "$work/again"
	check again none "$@" && same again fixed && ! grep '^Fixed' "$work/err"
	result $? "$name: fixed again, nothing changes"
	modes "$tree" >"$work/modes"
	modes "$work/fixed" | diff "$work/modes" - >"$work/said"
	result $? "$name: modes and symbolic links stay"
	(cd "$work/patched" && git init -q . && git -c core.autocrlf=false apply --allow-empty --whitespace=nowarn "$work/patch" &&
		rm -rf .git) >"$work/said" 2>&1 && same patched fixed
	result $? "$name: the patch makes the same tree"
}

own_tree() { # with names that some systems could not hold in a repository
	cp -Rp testdata/fix "$work/own"
	for file in 'two words 2021-01-02 10:00:00.md' 'quo"te.md' 'back\slash.md' "$(printf 'ta\tb')"'.md' 'für alle.md'; do
		printf -- '---\ntitle: T\nms.service: light\n---\n\n# T\n' >"$work/own/en-us/$file"
		printf -- '---\ntitle: T\n---\n\n# T' >"$work/own/de-de/$file"
	done
	ln -s ../de-de/lamp.md "$work/own/fr-fr/link.md"
	chmod 600 "$work/own/de-de/lamp.md"
}

if [ $# -eq 0 ]; then
	own_tree
	set -- "$work/own"
fi
for t; do
	name=$(basename "$t")
	apply=
	safety=safe
	prove "$t" --fix
	name="$name, unsafe"
	apply=-u
	safety='[a-z]*'
	prove "$t" --fix --unsafe-fixes
done
finish

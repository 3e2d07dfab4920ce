#!/bin/sh
# cases.sh BUILD [NAME...]: each folder in tests/cases holds
#
#   cmd             command lines without the program; a line that starts with "! " is one of the shell's
#   tree/           the folder it runs in (a copy of it), may be missing
#   setup.sh        completes that folder: what cannot be kept in git, or is large
#   env             sourced before each command, may be missing
#   stdout, status  what is expected, one status a command; stderr too, where anything is expected there
#   out/            files that the command must have written
#
# A `check` runs with one thread and with eight, and both must give the same bytes.  ACCEPT=1 rewrites what was expected.
set -u
tool=$PWD/$1/loclint
shift
cases=$PWD/tests/cases
if [ $# -eq 0 ]; then
	cd "$cases" || exit 2
	set -- *
	cd - >/dev/null || exit 2
fi
tmp=$(mktemp -d)
trap 'chmod -R u+rwx "$tmp"; rm -rf "$tmp"' EXIT INT TERM
unset NO_COLOR FORCE_COLOR CLICOLOR_FORCE GITHUB_ACTIONS GITLAB_CI TF_BUILD BUILDKITE TEAMCITY_VERSION
unset LOCLINT_CONFIG LOCLINT_SOURCE LOCLINT_OUTPUT CI COLUMNS
unset GITHUB_BASE_REF CI_MERGE_REQUEST_DIFF_BASE_SHA SYSTEM_PULLREQUEST_TARGETBRANCH PRE_COMMIT_FROM_REF GIT_INDEX_FILE
LC_ALL=C.UTF-8
export LC_ALL
n=0
bad=0

run() { # run OUT JOBS: the case's command lines in its copy of the tree; times are not compared
	: >"$1.out"
	: >"$1.stderr"
	: >"$1.status"
	lines=$(wc -l <"$c/cmd")
	while read -r line; do
		case $line in
		"! "*) printf '$ %s\n' "${line#! }" >>"$1.out" ;;
		*) [ "$lines" -eq 1 ] || echo "\$ loclint $line" >>"$1.out" ;;
		esac
		case $line in
		"! "*)
			(cd "$w/tree" && eval "${line#! }") >>"$1.out" 2>&1 </dev/null
			continue
			;;
		check*) line="check -j $2${line#check}" ;;
		esac
		# shellcheck source=/dev/null
		(cd "$w/tree" && if [ -f "$c/env" ]; then . "$c/env"; fi && eval "set -- $line" && "$tool" "$@") >>"$1.out" 2>>"$1.stderr" </dev/null
		echo $? >>"$1.status"
	done <"$c/cmd"
	sed "$times" "$1.out" >"$1.stdout"
}
times='s/ in [0-9][0-9.]* s\.*$/ in T s/; s/, [0-9][0-9.]* s\.$/, T s./; s/"seconds": *[0-9.]*/"seconds": T/; s/ in [0-9.]* s; / in T s; /; s/, [0-9.]* s\. \([0-9]\)/, T s. \1/'

prepare() { # the folder that the case runs in; false when its setup.sh says that this cannot be done
	[ ! -d "$w/tree" ] || chmod -R u+rwx "$w/tree"
	rm -rf "$w/tree"
	[ ! -d "$c/tree" ] || cp -R "$c/tree" "$w/tree"
	mkdir -p "$w/tree"
	[ -f "$c/setup.sh" ] || return 0
	(cd "$w/tree" && sh "$c/setup.sh")
	[ $? -ne 77 ]
}

same() { # same EXPECTED ACTUAL: a missing file is an empty one
	e=$1
	[ -f "$e" ] || e=/dev/null
	diff -u "$e" "$2" >>"$w/d"
}

written() { # the files of out/, all compared
	ok=0
	for f in "$c"/out/*; do
		[ -f "$f" ] || continue
		sed "$times" "$w/tree/${f##*/}" >"$w/written"
		[ -z "${ACCEPT-}" ] || cp "$w/written" "$f"
		same "$f" "$w/written" || ok=1
	done
	return $ok
}

accept() {
	cp "$w/r.stdout" "$c/stdout"
	cp "$w/r.status" "$c/status"
	rm -f "$c/stderr"
	[ ! -s "$w/r.stderr" ] || cp "$w/r.stderr" "$c/stderr"
}

echo "1..$#"
for name; do
	n=$((n + 1))
	c=$cases/$name
	w=$tmp/$name
	mkdir "$w"
	: >"$w/d"
	if ! [ -f "$c/cmd" ]; then
		bad=$((bad + 1))
		echo "not ok $n - $name: there is no $c/cmd"
		continue
	fi
	if ! prepare; then
		echo "ok $n - $name # SKIP its setup.sh cannot be run here"
		continue
	fi
	run "$w/8" 8
	grep -qE '^(! |stamp|baseline|init|check .*--(fix|add-ignore))' "$c/cmd" && prepare # they may have changed files
	run "$w/r" 1
	[ -z "${ACCEPT-}" ] || accept
	if same "$c/stdout" "$w/r.stdout" && same "$c/status" "$w/r.status" && same "$c/stderr" "$w/r.stderr" &&
		same "$w/8.stdout" "$w/r.stdout" && written; then
		echo "ok $n - $name"
	else
		bad=$((bad + 1))
		echo "not ok $n - $name"
		sed 's/^/# /' "$w/d"
	fi
	chmod -R u+rwx "$w/tree"
	rm -rf "$w"
done
[ $bad -eq 0 ]

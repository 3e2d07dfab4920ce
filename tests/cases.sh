#!/bin/sh
# cases.sh BUILD [NAME...]: each folder in tests/cases holds
#
#   cmd             one command line without the program
#   tree/           the folder it runs in (a copy of it), may be missing
#   setup.sh        completes that folder: what cannot be kept in git, or is large
#   stdout, status  what is expected; stderr too, where anything is expected there
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
LC_ALL=C.UTF-8
export LC_ALL
n=0
bad=0

run() { # run OUT EXTRA...: the case's command line in its copy of the tree; times are not compared
	o=$1
	shift
	(cd "$w/tree" && eval "set -- $(cat "$c/cmd") $*" && "$tool" "$@") >"$o.out" 2>"$o.stderr"
	echo $? >"$o.status"
	sed "$times" "$o.out" >"$o.stdout"
}
times='s/ in [0-9][0-9.]* s\.*$/ in T s/; s/, [0-9][0-9.]* s\.$/, T s./; s/"seconds": *[0-9.]*/"seconds": T/'

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
	[ ! -d "$c/tree" ] || cp -R "$c/tree" "$w/tree"
	mkdir -p "$w/tree"
	: >"$w/d"
	if [ -f "$c/setup.sh" ]; then
		(cd "$w/tree" && sh "$c/setup.sh")
		if [ $? -eq 77 ]; then
			echo "ok $n - $name # SKIP its setup.sh cannot be run here"
			continue
		fi
	fi
	case $(cat "$c/cmd") in
	check*)
		run "$w/8" -j 8
		run "$w/r" -j 1
		;;
	*)
		run "$w/r"
		cp "$w/r.stdout" "$w/8.stdout"
		;;
	esac
	[ -z "${ACCEPT-}" ] || accept
	if same "$c/stdout" "$w/r.stdout" && same "$c/status" "$w/r.status" && same "$c/stderr" "$w/r.stderr" &&
		same "$w/r.stdout" "$w/8.stdout" && written; then
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

#!/bin/sh
# fault.sh BUILD: what commands that write leave behind when a system call fails or is the program's last (tests/fault/fault.c).
# Each command runs once undisturbed, and then once for every call that it makes and every kind of fault.  Whatever happens,
# each file is as it was or as it should become, and there are no others.
#
#   EIO, ENOSPC   exit status 2, and a message that says why
#   SHORT         a write that takes half of the bytes: nothing else changes
#   INT, TERM     the program ends by the signal
#   KILL          a temporary file may stay (its name says whose it is); the same command, run again, takes it away and
#                 ends with the files that an undisturbed run makes
set -u
build=$PWD/$1
tool=$build/loclint
shim=$build/fault.so
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM
LC_ALL=C.UTF-8
export LC_ALL
unset GITHUB_ACTIONS GITLAB_CI TF_BUILD TEAMCITY_VERSION CI LOCLINT_CONFIG LOCLINT_SOURCE LOCLINT_OUTPUT
ASAN_OPTIONS=verify_asan_link_order=0:detect_leaks=0
export ASAN_OPTIONS
n=0
bad=0

page() { # page LOCALE NAME TITLE KEY...: two bullets and a link
	mkdir -p "tree/$1"
	file=tree/$1/$2
	printf -- '---\ntitle: %s\n' "$3" >"$file"
	shift 3
	printf '%s\n' "$@" --- '' '# Page' '' '- [Start](start.md)' '- Bolt' >>"$file"
}

make_tree() { # three translations, each with something to fix, to stamp, to put off
	mkdir tree
	printf 'version: 1\nsource: {root: en-us}\nlocales: {de-de: de-de}\nprofile: microsoft\n' >tree/.loclint.yml
	for p in start close open; do
		page en-us $p.md "$p the house" "ms.service: house" "ms.topic: guide"
		page de-de $p.md "Haus $p" "ms.openlocfilehash: 0123456789012345678901234567890123456789" "ms.topic: guide"
	done
	printf 'ms.x: no end of line' >>tree/de-de/close.md
	chmod 640 tree/de-de/open.md
}

sums() { # sums DIR: a line for what each file holds, and one for its mode
	(cd "$1" && find . -type f -exec cksum {} + -exec ls -ln {} +) | awk '/^-/ { print $1, $NF; next } { print }' | sort
}

once() { # once AT KIND: the command in a fresh copy of the tree; sets $status
	rm -rf run
	cp -Rp before run
	(
		cd run || exit 99
		FAULT_AT=$1 FAULT_KIND=$2 FAULT_LOG=$work/log LD_PRELOAD=$shim
		export FAULT_AT FAULT_KIND FAULT_LOG LD_PRELOAD
		eval "exec \"\$tool\" $line"
	) >stdout 2>stderr
	status=$?
}

undisturbed() { # what is there when nothing happens; false when the shim does not see the calls
	rm -f log
	once 0 none
	wanted=$status
	sums before >old.sums
	sums run >new.sums
	sort -u old.sums new.sums >known.sums
	[ -s log ] && calls=$(wc -l <log)
}

complain() {
	bad=1
	echo "# call $at ($(sed -n "${at}s/^[0-9]* //p" log)), $kind: $*"
	sed 's/^/#   /' stderr
}

check_files() {
	sums run >run.sums
	comm -13 known.sums run.sums >strange
	[ "$kind" != KILL ] || sed -i '/\/\.loclint-[0-9a-f]*\.tmp$/d' strange
	[ ! -s strange ] || complain "left $(cat strange)"
	awk 'NR == FNR { there[$NF]; next } !($NF in there)' run.sums old.sums >lost
	[ ! -s lost ] || complain "lost $(cat lost)"
}

again() { # after a KILL: the same command once more, undisturbed
	(cd run && eval "\"\$tool\" $line") >stdout 2>stderr
	sums run | cmp -s - new.sums || complain "a second run does not mend it: $(sums run | diff - new.sums)"
}

judge() {
	check_files
	case $kind in
	EIO | ENOSPC)
		[ $status -eq 2 ] || complain "exit status $status"
		grep -q '^error: .*\(input or output error\|no space left on device\)' stderr || complain "no clear message"
		;;
	SHORT)
		[ $status -eq $wanted ] || complain "exit status $status"
		cmp -s run.sums new.sums || complain "files differ"
		;;
	INT) [ $status -eq 130 ] || complain "exit status $status" ;;
	TERM) [ $status -eq 143 ] || complain "exit status $status" ;;
	KILL)
		[ $status -eq 137 ] || complain "exit status $status"
		again
		;;
	esac
}

fault() { # fault KINDS LINE: all faults of these kinds in all calls of `loclint LINE` in the folder `before`
	line=$2
	undisturbed || {
		n=$((n + 1))
		echo "ok $n - $line # SKIP the program was built so that no shim sees its calls"
		return
	}
	for kind in $1; do
		n=$((n + 1))
		bad=0
		at=0
		while [ $at -lt "$calls" ]; do
			at=$((at + 1))
			once $at "$kind"
			judge
		done
		[ $bad -eq 0 ] || failed=1
		[ $bad -eq 0 ] || printf 'not '
		echo "ok $n - $line: $kind at each of $calls calls"
	done
}

meanwhile() { # meanwhile COMMAND MESSAGE: when the first page is about to be written, it is done to the third: that is left alone
	line='check --fix --no-progress'
	n=$((n + 1))
	FAULT_RUN=$1
	export FAULT_RUN
	once 1 RUN
	rm -rf wanted
	cp -Rp new wanted
	cp -p before/de-de/start.md wanted/de-de/start.md
	(cd wanted && eval "$1")
	if diff -r run wanted >said && [ $status -eq 2 ] && grep -q "cannot fix .de-de/start.md.: $2" stderr &&
		grep -q '^Fixed 2 findings in 2 files' stderr; then
		:
	else
		failed=1
		cat said stderr | sed 's/^/# /'
		printf 'not '
	fi
	echo "ok $n - meanwhile, $1"
}

limit() { # without a shim: the file may not grow as far as it should
	n=$((n + 1))
	rm -rf run
	cp -Rp before run
	(cd run && ulimit -f 1 && exec "$tool" check -o sarif=report.sarif) >stdout 2>stderr
	status=$?
	if ! sums run | cmp -s - old.sums || [ $status -ne 2 ] || ! grep -q 'file too large' stderr; then
		failed=1
		printf 'not '
	fi
	echo "ok $n - a file that reaches the limit of its size: exit status $status"
}

failed=0
[ -f "$shim" ] || {
	echo "1..1"
	echo "ok 1 - faults # SKIP no $shim"
	exit 0
}
cd "$work" || exit 2
exec 3>&2 2>shell # which says how each program ended
make_tree
all='EIO ENOSPC SHORT INT TERM KILL'
few='EIO INT KILL'
cp -Rp tree before
fault "$all" 'check --fix --no-progress'
fault "$few" 'stamp --all'
fault "$few" 'check -o sarif=report.sarif -o gitlab=report.json'
fault "$few" 'baseline create'
fault "$few" 'check --add-ignore="known since spring"'
limit
cp -Rp before new
(cd new && "$tool" check --fix -qq)
meanwhile 'echo new >>de-de/start.md' 'it changed while it was being checked'
meanwhile 'rm de-de/start.md' 'no such file or folder'
(cd before && "$tool" baseline create >/dev/null && rm de-de/open.md)
fault "$few" 'baseline update'
fault "$few" 'baseline prune'
rm -rf before
cp -Rp tree before
rm before/.loclint.yml
fault "$few" 'init'
grep -vE '^(Killed|Terminated|Interrupt|)$' shell >&3
echo "1..$n"
exit $failed

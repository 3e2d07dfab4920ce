#!/bin/sh
# tap.sh: what test programs in shell say (TAP).  Sourced from the top of the tree, after `work` is set: a folder of theirs.
n=0
failed=0

result() { # result STATUS TEXT: what is in the file `said` goes with a failure
	n=$((n + 1))
	if [ "$1" -eq 0 ]; then
		echo "ok $n - $2"
	else
		echo "not ok $n - $2"
		sed 's/^/#   /' "${work:?}/said" | head -40
		failed=1
	fi
}

skip() { # skip TEXT WHY
	n=$((n + 1))
	echo "ok $n - $1 # SKIP $2"
}

finish() { # the plan, and the exit status
	echo "1..$n"
	exit $failed
}

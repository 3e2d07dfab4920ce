#!/bin/sh
# hook.sh ARGUMENT...: runs loclint from this folder, which it builds first when that has not been done; pre-commit's hook
# `loclint-build`.  Two commits at once may both build, each in a folder of its own; only a whole program gets the name.
set -eu
here=$(cd "$(dirname "$0")/.." && pwd)
tool=$here/build-hook/loclint
if [ ! -x "$tool" ]; then
	temp=build-hook.$$
	trap 'rm -rf "${here:?}/$temp" "$here/$temp.log"' EXIT
	trap 'exit 130' INT TERM
	echo "loclint: building, once" >&2
	if ! MAKEFLAGS='' make -s -C "$here" -j "$(getconf _NPROCESSORS_ONLN)" BUILD="$temp" >"$here/$temp.log" 2>&1; then
		cat "$here/$temp.log" >&2
		echo "loclint: could not be built; $here/.ci/deps.sh names the packages that are needed" >&2
		exit 2
	fi
	mkdir -p "${tool%/*}"
	mv "$here/$temp/loclint" "$tool"
	rm -rf "${here:?}/$temp" "$here/$temp.log"
fi
exec "$tool" "$@"

#!/bin/sh
# deps.sh build|test|lint: installs the Debian or Ubuntu packages that building, testing or linting needs, if any is missing.
set -eu
build='gcc libc6-dev make pkg-config libcmark-dev libyaml-dev libpcre2-dev libssl-dev libutf8proc-dev libjansson-dev libgit2-dev'
test="$build libcmocka-dev git"
lint="$test clang clang-format clang-tidy cppcheck shellcheck libclang-rt-dev libxml2-utils pre-commit"
case ${1-} in
build) want=$build ;;
test) want=$test ;;
lint) want=$lint ;;
*)
	echo "usage: deps.sh build|test|lint" >&2
	exit 2
	;;
esac
missing=
if command -v dpkg-query >/dev/null 2>&1; then
	for p in $want; do
		dpkg-query -W -f '${Status}' "$p" 2>/dev/null | grep -q 'ok installed' || missing="$missing $p"
	done
	[ -n "$missing" ] || exit 0
elif pkg-config --exists libcmark yaml-0.1 libpcre2-8 libcrypto libutf8proc jansson libgit2 2>/dev/null; then
	exit 0
else
	missing=" $want"
fi
if ! command -v apt-get >/dev/null 2>&1; then
	echo "These packages are needed (Debian names), and there is no apt-get here to install them:$missing" >&2
	exit 1
fi
sudo=
if [ "$(id -u)" -ne 0 ]; then
	if ! command -v sudo >/dev/null 2>&1; then
		echo "These packages are needed, and only root can install them. As root, run:" >&2
		echo "    apt-get install$missing" >&2
		exit 1
	fi
	sudo=sudo
fi
echo "Installing:$missing"
$sudo apt-get update -q >/dev/null || true
# shellcheck disable=SC2086 # a list of words
$sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends $missing >/dev/null

#!/bin/sh
# formats.sh BUILD: what other programs make of the reports on two trees: a hostile one, whose names and texts are made of what
# they obey or choke on, and one with more findings than GitHub takes.
#
#   sarif    Microsoft's validator, as GitHub's code scanning judges (npm, @microsoft/sarif-multitool; `.ci/run` installs it
#            below build/npm, SARIF_MULTITOOL names another)
#   junit    xmllint and the schema tests/unit/junit.xsd
#   github   the runner's own reading of a log, done again in awk (actions/runner, ActionCommand.cs)
#   gitlab   the fields that the merge request's widget reads
#
# A program that is not installed is a test that is skipped.  TAP on standard output.
set -u
build=$PWD/$1
tool=$build/loclint
schema=$PWD/tests/unit/junit.xsd
sarif=${SARIF_MULTITOOL:-$PWD/build/npm/node_modules/@microsoft/sarif-multitool-linux/Sarif.Multitool}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM
LC_ALL=C.UTF-8
export LC_ALL
unset GITHUB_ACTIONS GITLAB_CI TF_BUILD TEAMCITY_VERSION CI LOCLINT_CONFIG LOCLINT_SOURCE LOCLINT_OUTPUT
unset GITHUB_WORKSPACE GITHUB_SHA GITHUB_STEP_SUMMARY GITHUB_BASE_REF CI_PROJECT_DIR CI_COMMIT_SHA
. tests/tap.sh

settings() {
	printf 'version: 1\nsource: {root: en}\nlocales: {de: de}\nprofile: microsoft\n' >.loclint.yml
}

hostile_tree() { # every text stands in a name, a key, a link, a heading, code
	mkdir -p en de
	settings
	i=0
	while IFS= read -r text; do
		i=$((i + 1))
		name=$(printf '%s' "$text" | tr / _ | cut -c 1-40)
		# shellcheck disable=SC2016 # code spans
		printf -- '---\ntitle: T\nms.service: "%s"\n---\n\n# T\n\n- One [a](a%s.md)\n- `%s`\n- Two\n\n[b](<%s>)\n' "$i" "$i" \
			"$text" "$text" >"en/$name.$i.md"
		printf -- '---\ntitle: T\nms.service: '"'%s'"'\n%s: x\n---\n\n# T\n\n- Eins [%s](b%s.md)\n- Zwei %s\n\n%s\n' \
			"$(printf '%s' "$text" | sed "s/'/''/g")" "k$i" "$text" "$i" "$text" "$text" >"de/$name.$i.md"
	done <<-'TEXTS'
	::error::x
	::set-output name=a::b
	::stop-commands::t
	##[group]x ##[error]y
	##vso[task.setvariable variable=a;]b
	##teamcity[buildStop comment='c']
	%0A::error::x%0D%25##vso[a.b]
	a]b;c,d:e'f|g#[#[
	<b>&amp; ]]> --> <!-- </testcase>
	](http://example.org) [a](1) {0} {{ {}
	über 50 %, a b#c?d&e
	漢字 العربية 👩‍👩‍👧
	@all #1 *a* _b_ ~~c~~ $d$ :e:
	TEXTS
	printf -- '---\ntitle: T\n---\n\n# T\n\nEnd.\n' >en/z.md
	printf -- '---\ntitle: T\n---\n\n# T\r::error::cr\n\n\033[31m\001 End\240\377\n::add-mask::x\n' >de/z.md
}

big_tree() { # 2000 pages without two keys and a bullet
	mkdir -p en de
	settings
	awk 'BEGIN {
		for (i = 1; i <= 2000; i++) {
			en = "en/" i ".md"
			de = "de/" i ".md"
			print "---\ntitle: T\nms.service: a\nms.topic: b\n---\n\n# T\n\n- One\n- Two" >en
			print "---\ntitle: T\n---\n\n# T\n\n- Eins" >de
			close(en)
			close(de)
		}
	}'
}

check() { # check FORMAT FILE [OPTION...]
	format=$1
	file=$2
	shift 2
	"$tool" check -o "$format=$file" --no-progress "$@" >/dev/null 2>"$work/said"
	[ $? -eq 1 ]
}

check_sarif() { # check_sarif TREE: the validator says what is wrong in lines, its status is 0 whatever it finds
	check sarif "$work/report.sarif"
	result $? "$1: sarif is written"
	if [ ! -x "$sarif" ]; then
		skip "$1: sarif is what GitHub takes" "no @microsoft/sarif-multitool"
		return
	fi
	HOME=$work DOTNET_BUNDLE_EXTRACT_BASE_DIR=$work/dotnet "$sarif" validate "$work/report.sarif" --rule-kind 'Sarif;Ghas' \
		>"$work/said" 2>&1 </dev/null
	! grep -E ': (error|warning|fail) |[Ee]xception' "$work/said" >"$work/found" && grep -q '^Analysis completed' "$work/said"
	result $? "$1: sarif is what GitHub takes"
}

check_junit() {
	check junit "$work/report.xml"
	result $? "$1: junit is written"
	if command -v xmllint >/dev/null; then
		xmllint --noout --schema "$schema" "$work/report.xml" >"$work/said" 2>&1
		result $? "$1: junit fits the schema"
	else
		skip "$1: junit fits the schema" "no xmllint"
	fi
}

# Reads a log as the runner does, and prints the file of each annotation, unescaped; says what else it would obey.
# shellcheck disable=SC2016 # awk
runner='
function unescape(s) { gsub(/%0D/, "\r", s); gsub(/%0A/, "\n", s); gsub(/%3A/, ":", s); gsub(/%2C/, ",", s); gsub(/%25/, "%", s); return s }
function obeyed(what) { print "the runner obeys: " what >said; bad = 1 }
{
	line = $0
	if (tolower(line) ~ /##\[/) obeyed(line)
	sub(/^[ \t]+/, "", line)
	if (substr(line, 1, 2) != "::") next
	rest = substr(line, 3)
	end = index(rest, "::")
	if (!end) next
	head = substr(rest, 1, end - 1)
	name = head
	sub(/ .*/, "", name)
	if (name == "group" || name == "endgroup" || head == "notice") next
	if (name !~ /^(error|warning|notice)$/) { if (name ~ /^[a-z]/) obeyed(line); next }
	sub(/^[a-z]+ /, "", head)
	count = split(head, list, ",")
	file = ""
	for (i = 1; i <= count; i++)
		if (substr(list[i], 1, 5) == "file=") file = unescape(substr(list[i], 6))
		else if (list[i] !~ /^(title|line|endLine|col|endColumn)=/) obeyed("property " list[i])
	if (file == "" && list[1] !~ /^title=/) obeyed("no file: " line)
	text = unescape(substr(rest, end + 2))
	if (file != "" && index(text, file ":") != 1) obeyed("not about " file ": " text)
	if (file != "") print file
}
END { exit bad }'

check_github() { # each annotation is of a page, and nothing else is a command, whatever the format
	"$tool" check -o github --no-progress >"$work/log" 2>&1
	: >"$work/said"
	awk -v said="$work/said" "$runner" "$work/log" >"$work/files"
	status=$?
	# What the runner obeys anywhere in a line has been broken by a blank, in names too.
	sed 's/## \(\[\|vso\[\|teamcity\[\)/##\1/g' "$work/files" | sort -u | while IFS= read -r file; do
		[ -f "$file" ] || echo "no such file: $file" >>"$work/said"
	done
	[ $status -eq 0 ] && [ -s "$work/files" ] && [ ! -s "$work/said" ]
	result $? "$1: github: the runner annotates pages, $(wc -l <"$work/files") times, and obeys nothing else"
	[ "$1" = hostile ] || return
	for format in full concise grouped markdown; do
		GITHUB_ACTIONS=true "$tool" check -o $format --no-progress >"$work/log" 2>&1
		: >"$work/said"
		awk -v said="$work/said" "$runner" "$work/log" >"$work/files" && [ ! -s "$work/files" ]
		result $? "$1: $format in a log of GitHub's is no command"
	done
}

check_gitlab() {
	check gitlab "$work/report.json"
	result $? "$1: gitlab is written"
	grep -v '^[][]$' "$work/report.json" | grep -vE \
		'^\{"description":"[a-z0-9-]+: .+","check_name":"[a-z0-9-]+","fingerprint":"[0-9a-f]{16}","severity":"(info|minor|major)","location":\{"path":"[^./"].*","lines":\{"begin":[1-9][0-9]*,"end":[1-9][0-9]*\}\}\},?$' \
		>"$work/said"
	grep -oE '"fingerprint":"[0-9a-f]+"' "$work/report.json" | sort | uniq -d >>"$work/said"
	[ ! -s "$work/said" ]
	result $? "$1: gitlab has the fields that are read, and no fingerprint twice"
}

for tree in hostile big; do
	mkdir "$work/$tree"
	cd "$work/$tree" || exit 2
	if [ $tree = hostile ]; then hostile_tree; else big_tree; fi
	check_sarif $tree
	check_junit $tree
	check_github $tree
	check_gitlab $tree
done
finish

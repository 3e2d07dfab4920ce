# English with LF; translations with a byte order mark, CRLF, both, and old Mac line ends.
mkdir -p en-US de-DE fr-FR
for page in bom crlf both mixed; do
	printf -- '---\ntitle: Start\nms.topic: how-to\n---\n# Start\n\n- one\n- two\n\n[More](more.md)\n' >en-US/$page.md
done
hash=$(sha1sum en-US/bom.md | cut -d' ' -f1)
crlf=$(sed 's/$/\r/' en-US/bom.md | sha1sum | cut -d' ' -f1)
page() { # page HASH: a translation with one item and one link too few
	printf -- '---\ntitle: Anfang\nms.openlocfilehash: %s\n---\n# Anfang\n\n- eins\n\nMehr\n' "$1"
}
{ printf '\357\273\277'; page "$hash"; } >de-DE/bom.md
page "$crlf" | sed 's/$/\r/' >de-DE/crlf.md
{ printf '\357\273\277'; page "$crlf"; } | sed 's/$/\r/' >de-DE/both.md
page "$hash" | sed '2,5s/$/\r/' >de-DE/mixed.md
{ printf '\357\273\277'; sed "3s/\$/\\nms.openlocfilehash: $crlf/; s/Start/Début/" en-US/bom.md; } | sed 's/$/\r/' >fr-FR/bom.md

# Pages of the kinds that cannot be compared; none of them can be kept in git as text.
for page in latin utf16 nul large deep dense empty; do
	printf '# Title\n\nOpen the portal.\n' >en-US/$page.md
done
printf '# Titel\n\nSchlie\337en Sie das Portal.\n' >de-DE/latin.md
printf '\377\376#\0 \0T\0' >de-DE/utf16.md
printf '# Titel\n\nPortal\0\n' >de-DE/nul.md
awk 'BEGIN { for (i = 0; i < 180000; i++) print "Diese Zeile steht sehr oft auf dieser Seite, damit." }' >de-DE/large.md
awk 'BEGIN { for (i = 0; i < 120; i++) printf ">"; print " Zitat" }' >de-DE/deep.md
awk 'BEGIN { for (i = 0; i < 400000; i++) printf "*a_[";  print "" }' >de-DE/dense.md
: >de-DE/empty.md

# Addresses behind a byte order mark, before CR LF, and far down in the front matter.
printf '\357\273\277---\ntitle: New\nredirect_from: /bom.md\n---\n\n# H\n' >en/with-bom.md
printf -- '---\r\ntitle: New\r\naliases:\r\n  - "/crlf.md"\r\n---\r\n\r\n# H\r\n' >en/with-crlf.md
{
	printf -- '---\ntitle: Long\ndescription: >\n'
	for i in $(seq 200); do echo "  line $i of a description that goes on"; done
	printf 'permalink: /long.md\n---\n\n# H\n'
} >en/with-more.md

# A Docsy site in which English went on in several ways.
. "${0%/*}/../../history.sh"
repository .
for page in done list link code; do
	printf -- '---\ntitle: Lamp %s\nweight: 2\n---\n\n# Lamp\n\n- On\n- Off\n\nSee [x](https://docs.example.com/x).\n\n```sh\nlamp on\n```\n' $page | put content/en/docs/$page.md
done
commit 2022-01-10 'Ann Ash' 'Lamps'
made=$(git rev-parse HEAD)
for page in done list link code; do
	printf -- '---\ntitle: Lampe %s\nweight: 2\ndefault_lang_commit: %s\ndrifted_from_default: true\n---\n\n# Lampe\n\n- An\n- Aus\n\nSiehe [x](https://docs.example.com/x).\n\n```sh\nlamp on\n```\n' $page $made | put content/de/docs/$page.md
done
commit 2022-02-10 'Bo Birk' 'Translate'
edit content/en/docs/done.md 's/# Lamp/# Lamps/'
edit content/en/docs/list.md 's/- Off/- Off\n- Dim/'
edit content/en/docs/link.md 's,com/x,com/y,'
edit content/en/docs/code.md 's/lamp on/lamp --on/'
commit 2022-03-10 'Cy Cedar' 'Changes'

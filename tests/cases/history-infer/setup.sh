# Three translations that do not say what they were made from, of an English page with four revisions; one that says it.
. "${0%/*}/../../history.sh"
repository .
put en-US/loom.md <<'END'
---
title: Set up the loom
ms.service: looms
---

# Set up the loom

You need:

- yarn
- a shuttle

See [the list](https://looms.example/list).
END
cp en-US/loom.md en-US/reel.md
commit 2021-01-10 'Ann Ash' 'Looms'
first=$(hash_of en-US/loom.md)
edit en-US/loom.md 's/^- a shuttle/&\
- scissors/'
commit 2021-02-10 'Bo Birk' 'Scissors'
edit en-US/loom.md 's/^You need/You will need/'
commit 2021-03-10 'Ann Ash' 'Will'
edit en-US/loom.md 's,looms.example/list,looms.example/all,
s/: looms/: weaving/
/^See/a\
\
## Afterwards\
\
Run `loom --clean`.'
commit 2021-04-10 'Cy Cedar' 'Clean it'
translation() { # translation LOCALE PIN SERVICE LINK ITEM AFTERWARDS
	printf -- '---\ntitle: %s\n%sms.service: %s\n---\n\n# %s\n\n- a\n- b\n%s\n\n[%s](https://looms.example/%s).\n%s' "$1" "$2" "$3" "$1" "$5" "$1" "$4" "$6" |
		put "$1/loom.md"
}
translation de-DE '' looms list '' ''
translation fr-FR '' looms list '- c' ''
translation sv-SE '' weaving all '- c' '
## Efter

Kör `loom --clean`.
'
translation ja-JP "ms.openlocfilehash: $first
" looms list '- c' ''
put de-DE/reel.md <<'END'
---
title: Weg
---

# Weg
END
git rm -q en-US/reel.md
commit 2021-05-10 'Cy Cedar' 'Remove one, translate all'

# One page for each kind of change, and some for two kinds.
. "${0%/*}/../../history.sh"
repository .
for page in blanks break front link image code span prose heading comment mixed order reverted; do
	put en-US/$page.md <<'END'
---
title: Bake
weight: 3
---

# Bake

Heat the   oven to `200`, see [the table](https://oven.example/a).
Wait.

![The oven](oven.png)

```sh
oven --heat 200
```

## Eat

Cut it.
END
	put de-DE/$page.md <<END
---
title: Backen
weight: 3
default_lang_commit: COMMIT
---

# Backen

Heizen Sie den Ofen auf \`200\`, siehe [die Tabelle](https://oven.example/a).
Warten Sie.

![Der Ofen](oven.png)

\`\`\`sh
oven --heat 200
\`\`\`

## Essen

Schneiden Sie ihn an.
END
done
commit 2022-01-10 'Ann Ash' 'Bake'
for page in de-DE/*.md; do
	edit "$page" "s/COMMIT/$(git rev-parse HEAD)/"
done
edit en-US/reverted.md 's/Cut it/Cut them/'
commit 2022-02-10 'Cy Cedar' 'Translate'
edit en-US/blanks.md 's/   / /'
edit en-US/break.md '/^Wait/i\
' # a paragraph of its own
edit en-US/front.md 's/weight: 3/weight: 4/'
edit en-US/link.md 's,oven.example/a,oven.example/b,'
edit en-US/image.md 's,oven.png,kiln.png,'
edit en-US/code.md 's/--heat 200/--heat 220/'
edit en-US/span.md 's/`200`/`220`/'
edit en-US/prose.md 's/Wait/Wait an hour/'
edit en-US/heading.md 's/^## Eat/### Eat/'
edit en-US/comment.md 's/^Cut it\./&\
\
<!-- who cuts? -->/'
edit en-US/mixed.md 's/weight: 3/weight: 4/
s,oven.example/a,oven.example/b,
s/Wait/Wait an hour/'
edit en-US/order.md 's/weight: 3/weight: 4/
s/   / /'
edit en-US/reverted.md 's/Cut them/Cut it/'
commit 2022-03-12 'Cy Cedar' 'Change all'

# A section of which the translation has another level and an id of its own; English has one more paragraph since.
. "${0%/*}/../../history.sh"
repository .
put content/en/docs/kiln.md <<'END'
---
title: Fire the kiln
---

## Tools

Gloves and a mask.

## Steps

Open the damper.
END
commit 2022-01-10 'Ann Ash' 'Say how the kiln is fired'
pin=$(git rev-parse HEAD)
put content/de/docs/kiln.md <<END
---
title: Den Ofen brennen
default_lang_commit: $pin
drifted_from_default: true
---

## Werkzeug {#werkzeug}

Handschuhe und eine Maske.

### Schritte {#schritte}

Öffnen Sie die Klappe.
END
commit 2022-01-20 'Bea Berg' 'German'
put content/en/docs/kiln.md <<'END'
---
title: Fire the kiln
---

## Tools

Gloves and a mask.

## Steps

Open the damper.

Let the kiln cool.
END
commit 2022-03-01 'Ann Ash' 'Say how it cools'

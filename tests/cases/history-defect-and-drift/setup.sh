# The translation lost a bullet that it was given, and English got a step since: one is the translation's, the other is not.
. "${0%/*}/../../history.sh"
repository .
put en-US/kiln.md <<'END'
---
title: Fire the kiln
---

# Fire the kiln

You need:

- gloves
- a mask
- clay

## Steps

1. Open the damper.
2. Light the burner.

## Afterwards

Let it cool for a day.
END
commit 2022-01-10 'Ann Ash' 'Say how the kiln is fired'
put de-DE/kiln.md <<END
---
title: Den Ofen brennen
ms.openlocfilehash: $(hash_of en-US/kiln.md)
---

# Den Ofen brennen

Sie brauchen:

- Handschuhe
- Ton

## Schritte

1. Öffnen Sie die Klappe.
2. Zünden Sie den Brenner an.

## Danach

Lassen Sie ihn einen Tag lang abkühlen.
END
commit 2022-02-11 'Bo Birk' 'Translate'
edit en-US/kiln.md 's/^2\. .*/&\
3. Close the door./
s/for a day/for two days/'
commit 2022-03-12 'Cy Cedar' 'Close the door'

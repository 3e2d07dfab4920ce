# Translations of one page's revisions, one for each way in which the English they were made from is found.
. "${0%/*}/../../history.sh"
repository .
for page in current recorded content embedded none unpinned; do
	put en-US/$page.md <<END
---
title: "First steps: $page"
ms.topic: article
---

# First steps

Choose an account.
END
done
commit 2022-05-02 'Mona Kline' 'First steps'
first=$(git rev-parse HEAD)
edit en-US/content.md 's/Choose/Choose or open/'
commit 2022-06-02 'Mona Kline' 'An account can be opened'
second=$(git rev-parse HEAD)
translation() { # translation PAGE HASH COMMIT
	put "de-DE/$1.md" <<END
---
title: "Erste Schritte: $1"
ms.topic: article
ms.openlocfilehash: $2
ms.sourcegitcommit: $3
---

# Erste Schritte

Wählen Sie ein Konto.
END
}
translation recorded "$(hash_of en-US/recorded.md)" "$first"
translation content "$(hash_of en-US/content.md)" "$first"
translation none 0123456789012345678901234567890123456789 "$second"
for page in recorded content embedded none; do
	edit en-US/$page.md 's/an account/your account/'
done
translation current "$(hash_of en-US/current.md)" "$first"
translation unpinned x x
edit de-DE/unpinned.md '/^ms.openloc/d
/^ms.source/d'
translation embedded 0123456789012345678901234567890123456789 "$second"
edit de-DE/embedded.md 's|^Wählen.*|<span data-ttu-id="1-101">Wählen Sie ein Konto.</span><span class="sxs-lookup"><span data-stu-id="1-101">Choose an account.</span></span>|'
printf 'Nur ein Satz \377\n' >de-DE/broken.md
printf 'A sentence.\n' >en-US/broken.md
printf 'Ein Satz.\n' >de-DE/alone.md
commit 2023-01-09 'Noor Haddad' 'It is your account'

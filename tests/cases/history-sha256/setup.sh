# A repository whose objects are named by SHA-256: its commits are well formed, its history is not read, and that is said.
. "${0%/*}/../../history.sh"
git -c init.defaultObjectFormat=sha256 init -q -b main --object-format=sha256 . 2>/dev/null || exit 77
git config core.autocrlf false
put en-US/start.md <<'END'
---
title: First steps
ms.topic: article
---

# First steps

- Choose an account.
END
commit 2022-05-02 'Mona Kline' 'First steps'
put de-DE/start.md <<END
---
title: Erste Schritte
ms.topic: article
ms.openlocfilehash: $(hash_of en-US/start.md)
ms.sourcegitcommit: $(git rev-parse HEAD)
---

# Erste Schritte

- Wählen Sie ein Konto.
END
echo '- Sign in.' >>en-US/start.md
commit 2022-06-02 'Mona Kline' 'Sign in'

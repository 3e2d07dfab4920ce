# An article of April 2020 that got a service key and two new links in 2021; its two translations are from before.
. "${0%/*}/../../history.sh"
repository .
put en-US/security/account.md <<'END'
---
title: "Locked accounts"
author: mkline
ms.date: 04/21/2020
ms.audience: Admin
ms.topic: article
ms.custom: 423
---

# Locked accounts

There are three ways to keep accounts safe:

- **Second factor**: Somebody who knows the password still cannot sign in. To unlock the account, see [this topic](https://old.contoso.example/library/unlock.aspx).

- **Score**: The score shows what is left to do.

- **Audit log**: The log shows what happened.

For more information, see [the road map](https://docs.contoso.example/compliance/road-map).
END
commit 2020-04-21 'Mona Kline' 'Say how accounts are kept safe'
made=$(git rev-parse HEAD)
hash=$(hash_of en-US/security/account.md)
translation() { # translation LOCALE TITLE ONE TWO THREE FOUR FIVE
	put "$1/security/account.md" <<END
---
title: $2
author: mkline
ms.date: 04/21/2020
ms.audience: Admin
ms.topic: article
ms.custom: 423
ms.openlocfilehash: $hash
ms.sourcegitcommit: $made
ms.contentlocale: $1
---

# $2

$3

- $4 [$5](https://old.contoso.example/library/unlock.aspx).

- $6

- $7

$8 [$9](https://docs.contoso.example/compliance/road-map).
END
}
translation lv-LV 'Bloķēti konti' 'Ir trīs veidi, kā aizsargāt kontus:' '**Otrais faktors**: kas zina paroli, tomēr nevar pierakstīties. Lai atbloķētu kontu, skatiet' \
	'šo tēmu' '**Vērtējums**: vērtējums rāda, kas vēl jādara.' '**Audita žurnāls**: žurnāls rāda, kas noticis.' 'Papildinformāciju skatiet' 'ceļvedī'
translation sv-SE 'Låsta konton' 'Det finns tre sätt att skydda konton:' '**Andra faktorn**: Den som kan lösenordet kan ändå inte logga in. För att låsa upp kontot, se' \
	'det här avsnittet' '**Poäng**: Poängen visar vad som återstår.' '**Granskningslogg**: Loggen visar vad som hände.' 'Mer information finns i' 'översikten'
commit 2020-04-22 'Handoff' 'Translate'
edit en-US/security/account.md '/^ms.topic/a\
ms.service: accounts
s|\[this topic\](https://old[^)]*)|[Unlock an account](https://docs.contoso.example/accounts/unlock)|
s|/compliance/road-map|/accounts/road-map|'
commit 2021-02-03 'Noor Haddad' 'Name the service, follow two pages that moved'

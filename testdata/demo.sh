#!/bin/sh
# demo.sh LOCLINT: lints the example site beside this script and says what there is to see.
set -u
tool=$PWD/$1
cd "$(dirname "$0")/site" || exit 2
echo
echo "The example site has three English pages and their translations into German, French, Japanese and Latvian."
echo "\$ loclint pairs"
"$tool" pairs || exit
echo
echo "\$ loclint check"
"$tool" check
status=$?
cat <<'END'

What you have just seen:
  de-de/accounts/secure-account.md   is up to date, but the list lost a bullet: an error, and the bullet is named.
  fr-fr/accounts/secure-account.md   is up to date, but `ms.service` is gone and the alert keyword was translated.
  ja-jp/mail/mail-rules.md           carries the hash of its peers, but another commit.
  lv-lv/mail/unblock-sender.md       was made from an older English page: one warning for the page with what differs
                                     below it. Only the dead link is an error by itself, whatever the page's age.
  de-de/mail/unblock-sender.md       is clean, as are the others.

Next: `build/loclint rule list-item-count` explains a rule, `build/loclint check --help` lists the options.
END
[ "$status" -le 1 ] || exit "$status"

# English lost its last line since the pin, and nothing else.
. "${0%/*}/../../history.sh"
repository .
printf -- '---\ntitle: Lamp\n---\n\nTurn it on.\n\nTurn it off.' | put content/en/docs/lamp.md
commit 2022-01-10 'Ann Ash' 'Lamp'
made=$(git rev-parse HEAD)
printf -- '---\ntitle: Lampe\ndefault_lang_commit: %s\n---\n\nMach sie an.\n\nMach sie aus.\n' "$made" | put content/de/docs/lamp.md
commit 2022-02-10 'Bo Birk' 'Translate'
printf -- '---\ntitle: Lamp\n---\n\nTurn it on.\n\n' | put content/en/docs/lamp.md
commit 2022-03-10 'Cy Cedar' 'It goes off by itself'

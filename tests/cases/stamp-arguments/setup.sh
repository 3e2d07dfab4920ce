. "${0%/*}/../../history.sh"
repository .
printf -- '---\ntitle: Lamp\nweight: 2\n---\n\nText.\n' | put content/en/docs/lamp.md
printf -- 'Text.\n' | put content/en/docs/plain.md
printf -- '---\ntitle: Lampe\nweight: 2\n---\n\nWorte.\n' | put content/de/docs/lamp.md
printf -- 'Worte.\n' | put content/de/docs/plain.md
printf -- '---\ntitle: Allein\n---\n\nWorte.\n' | put content/de/docs/alone.md
printf -- '---\ntitle: Lampe\nweight: 2\ndefault_lang_commit: abc\ndefault_lang_commit: def\n---\n\nWorte.\n' | put content/fr/docs/lamp.md
commit 2022-01-10 'Ann Ash' 'Lamps'

. "${0%/*}/../../changes.sh"
# Lists of paths, as other programs write them.
printf 'docs/de-de/start.md\r\n\ndocs/en-us/guide/setup.md\r\n' >lines
printf 'docs/de-de/guide/setup.md\0./docs/fr-fr/start.md\0' >nul
printf 'README.md\ndocs/de-de/guide/setup.md\ndocs/de-de/guide/../guide/close.md\n' >some
printf 'docs/de-de/gone.md\n' >gone
: >empty
put README.md <<PAGE
# Read me
PAGE
edit docs/de-de/start.md '/^## /d'
edit docs/fr-fr/guide/setup.md '/^## /d'

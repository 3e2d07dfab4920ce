# Where platforms keep their pins: in a mapping, in a comment, as a version number; a commit that changed the page.
. "${0%/*}/../../history.sh"
repository .
english() { printf -- '---\n%s---\n\n# Lamp\n\nText.\n' "$1" | put $2; }
german() { printf -- '---\n%s---\n%s\n# Lampe\n\nWorte.\n' "$1" "$2" | put $3; }
english 'title: Lamp
slug: Lamp
' mdn/en-us/lamp/index.md
english 'title: Lamp
slug: Lamp
' mdn/en-us/bulb/index.md
english 'title: Lamp
' adobe/en/lamp.md
english 'title: Lamp
' comfy/en/lamp.mdx
english 'title: Lamp
doc-version: 3
' version/docs/lamp.mdx
commit 2022-01-10 'Ann Ash' 'Lamps'
old=$(git rev-parse HEAD)
german 'title: Lampe
slug: Lamp
l10n:
  sourceCommit: '"$old"'
' '' mdn/de/lamp/index.md
german 'title: Lampe
slug: Lamp
' '' mdn/de/bulb/index.md
german 'title: Lampe
source-git-commit: '"$old"'
' '' adobe/de/lamp.md
german 'title: Lampe
' "{/* translationSourceHash: $(sha256sum <comfy/en/lamp.mdx | cut -c 1-12) */}" comfy/de/lamp.mdx
german 'title: Lampe
doc-version: 3
' '' version/i18n/de/docusaurus-plugin-content-docs/current/lamp.mdx
for f in mdn/en-us/lamp/index.md mdn/en-us/bulb/index.md adobe/en/lamp.md comfy/en/lamp.mdx version/docs/lamp.mdx; do edit $f 's/Text/New text/;s/: 3/: 4/'; done
commit 2022-02-10 'Bo Birk' 'New'
printf 'x\n' >other
commit 2022-03-10 'Bo Birk' 'Other'

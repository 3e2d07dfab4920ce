. "${0%/*}/../../changes.sh"
# English gets a bullet; its translations are stale, and what was wrong before is not the branch's matter.
edit docs/en-us/guide/setup.md 's/^- Switch.*/&\n- Close the window./'
commit 2026-02-01 "Bob Birch" "Mention the window"

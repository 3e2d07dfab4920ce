# No repository at all: a note would help nobody.
. "${0%/*}/../../history.sh"
printf -- '---\ntitle: Reed\n---\n\n# Reed\n\nIt bends.\n\n- a\n- b\n' | put en-US/reed.md
printf -- '---\ntitle: Schilf\nms.openlocfilehash: 1111111111111111111111111111111111111111\nms.sourcegitcommit: 2222222222222222222222222222222222222222\n---\n\n# Schilf\n\nEs biegt sich.\n\n- a\n' | put de-DE/reed.md

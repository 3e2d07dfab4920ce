# English changed on 20 January 2022, once more on 1 February.  Until 14 days have passed since the first change, a page that is
# behind is an info; today is given.
. "${0%/*}/../../history.sh"
repository .
printf -- '---\ntitle: Oar\n---\n\n# Oar\n\nPull it.\n' | put en-US/oar.md
printf -- '---\ntitle: Ruder\nms.openlocfilehash: %s\n---\n\n# Ruder\n\nZiehen Sie daran.\n' "$(hash_of en-US/oar.md)" | put de-DE/oar.md
commit 2022-01-10 'Ann Ash' 'Oar'
edit en-US/oar.md 's/Pull it/Pull it hard/'
commit 2022-01-20 'Ann Ash' 'Hard'
edit en-US/oar.md 's/hard/harder/'
commit 2022-02-01 'Ann Ash' 'Harder'

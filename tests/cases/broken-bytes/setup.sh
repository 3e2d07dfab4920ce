# Every translation but one is damaged, and so is one English page; the rest is still checked.
for page in binary empty latin cut; do
	cp en-US/twin.md en-US/$page.md
done
printf '\177ELF\002\001\001\000\000' >de-DE/binary.md
: >de-DE/empty.md
printf '# Anfang\n\n\326ffnen Sie die Seite.\n' >de-DE/latin.md
printf '# Anfang\n\n\303' >de-DE/cut.md
printf '\376\377\000#\000 ' >en-US/twin.md
printf '# Zwilling\n' >de-DE/twin.md

# Without history there is nothing to choose from.
printf 'Reed.\n' >reed.md
mkdir en de
mv reed.md en/reed.md
printf 'Schilf.\n' >de/reed.md

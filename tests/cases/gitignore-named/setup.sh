. "${0%/*}/../../history.sh"
# A page that git ignores is checked when it is named, against its English page, which git ignores as well.
repository .
echo 'build/' >.gitignore
printf '# Lamp\n\n- one\n- two\n' | put build/en/lamp.md
printf '# Lampe\n\n- eins\n' | put build/de/lamp.md

# Links that lead round, nowhere and outside; a folder with a page's name.
ln -s ../de-DE de-DE/loop
ln -s nowhere.md de-DE/dangling.md
ln -s a.md de-DE/alias.md
echo Outside. >../outside.md
ln -s ../../outside.md de-DE/outside.md
mkfifo de-DE/pipe.md
mkdir de-DE/.hidden de-DE/node_modules
cp de-DE/a.md de-DE/.hidden/a.md
cp de-DE/a.md de-DE/node_modules/a.md

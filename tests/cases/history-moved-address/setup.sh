# English pages become folders with an index page, one of them written anew in the same commit: both are the same page still.
# The German pages move along; what they record is right, and their flags say no more than that the old name is gone.
. "${0%/*}/../../history.sh"
repository .
page() { # page FILE TITLE KEYS TEXT
	printf -- '---\ntitle: %s\n%s---\n\n%s\n' "$2" "$3" "$4" | put "$1"
}
page content/en/rope.md Rope '' 'Coil it. Dry it. Hang it up. Never leave it on the deck, where the sun and the salt make it hard.'
page content/en/sail.md Sail '' 'Fold it.'
commit 2023-02-01 'Ann Ash' 'Say how to care for a boat'
made=$(git rev-parse HEAD)
mkdir -p content/en/rope content/en/sail
git mv content/en/sail.md content/en/sail/index.md
git rm -q content/en/rope.md
page content/en/rope/index.md Rope '' 'Throw an old rope away. A new one costs less than a new boat, and every harbour has a shop that sells it.'
commit 2023-03-01 'Cy Cedar' 'Make folders'
pin="default_lang_commit: $made
drifted_from_default: true
"
page content/de/rope/index.md Tau "$pin" 'Rollen Sie es auf. Trocknen Sie es. Lassen Sie es nie auf dem Deck liegen.'
page content/de/sail/index.md Segel "$pin" 'Falten Sie es.'
commit 2023-03-02 'Bo Birk' 'Move the German pages along'

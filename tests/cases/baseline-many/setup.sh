# 10,000 findings on 500 pages.
printf 'version: 1\nsource: en-US\nlocales: {de-DE: de-DE}\nprofile: base\n' >.loclint.yml
mkdir en-US de-DE
awk 'BEGIN {
	for (i = 0; i < 500; i++) {
		source = "en-US/" i ".md"
		page = "de-DE/" i ".md"
		printf "# Page\n\nSee" >source
		printf "# Seite\n\nSiehe" >page
		for (k = 0; k < 20; k++) {
			printf " [x%d](https://docs.example.com/a/%d)", k, k >source
			printf " [x%d](https://docs.example.com/b/%d)", k, k >page
		}
		close(source)
		close(page)
	}
}'

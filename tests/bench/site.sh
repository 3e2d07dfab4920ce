#!/bin/sh
# site.sh DIR N: writes N English pages and N translations in each of three locales, for benchmarks.
set -eu
dir=$1
n=$2
for l in en-us de-de fr-fr ja-jp; do
	mkdir -p "$dir/$l"
	awk -v dir="$dir/$l" -v n="$n" -v locale="$l" 'BEGIN {
		word["en-us"] = "Open the settings page and choose the option that fits your team"
		word["de-de"] = "Öffnen Sie die Seite mit den Einstellungen und wählen Sie die passende Option"
		word["fr-fr"] = "Ouvrez la page des paramètres et choisissez une option qui convient à votre équipe"
		word["ja-jp"] = "設定ページを開き、チームに合ったオプションを選択します"
		w = word[locale]
		for (i = 1; i <= n; i++) {
			f = sprintf("%s/page-%05d.md", dir, i)
			printf "---\ntitle: %s %d\nauthor: mkline\nms.date: 01/02/2026\nms.topic: how-to\nms.service: contoso\n", substr(w, 1, 12), i >f
			if (locale != "en-us")
				printf "ms.openlocfilehash: %040d\nms.contentlocale: %s\n", i, locale >f
			printf "---\n\n# %s %d\n\n%s. See [%d](page-%05d.md).\n", w, i, w, i, i % n + 1 >f
			for (s = 1; s <= 3; s++) {
				printf "\n## %s %d\n\n%s, `option-%d`.\n\n", w, s, w, s >f
				for (k = 1; k <= 4; k++)
					printf "%d. %s [link](https://docs.example.com/a/%d#%d).\n", k, w, i, k >f
				printf "\n| A | B |\n|---|---|\n| `x%d` | %s |\n\n```sh\nrun --page %d\n```\n", s, w, i >f
			}
			close(f)
		}
	}'
done

# Too large and too different to be aligned: counts are compared.  One line of nine megabytes.
mkdir -p en-US de-DE
awk 'BEGIN { for (i = 1; i <= 2500; i++) printf "## Topic %d\n\n- one %d\n\n", i, i * 7 }' >en-US/counts.md
awk 'BEGIN { for (i = 1; i <= 2490; i++) printf "## Thema\n\n1. Eintrag\n2. mehr\n\n```\nx\n```\n\n" }' >de-DE/counts.md
awk 'BEGIN { for (i = 1; i <= 2500; i++) printf "| A | B |\n|---|---|\n| %d | b |\n\n```\n%d\n```\n\n", i, i }' >en-US/tables.md
awk 'BEGIN { for (i = 1; i <= 2400; i++) printf "| A | B |\n|---|---|\n| a | b |\n\nText\n\n" }' >de-DE/tables.md
awk 'BEGIN { for (i = 0; i < 900000; i++) printf "0123456789" }' >de-DE/line.md
printf 'One line.\n' >en-US/line.md

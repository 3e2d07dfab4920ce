. "${0%/*}/../../changes.sh"
# Standard input is empty here: an empty page stands for one on disk, or for one that is not there yet.
edit docs/de-de/start.md '/^## /d'

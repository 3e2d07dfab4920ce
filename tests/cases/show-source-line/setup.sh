. "${0%/*}/../status-locales/setup.sh"

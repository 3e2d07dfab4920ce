mkdir -p sub # git keeps no empty folders

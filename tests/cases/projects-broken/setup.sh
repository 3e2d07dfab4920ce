mkdir -p camera # git keeps no empty folders

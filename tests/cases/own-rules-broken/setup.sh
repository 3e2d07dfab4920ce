mkdir -p l/layouts # git keeps no empty folders

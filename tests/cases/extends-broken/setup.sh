mkdir -p de # git keeps no empty folders
mkdir -p en # git keeps no empty folders

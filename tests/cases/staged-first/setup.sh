. "${0%/*}/../../changes.sh"
# Before the first commit everything is staged; without a repository nothing is.
rm -rf .git
repository .
git add docs
mkdir plain
cp -R docs plain/docs
rm -rf plain/.git

#!/bin/sh
# layers.sh BUILD: the architecture, checked.  Outside src/sys nothing may reach the operating system (read from the symbol
# tables), no layer may include one above it, each library is included by one file, and each header compiles alone.
set -u
b=$1
bad=0
os='^(_*(printf|fprintf|vprintf|vfprintf|puts|fputs|putchar|perror|fopen|fopen64|fdopen|fread|fwrite|open|open64|openat|read|write|close|stat|fstat|lstat|opendir|readdir|rename|unlink|mkdir|getenv|setenv|exit|_exit|abort|time|clock_gettime|localtime|gmtime|rand|srand|random|system|popen|fork|setlocale|strtok|strcpy|strcat|sprintf|atoi|gets|pthread_create)(_chk)?)$'
for l in base doc diag site check report engine; do
	for o in "$b/src/$l/"*.o; do
		[ -f "$o" ] || continue
		hits=$(nm -u "$o" | awk '{ sub(/@.*/, "", $NF); print $NF }' | grep -E "$os" | grep -vE '^__asan|^__tsan')
		# Out of memory has to be said somewhere.
		case $o in */base/arena.o) hits=$(echo "$hits" | grep -vE '^(fputs|fwrite|write|_exit)$') ;; esac
		[ -z "$hits" ] || {
			bad=1
			echo "$o: may not call: $hits"
		}
	done
done
may() { # may FOLDER RE: the includes that its files may have
	for f in "src/$1"/*.[ch]; do
		sed -n 's/^# *include "\(.*\)"/\1/p' "$f" | grep -vE "$2" | sed "s|^|$f: may not include |"
	done
}
x=$(
	may base '^base/'
	may sys '^(base|sys)/'
	may doc '^(base|doc)/'
	may diag '^(base|diag)/'
	may site '^(base|diag|doc|site)/'
	may check '^(base|diag|doc|site|check)/'
	may report '^(base|diag|report)/'
	may engine '^(base|sys|diag|doc|site|check|engine)/|^embed\.h$'
)
[ -z "$x" ] || {
	echo "$x"
	bad=1
}
for lib in cmark yaml pcre2 git2 openssl/evp utf8proc jansson; do
	k=$(grep -lE "^# *include <$lib\.h>" -r src | wc -l)
	[ "$k" -le 1 ] || {
		bad=1
		echo "<$lib.h> is included by $k files; one adapter only"
	}
done
for h in src/*/*.h; do
	echo "#include \"${h#src/}\"" | ${CC:-cc} -std=c11 -D_POSIX_C_SOURCE=200809L -Isrc -I"$b" -fsyntax-only -x c - || {
		bad=1
		echo "$h: does not compile alone"
	}
done
exit $bad

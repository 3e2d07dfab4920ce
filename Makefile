# make demo       install what is missing, build, lint the example site        make test   the same, then run every test
# make            build build/loclint        make check   what every commit must pass        make lint   static analysis
# make bench  make man  make install PREFIX=...  make fuzz T=front SECS=60  make accept CASE=name  make format  make clean
# Knobs, each with its own build folder: SAN=1 (address, undefined)  TSAN=1  COV=1  WERROR=1
.POSIX:
.SUFFIXES:

CC      = cc
PREFIX  = /usr/local
DESTDIR =
Q       = $(if $(V),,@)
BUILD   = build$(if $(SAN),-san)$(if $(TSAN),-tsan)$(if $(COV),-cov)$(if $(FUZZING),-fuzz)
DEPS    = yaml-0.1 libpcre2-8 libcrypto libutf8proc jansson libgit2 zlib

WARN   = -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wno-sign-conversion -Wvla -Wundef \
         -Wformat=2 -Wstrict-prototypes -Wmissing-prototypes -Wold-style-definition \
         -Wwrite-strings -Wpointer-arith -Wcast-qual -Wcast-align -Wswitch-enum -Wimplicit-fallthrough
HARDEN = -D_FORTIFY_SOURCE=2 -fstack-protector-strong -fPIE -fno-common -fvisibility=hidden
comma  := ,
SANFLAGS = $(if $(SAN),-fsanitize=address$(comma)undefined -fno-sanitize-recover=all)$(if $(TSAN),-fsanitize=thread)$(if $(FUZZING),-fsanitize=fuzzer-no-link$(comma)address$(comma)undefined -fno-sanitize-recover=all)
OPT    = $(if $(SAN)$(TSAN)$(FUZZING),-O1 -g3 -fno-omit-frame-pointer $(SANFLAGS),-O2 -g $(HARDEN))
CFLAGS =
STD    = -std=c11 -D_POSIX_C_SOURCE=200809L -Isrc -I$(BUILD)
ALL_CFLAGS = $(STD) $(WARN) $(if $(WERROR),-Werror) $(OPT) $(if $(COV),--coverage) $(shell pkg-config --cflags $(DEPS)) $(CFLAGS)
# cmark's soname is its full version, so a dynamic link would tie the program to one release.
LIBS   = $(SANFLAGS) $(if $(SAN)$(TSAN)$(FUZZING),,-pie -Wl$(comma)-z$(comma)relro$(comma)-z$(comma)now) $(if $(COV),--coverage) $(LDFLAGS) -l:libcmark.a $(shell pkg-config --libs $(DEPS)) -pthread

SRC    = $(sort $(wildcard src/*.c src/*/*.c))
OBJ    = $(filter-out $(BUILD)/src/main.o,$(SRC:%.c=$(BUILD)/%.o)) $(BUILD)/embed.o
LIB    = $(BUILD)/libloclint.a
TESTC  = $(sort $(wildcard tests/unit/*.c))
UNIT   = $(TESTC:tests/unit/%.c=$(BUILD)/unit/%)
MUTATEC = $(sort $(wildcard tests/mutate/*.c))
FUZZ   = $(patsubst tests/fuzz/%.c,%,$(filter-out tests/fuzz/replay.c,$(sort $(wildcard tests/fuzz/*.c))))
SCRIPTS = src/embed.sh tests/*.sh tests/lint/*.sh .ci/*.sh .ci/run
FORMATTED = $(sort $(wildcard src/*.[ch] src/*/*.[ch] tests/*/*.[ch]))

all: $(BUILD)/loclint
$(BUILD)/loclint: $(BUILD)/src/main.o $(LIB)
	@echo "  LINK  $@"
	$(Q)$(CC) $(ALL_CFLAGS) -o $@ $^ $(LIBS)
$(LIB): $(OBJ)
	$(Q)rm -f $@
	$(Q)ar rcs $@ $^
$(BUILD)/%.o: %.c $(BUILD)/embed.h Makefile
	@mkdir -p $(@D)
	@echo "  CC    $<"
	$(Q)$(CC) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<
$(BUILD)/embed.o: $(BUILD)/embed.c
	$(Q)$(CC) $(STD) -O0 -c -o $@ $<

EMBED = $(sort $(wildcard rules/*.yml rules/*/*.yml src/check/explain/*.md))
# The list is a prerequisite too: a removed file must not stay in the program.
$(BUILD)/embed.list: FORCE
	@mkdir -p $(BUILD); echo '$(EMBED)' | cmp -s - $@ || echo '$(EMBED)' >$@
FORCE:
$(BUILD)/embed.c $(BUILD)/embed.h &: src/embed.sh $(EMBED) $(BUILD)/embed.list
	@mkdir -p $(BUILD)
	$(Q)sh src/embed.sh $(BUILD) $(EMBED)

# --- front doors ----------------------------------------------------------------
demo:
	@sh .ci/deps.sh build
	@$(MAKE) --no-print-directory all
	@sh testdata/demo.sh $(BUILD)/loclint
test:
	@sh .ci/deps.sh test
	@$(MAKE) --no-print-directory check

# --- tests ----------------------------------------------------------------------
# `check` runs everything and ends with one line that counts all of it.
check: $(BUILD)/loclint $(BUILD)/loclint-mutate $(UNIT) $(FUZZ:%=$(BUILD)/replay/%) $(BUILD)/fault.so $(BUILD)/fixapply
	@sh tests/run.sh $(BUILD)
unit: $(UNIT)
	@for t in $(UNIT); do ./$$t || exit 1; done
$(BUILD)/unit/%: tests/unit/%.c tests/unit/unit.h $(LIB)
	@mkdir -p $(@D)
	@echo "  TEST  $<"
	$(Q)$(CC) $(ALL_CFLAGS) -Wno-cast-qual -MMD -MP -o $@ $< $(LIB) $(LIBS) -lcmocka
# Damages clean pages in every way there is and compares what is said: generated pages, or a real tree.
mutate: $(BUILD)/loclint-mutate
	./$(BUILD)/loclint-mutate $(if $(SOURCE),--source $(SOURCE) --target $(TARGET)) $(MUTATE)
$(BUILD)/loclint-mutate: $(MUTATEC:%.c=$(BUILD)/%.o) $(LIB)
	@echo "  LINK  $@"
	$(Q)$(CC) $(ALL_CFLAGS) -o $@ $^ $(LIBS)
cases: $(BUILD)/loclint
	sh tests/cases.sh $(BUILD) $(CASE)
accept: $(BUILD)/loclint
	ACCEPT=1 sh tests/cases.sh $(BUILD) $(CASE)
$(BUILD)/replay/%: tests/fuzz/%.c tests/fuzz/replay.c $(LIB)
	@mkdir -p $(@D)
	@echo "  FUZZ  $<"
	$(Q)$(CC) $(ALL_CFLAGS) -MMD -MP -o $@ $< tests/fuzz/replay.c $(LIB) $(LIBS)
$(BUILD)/fault.so: tests/fault/fault.c
	@mkdir -p $(@D)
	@echo "  FAULT $<"
	$(Q)$(CC) -std=c11 $(WARN) -Wno-pedantic $(if $(WERROR),-Werror) -O1 -fPIC -shared -o $@ $< -ldl
$(BUILD)/fixapply: tests/proof/apply.c
	@mkdir -p $(@D)
	@echo "  PROOF $<"
	$(Q)$(CC) $(ALL_CFLAGS) -o $@ $< $(SANFLAGS) -ljansson
fuzz:
	@$(MAKE) --no-print-directory FUZZING=1 CC=clang build-fuzz/fuzz/$(T)
	@mkdir -p build-fuzz/corpus/$(T) testdata/fuzz/$(T)
	./build-fuzz/fuzz/$(T) -max_total_time=$(or $(SECS),60) $(if $(SEED),-seed=$(SEED)) -timeout=20 -rss_limit_mb=4096 build-fuzz/corpus/$(T) testdata/fuzz/$(T)
$(BUILD)/fuzz/%: tests/fuzz/%.c $(LIB)
	@mkdir -p $(@D)
	$(Q)$(CC) $(ALL_CFLAGS) -fsanitize=fuzzer -o $@ $< $(LIB) $(LIBS)
bench: $(BUILD)/loclint
	$(MAKE) --no-print-directory $(BUILD)/bench/floor
	sh tests/bench/bench.sh $(BUILD)
$(BUILD)/bench/%: tests/bench/%.c $(LIB)
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) -o $@ $< $(LIB) $(LIBS)

# --- static analysis --------------------------------------------------------------
TIDY = -*,clang-analyzer-*,bugprone-*,cert-*,misc-*,performance-*,portability-*,readability-function-size,readability-function-cognitive-complexity,-bugprone-easily-swappable-parameters,-bugprone-reserved-identifier,-cert-dcl37-c,-cert-dcl51-cpp,-cert-err33-c,-misc-unused-parameters,-misc-no-recursion,-clang-analyzer-security.insecureAPI.DeprecatedOrUnsafeBufferHandling,-clang-analyzer-valist.Uninitialized
lint: $(BUILD)/loclint
	sh tests/lint/layers.sh $(BUILD)
	sh tests/lint/docs.sh $(BUILD)
	@clang-format --dry-run -Werror $(FORMATTED)
	@echo "clang-tidy src"
	@printf '%s\n' $(SRC) | xargs -P 2 -n 4 sh -c 'clang-tidy --quiet --warnings-as-errors="*" -checks="$(TIDY)" -config="{CheckOptions: [{key: readability-function-size.LineThreshold, value: 60},{key: readability-function-size.NestingThreshold, value: 4},{key: readability-function-cognitive-complexity.Threshold, value: 20}]}" "$$@" -- $(STD) $(shell pkg-config --cflags $(DEPS)) 2>/dev/null' tidy
	cppcheck --quiet --error-exitcode=1 --std=c11 --enable=warning,portability,performance --inline-suppr -j 2 -Isrc -I$(BUILD) src
	shellcheck -e SC1091 $(wildcard $(SCRIPTS))
format:
	clang-format -i $(FORMATTED)

# --- installation -------------------------------------------------------------------
# Manual pages, completions and the configuration's schema are printed by the program itself.
PRINTED = $(BUILD)/share/man/man1/loclint.1 $(BUILD)/share/man/man5/loclint.yml.5 \
          $(BUILD)/share/bash-completion/completions/loclint $(BUILD)/share/zsh/site-functions/_loclint \
          $(BUILD)/share/fish/vendor_completions.d/loclint.fish $(BUILD)/share/loclint/loclint.schema.json
print = @mkdir -p $(@D) && $(abspath $(BUILD))/loclint $(1) >$@.new && mv $@.new $@
man: $(PRINTED)
$(BUILD)/share/man/man1/loclint.1: $(BUILD)/loclint
	$(call print,debug man 1)
$(BUILD)/share/man/man5/loclint.yml.5: $(BUILD)/loclint
	$(call print,debug man 5)
$(BUILD)/share/bash-completion/completions/loclint: $(BUILD)/loclint
	$(call print,completions bash)
$(BUILD)/share/zsh/site-functions/_loclint: $(BUILD)/loclint
	$(call print,completions zsh)
$(BUILD)/share/fish/vendor_completions.d/loclint.fish: $(BUILD)/loclint
	$(call print,completions fish)
$(BUILD)/share/loclint/loclint.schema.json: $(BUILD)/loclint
	$(call print,config schema)
install: $(BUILD)/loclint $(PRINTED)
	install -d $(DESTDIR)$(PREFIX)/bin
	install -m 755 $(BUILD)/loclint $(DESTDIR)$(PREFIX)/bin/loclint
	for f in $(PRINTED:$(BUILD)/%=%); do \
		install -d "$(DESTDIR)$(PREFIX)/$${f%/*}" && install -m 644 "$(BUILD)/$$f" "$(DESTDIR)$(PREFIX)/$$f" || exit 1; done
uninstall:
	rm -f $(DESTDIR)$(PREFIX)/bin/loclint $(PRINTED:$(BUILD)/%=$(DESTDIR)$(PREFIX)/%)
clean:
	rm -rf build build-san build-tsan build-cov build-fuzz
-include $(SRC:%.c=$(BUILD)/%.d) $(TESTC:tests/unit/%.c=$(BUILD)/unit/%.d) $(FUZZ:%=$(BUILD)/replay/%.d) $(MUTATEC:%.c=$(BUILD)/%.d)
.PHONY: FORCE all demo test check mutate unit cases accept fuzz bench lint format man install uninstall clean

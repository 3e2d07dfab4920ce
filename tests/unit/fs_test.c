/* Works in a folder of its own below TMPDIR (or /tmp), which it removes. */
#define _XOPEN_SOURCE 700 /* nftw */
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/path.h"
#include "sys/sys.h"
#include "unit.h"

struct box {
	struct arena a;
	char root[256];
};

static int
setup(void **state)
{
	struct box *box = calloc(1, sizeof *box);
	const char *tmp = getenv("TMPDIR");

	*state = box;
	if (!box)
		return -1;
	snprintf(box->root, sizeof box->root, "%s/fs_test.XXXXXX", tmp && *tmp ? tmp : "/tmp");
	return mkdtemp(box->root) ? 0 : -1;
}

static int
remove_one(const char *path, const struct stat *st, int kind, struct FTW *where)
{
	(void)st;
	(void)kind;
	(void)where;
	return remove(path);
}

static int
teardown(void **state)
{
	struct box *box = *state;
	int status = nftw(box->root, remove_one, 16, FTW_DEPTH | FTW_PHYS);

	arena_free(&box->a);
	free(box);
	return status;
}

static struct str
in(struct box *box, const char *name)
{
	return path_join(&box->a, str_c(box->root), str_c(name));
}

static char *
in_z(struct box *box, const char *name)
{
	return str_z(&box->a, in(box, name));
}

/* Makes a file, with the folders on the way. */
static void
put(struct box *box, const char *name, const char *text)
{
	char *path = in_z(box, name);
	FILE *f;

	for (char *p = path + strlen(box->root) + 1; (p = strchr(p, '/')); p++) {
		*p = 0;
		assert_true(mkdir(path, 0777) == 0 || errno == EEXIST);
		*p = '/';
	}
	f = fopen(path, "wb");
	assert_non_null(f);
	assert_true(fputs(text, f) >= 0);
	assert_int_equal(fclose(f), 0);
}

static struct str
get(struct box *box, const char *name)
{
	struct str text, why;

	assert_int_equal(fs_read(&box->a, in(box, name), 1 << 24, &text, &why), FS_OK);
	return text;
}

static void
expect(struct str got, const char *want)
{
	if (!str_eq(got, str_c(want)))
		fail_msg("got \"%.*s\", not \"%s\"", P(got), want);
}

/* All paths of the listing, one per line. */
static void
expect_list(struct box *box, const char *want)
{
	struct buf out = { .a = &box->a };
	struct fs_list list;

	assert_true(fs_list(&box->a, str_c(box->root), &list));
	for (ptrdiff_t i = 0; i < list.n; i++)
		buf_fmt(&out, "%.*s\n", P(list.v[i].path));
	for (ptrdiff_t i = 0; i < list.ntrouble; i++)
		buf_fmt(&out, "! %.*s: %.*s\n", P(list.trouble[i].path), P(list.trouble[i].why));
	expect(buf_take(&out), want);
}

static void
read_gives_the_bytes_of_the_file(void **state)
{
	struct box *box = *state;
	struct str text, why;

	put(box, "a.md", "one\r\ntwo");
	put(box, "empty.md", "");
	expect(get(box, "a.md"), "one\r\ntwo");
	expect(get(box, "empty.md"), "");
	assert_int_equal(fs_read(&box->a, in(box, "a.md"), 8, &text, &why), FS_OK);
	assert_int_equal(fs_read(&box->a, in(box, "a.md"), SIZE_MAX, &text, &why), FS_OK);
}

static void
read_says_why_it_does_not(void **state)
{
	struct box *box = *state;
	struct str text, why;

	put(box, "dir/a.md", "12345678");
	assert_int_equal(mkfifo(in_z(box, "fifo"), 0666), 0);
	assert_int_equal(symlink("loop", in_z(box, "loop")), 0);
	assert_int_equal(fs_read(&box->a, in(box, "none"), 99, &text, &why), FS_MISSING);
	expect(why, "no such file or folder");
	assert_int_equal(fs_read(&box->a, in(box, "dir/a.md/x"), 99, &text, &why), FS_MISSING);
	assert_int_equal(fs_read(&box->a, in(box, "dir"), 99, &text, &why), FS_IS_DIR);
	expect(why, "is a folder");
	assert_int_equal(fs_read(&box->a, in(box, "fifo"), 99, &text, &why), FS_NOT_REGULAR);
	assert_int_equal(fs_read(&box->a, S("/dev/zero"), 99, &text, &why), FS_NOT_REGULAR);
	expect(why, "not a regular file");
	assert_int_equal(fs_read(&box->a, in(box, "dir/a.md"), 7, &text, &why), FS_TOO_BIG);
	expect(why, "larger than 7 bytes");
	assert_int_equal(fs_read(&box->a, in(box, "loop"), 99, &text, &why), FS_FAILED);
	assert_true(why.n > 0);
	assert_int_equal(text.n, 0);
}

static void
strange_paths_are_refused(void **state)
{
	struct box *box = *state;
	struct buf b = { .a = &box->a };
	struct str text, why;

	assert_int_equal(fs_read(&box->a, S(""), 99, &text, &why), FS_MISSING);
	assert_int_equal(fs_read(&box->a, S("/etc\0x"), 99, &text, &why), FS_MISSING);
	buf_repeat(&b, 'x', 100000);
	assert_int_equal(fs_read(&box->a, buf_take(&b), 99, &text, &why), FS_FAILED);
	expect(why, "name too long");
	assert_int_equal(fs_kind(buf_take(&b)), FS_NONE);
	assert_int_equal(fs_kind(S("/\0x")), FS_NONE);
	assert_int_equal(fs_real(&box->a, S("")).n, 0);
	assert_false(fs_write(&box->a, S(""), &b, &why));
	assert_true(why.n > 0);
}

static void
a_denied_file_is_denied(void **state)
{
	struct box *box = *state;
	struct str text, why;

	/* Nothing is denied to the superuser. */
	if (geteuid() == 0)
		skip();
	put(box, "a.md", "x");
	assert_int_equal(chmod(in_z(box, "a.md"), 0), 0);
	assert_int_equal(fs_read(&box->a, in(box, "a.md"), 99, &text, &why), FS_DENIED);
	expect(why, "permission denied");
}

/* The size these files claim to have is not what they give. */
static void
files_without_a_size_are_read_to_the_end(void **state)
{
	struct box *box = *state;
	struct str text, why;

	if (fs_kind(S("/proc/self/maps")) != FS_FILE)
		skip();
	assert_int_equal(fs_read(&box->a, S("/proc/self/maps"), 1 << 24, &text, &why), FS_OK);
	assert_true(text.n > 100 && str_ends(text, S("\n")));
	assert_int_equal(fs_read(&box->a, S("/proc/self/maps"), 100, &text, &why), FS_TOO_BIG);
	assert_int_equal(text.n, 0);
}

static void
kinds_follow_links(void **state)
{
	struct box *box = *state;

	put(box, "d/a.md", "x");
	assert_int_equal(symlink("d", in_z(box, "ld")), 0);
	assert_int_equal(symlink("d/a.md", in_z(box, "la")), 0);
	assert_int_equal(fs_kind(in(box, "d")), FS_DIR);
	assert_int_equal(fs_kind(in(box, "ld")), FS_DIR);
	assert_int_equal(fs_kind(in(box, "la")), FS_FILE);
	assert_int_equal(fs_kind(in(box, "none")), FS_NONE);
	assert_int_equal(fs_kind(S("/dev/null")), FS_OTHER);
	assert_true(
		str_eq(fs_real(&box->a, in(box, "ld/../la")), fs_real(&box->a, in(box, "d/a.md"))));
	assert_int_equal(fs_real(&box->a, in(box, "none")).n, 0);
}

static void
list_is_in_byte_order_of_whole_paths(void **state)
{
	struct box *box = *state;

	put(box, "a/x.md", "");
	put(box, "a.md", "");
	put(box, "a-b/x.md", "");
	put(box, "a0.md", "");
	put(box, "a/b/c/d.md", "");
	put(box, "Z.md", "");
	put(box, "\xC3\xA4.md", "");
	put(box, "\xFF.md", "");
	expect_list(box, "Z.md\na-b/x.md\na.md\na/b/c/d.md\na/x.md\na0.md\n\xC3\xA4.md\n\xFF.md\n");
}

static void
list_skips_what_is_hidden_and_what_is_no_file(void **state)
{
	struct box *box = *state;

	put(box, ".git/config", "");
	put(box, "a/.hidden/x.md", "");
	put(box, "a/node_modules/x.md", "");
	put(box, "a/my_node_modules/x.md", "");
	put(box, ".markdownlint.json", "");
	put(box, "node_modules.md", "");
	put(box, "dir.md/x.md", "");
	assert_int_equal(mkfifo(in_z(box, "fifo.md"), 0666), 0);
	assert_int_equal(mkdir(in_z(box, "empty"), 0777), 0);
	expect_list(box,
		    ".markdownlint.json\na/my_node_modules/x.md\ndir.md/x.md\nnode_modules.md\n");
}

static void
links_to_files_count_when_they_stay_below_the_root(void **state)
{
	struct box *box = *state;

	put(box, "d/a.md", "x");
	assert_int_equal(symlink("d/a.md", in_z(box, "in.md")), 0);
	assert_int_equal(symlink("../in.md", in_z(box, "d/twice.md")), 0);
	assert_int_equal(symlink("d", in_z(box, "folder")), 0);
	assert_int_equal(symlink("..", in_z(box, "d/up")), 0);
	assert_int_equal(symlink("loop.md", in_z(box, "loop.md")), 0);
	assert_int_equal(symlink("/etc/passwd", in_z(box, "out.md")), 0);
	assert_int_equal(symlink("none", in_z(box, "lost.md")), 0);
	assert_int_equal(symlink("user@host.1", in_z(box, ".#lock.md")), 0);
	expect_list(box, "d/a.md\nd/twice.md\nin.md\n"
			 "! loop.md: symbolic link that leads nowhere\n"
			 "! lost.md: symbolic link that leads nowhere\n"
			 "! out.md: symbolic link that leads out of the tree\n");
}

/* A neighbour whose name only begins like the root's is outside of it. */
static void
a_root_may_be_a_link_and_prefixes_do_not_count(void **state)
{
	struct box *box = *state;
	struct fs_list list;

	put(box, "r/a.md", "");
	put(box, "r2/b.md", "");
	assert_int_equal(symlink("../r2/b.md", in_z(box, "r/b.md")), 0);
	assert_int_equal(symlink("a.md", in_z(box, "r/c.md")), 0);
	assert_int_equal(symlink("r", in_z(box, "root")), 0);
	assert_true(fs_list(&box->a, in(box, "root/"), &list));
	assert_int_equal(list.n, 2);
	expect(list.v[0].path, "a.md");
	expect(list.v[1].path, "c.md");
	assert_int_equal(list.ntrouble, 1);
	expect(list.trouble[0].path, "b.md");
}

static void
a_root_that_is_no_folder_is_trouble(void **state)
{
	struct box *box = *state;
	struct fs_list list;

	put(box, "a.md", "");
	assert_false(fs_list(&box->a, in(box, "none"), &list));
	assert_int_equal(list.ntrouble, 1);
	expect(list.trouble[0].why, "no such file or folder");
	assert_false(fs_list(&box->a, in(box, "a.md"), &list));
	expect(list.trouble[0].why, "not a folder");
	assert_false(fs_list(&box->a, S(""), &list));
	assert_int_equal(list.ntrouble, 1);
	assert_int_equal(list.n, 0);
}

static void
a_folder_that_cannot_be_read_is_trouble(void **state)
{
	struct box *box = *state;

	if (geteuid() == 0)
		skip();
	put(box, "a/x.md", "");
	put(box, "b.md", "");
	assert_int_equal(chmod(in_z(box, "a"), 0), 0);
	expect_list(box, "b.md\n! a: permission denied\n");
	assert_int_equal(chmod(in_z(box, "a"), 0777), 0);
}

static void
folders_nested_too_deeply_are_trouble(void **state)
{
	struct box *box = *state;
	struct buf deep = { .a = &box->a };
	struct fs_list list;

	for (int i = 0; i < 110; i++)
		buf_str(&deep, S("d/"));
	buf_str(&deep, S("x.md"));
	put(box, str_z(&box->a, buf_take(&deep)), "");
	put(box, "e.md", "");
	assert_true(fs_list(&box->a, str_c(box->root), &list));
	assert_int_equal(list.n, 1);
	assert_int_equal(list.ntrouble, 1);
	expect(list.trouble[0].why, "folders nested too deeply");
}

static void
write_creates_and_replaces(void **state)
{
	struct box *box = *state;
	struct buf b = { .a = &box->a };
	struct str why;
	struct stat st;

	buf_repeat(&b, 'x', 200000);
	assert_true(fs_write(&box->a, in(box, "new.md"), &b, &why));
	assert_int_equal(get(box, "new.md").n, 200000);
	assert_int_equal(chmod(in_z(box, "new.md"), 0640), 0);
	b = (struct buf){ .a = &box->a };
	assert_true(fs_write(&box->a, in(box, "new.md"), &b, &why));
	assert_int_equal(get(box, "new.md").n, 0);
	assert_int_equal(stat(in_z(box, "new.md"), &st), 0);
	assert_int_equal(st.st_mode & 07777, 0640);
	expect_list(box, "new.md\n");
}

static void
write_goes_through_a_link(void **state)
{
	struct box *box = *state;
	struct buf b = { .a = &box->a };
	struct str why;
	struct stat st;

	put(box, "d/a.md", "old");
	assert_int_equal(symlink("d/a.md", in_z(box, "link.md")), 0);
	assert_int_equal(symlink("nowhere", in_z(box, "lost.md")), 0);
	buf_str(&b, S("new"));
	assert_true(fs_write(&box->a, in(box, "link.md"), &b, &why));
	expect(get(box, "d/a.md"), "new");
	assert_int_equal(lstat(in_z(box, "link.md"), &st), 0);
	assert_true(S_ISLNK(st.st_mode));
	assert_false(fs_write(&box->a, in(box, "lost.md"), &b, &why));
	assert_int_equal(fs_kind(in(box, "nowhere")), FS_NONE);
}

static void
a_failed_write_leaves_nothing_behind(void **state)
{
	struct box *box = *state;
	struct buf b = { .a = &box->a };
	struct str why;

	put(box, "d/a.md", "old");
	assert_int_equal(mkfifo(in_z(box, "fifo"), 0666), 0);
	buf_str(&b, S("new"));
	assert_false(fs_write(&box->a, in(box, "d"), &b, &why));
	expect(why, "is a folder");
	assert_false(fs_write(&box->a, in(box, "fifo"), &b, &why));
	expect(why, "not a regular file");
	assert_false(fs_write(&box->a, in(box, "none/x.md"), &b, &why));
	expect(why, "no such file or folder");
	expect_list(box, "d/a.md\n");
	expect(get(box, "d/a.md"), "old");
}

/* A process that has the temporary file of "d/a.md" open and locked until it is killed. */
static pid_t
start_writer(struct box *box, const char *name)
{
	struct flock whole = { .l_type = F_WRLCK, .l_whence = SEEK_SET };
	int ready[2];
	char c;
	pid_t child;

	assert_int_equal(pipe(ready), 0);
	child = fork();
	if (child == 0) {
		int fd = open(in_z(box, name), O_WRONLY);

		if (fd < 0 || fcntl(fd, F_SETLK, &whole) < 0 || write(ready[1], "", 1) != 1)
			_exit(1);
		for (;;)
			pause();
	}
	close(ready[1]);
	assert_int_equal(read(ready[0], &c, 1), 1);
	close(ready[0]);
	return child;
}

static void
what_a_killed_process_left_is_taken_away_and_what_a_live_one_writes_is_not(void **state)
{
	struct box *box = *state;
	struct buf b = { .a = &box->a };
	struct str why;
	char name[64];
	pid_t child;

	snprintf(name, sizeof name, "d/.loclint-%016llx.tmp",
		 (unsigned long long)str_hash(S("a.md"), HASH_INIT));
	put(box, "d/a.md", "old");
	put(box, name, "half of the n");
	buf_str(&b, S("new"));
	child = start_writer(box, name);
	assert_false(fs_write(&box->a, in(box, "d/a.md"), &b, &why));
	expect(why, "another loclint is writing it; run again");
	expect(get(box, "d/a.md"), "old");
	expect(get(box, name), "half of the n");
	assert_int_equal(kill(child, SIGKILL), 0);
	assert_int_equal(waitpid(child, NULL, 0), child);
	assert_true(fs_write(&box->a, in(box, "d/a.md"), &b, &why));
	expect(get(box, "d/a.md"), "new");
	assert_int_equal(fs_kind(in(box, name)), FS_NONE);
}

static void
a_read_only_file_is_not_replaced(void **state)
{
	struct box *box = *state;
	struct buf b = { .a = &box->a };
	struct str why;

	if (geteuid() == 0)
		skip();
	put(box, "a.md", "old");
	assert_int_equal(chmod(in_z(box, "a.md"), 0444), 0);
	assert_false(fs_write(&box->a, in(box, "a.md"), &b, &why));
	expect(why, "permission denied");
	expect(get(box, "a.md"), "old");
}

static void
a_report_may_go_to_a_device_or_a_descriptor(void **state)
{
	struct box *box = *state;
	struct buf b = { .a = &box->a };
	struct str why;
	char name[32];
	int ends[2], fd;
	char got[8] = "";

	buf_str(&b, S("two"));
	assert_true(fs_put(&box->a, S("/dev/null"), &b, &why));
	assert_false(fs_put(&box->a, S("/dev/full"), &b, &why));
	expect(why, "no space left on device");
	assert_int_equal(pipe(ends), 0);
	snprintf(name, sizeof name, "/dev/fd/%d", ends[1]);
	assert_true(fs_put(&box->a, str_c(name), &b, &why));
	assert_int_equal(read(ends[0], got, sizeof got), 3);
	close(ends[0]);
	close(ends[1]);
	/* The file that a descriptor is open on gets more, and stays the same file. */
	put(box, "a.md", "one");
	fd = open(in_z(box, "a.md"), O_WRONLY | O_APPEND);
	snprintf(name, sizeof name, "/dev/fd/%d", fd);
	assert_true(fs_put(&box->a, str_c(name), &b, &why));
	assert_int_equal(write(fd, "!", 1), 1);
	close(fd);
	expect(get(box, "a.md"), "onetwo!");
	assert_true(fs_put(&box->a, in(box, "a.md"), &b, &why));
	expect(get(box, "a.md"), "two");
}

struct reader {
	int fd;
	ptrdiff_t got;
};

static void *
drain(void *argument)
{
	struct reader *r = argument;
	char block[4096];
	ssize_t n;

	while ((n = read(r->fd, block, sizeof block)) > 0)
		r->got += n;
	return NULL;
}

/* More than a pipe holds, through a descriptor that does not wait. */
static void
output_waits_for_a_slow_reader(void **state)
{
	struct box *box = *state;
	struct buf b = { .a = &box->a };
	struct reader r = { 0 };
	pthread_t thread;
	struct str why;
	int ends[2];

	assert_int_equal(pipe(ends), 0);
	assert_int_equal(fcntl(ends[1], F_SETFL, O_NONBLOCK), 0);
	buf_repeat(&b, 'x', 1 << 20);
	r.fd = ends[0];
	assert_int_equal(pthread_create(&thread, NULL, drain, &r), 0);
	assert_true(out_write(ends[1], &b, &why));
	close(ends[1]);
	pthread_join(thread, NULL);
	close(ends[0]);
	assert_int_equal(r.got, 1 << 20);
}

static void
a_full_disk_is_noticed(void **state)
{
	struct box *box = *state;
	struct buf b = { .a = &box->a };
	struct str why;
	int fd = open("/dev/full", O_WRONLY);

	if (fd < 0)
		skip();
	assert_true(out_write(fd, &b, &why));
	buf_char(&b, 'x');
	assert_false(out_write(fd, &b, &why));
	expect(why, "no space left on device");
	assert_false(out_is_tty(fd));
	assert_int_equal(out_columns(fd), 80);
	close(fd);
	assert_false(out_write(-1, &b, &why));
	expect(why, "bad file descriptor");
}

static void
the_locale_is_taken_from_the_environment(void **state)
{
	static const struct {
		const char *all, *ctype, *lang;
		bool utf8;
	} cases[] = {
		{ "", "", "", false },
		{ "C.UTF-8", "", "", true },
		{ "", "de_DE.utf8@euro", "", true },
		{ "", "UTF-8", "C", true },
		{ "", "", "en_US.UTF-8", true },
		{ "C", "", "en_US.UTF-8", false },
		{ "", "de_DE.ISO-8859-1", "en_US.UTF-8", false },
		{ "", "", "en_US", false },
	};

	(void)state;
	for (ptrdiff_t i = 0; i < countof(cases); i++) {
		setenv("LC_ALL", cases[i].all, 1);
		setenv("LC_CTYPE", cases[i].ctype, 1);
		setenv("LANG", cases[i].lang, 1);
		assert_int_equal(env_is_utf8(), cases[i].utf8);
	}
	unsetenv("LC_ALL");
	assert_int_equal(env_get("LC_ALL").n, 0);
	expect(env_get("LANG"), "en_US");
}

static void
clocks_go_forward(void **state)
{
	int64_t before = clock_ms();

	(void)state;
	assert_true(clock_ms() >= before);
	/* 2020-01-01 is day 18262; a clock before that is wrong. */
	assert_true(clock_today() > 18262 && clock_today() < 200000);
}

#define IN_BOX(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		IN_BOX(read_gives_the_bytes_of_the_file),
		IN_BOX(read_says_why_it_does_not),
		IN_BOX(strange_paths_are_refused),
		IN_BOX(a_denied_file_is_denied),
		IN_BOX(files_without_a_size_are_read_to_the_end),
		IN_BOX(kinds_follow_links),
		IN_BOX(list_is_in_byte_order_of_whole_paths),
		IN_BOX(list_skips_what_is_hidden_and_what_is_no_file),
		IN_BOX(links_to_files_count_when_they_stay_below_the_root),
		IN_BOX(a_root_may_be_a_link_and_prefixes_do_not_count),
		IN_BOX(a_root_that_is_no_folder_is_trouble),
		IN_BOX(a_folder_that_cannot_be_read_is_trouble),
		IN_BOX(folders_nested_too_deeply_are_trouble),
		IN_BOX(write_creates_and_replaces),
		IN_BOX(write_goes_through_a_link),
		IN_BOX(a_failed_write_leaves_nothing_behind),
		IN_BOX(what_a_killed_process_left_is_taken_away_and_what_a_live_one_writes_is_not),
		IN_BOX(a_report_may_go_to_a_device_or_a_descriptor),
		IN_BOX(a_read_only_file_is_not_replaced),
		IN_BOX(output_waits_for_a_slow_reader),
		IN_BOX(a_full_disk_is_noticed),
		cmocka_unit_test(the_locale_is_taken_from_the_environment),
		cmocka_unit_test(clocks_go_forward),
	};

	return cmocka_run_group_tests_name("fs", tests, NULL, NULL);
}

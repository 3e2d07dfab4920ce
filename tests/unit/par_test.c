#include <pthread.h>
#include <stdatomic.h>

#include "sys/sys.h"
#include "unit.h"

enum { ITEMS = 5000 };

struct tally {
	int times[ITEMS]; /* each touched by one thread only */
	atomic_int calls, bad_worker, ticks, begun;
	int jobs;
	pthread_t caller;
	bool foreign_tick;
	ptrdiff_t last_done;
};

static void
count(void *ctx, ptrdiff_t i, int worker)
{
	struct tally *t = ctx;

	t->times[i]++;
	atomic_fetch_add(&t->calls, 1);
	if (worker < 0 || worker >= (t->jobs > 1 ? t->jobs : 1))
		atomic_fetch_add(&t->bad_worker, 1);
}

static void
every_item_is_done_once(void **state)
{
	static const int jobs[] = { -1, 0, 1, 2, 3, 16 };

	(void)state;
	for (ptrdiff_t k = 0; k < countof(jobs); k++) {
		struct tally t = { .jobs = jobs[k] };

		par_for(ITEMS, jobs[k], count, &t, NULL);
		assert_int_equal(t.calls, ITEMS);
		assert_int_equal(t.bad_worker, 0);
		for (int i = 0; i < ITEMS; i++)
			assert_int_equal(t.times[i], 1);
	}
}

static void
more_jobs_than_items_do_no_harm(void **state)
{
	(void)state;
	for (int n = 0; n < 4; n++) {
		struct tally t = { .jobs = 8 };

		par_for(n, 8, count, &t, NULL);
		assert_int_equal(t.calls, n);
		assert_int_equal(t.bad_worker, 0);
	}
}

static void
an_absurd_number_of_jobs_still_works(void **state)
{
	struct tally t = { .jobs = INT32_MAX };

	(void)state;
	par_for(20, INT32_MAX, count, &t, NULL);
	assert_int_equal(t.calls, 20);
}

static void
note(void *ctx, ptrdiff_t done)
{
	struct tally *t = ctx;

	atomic_fetch_add(&t->ticks, 1);
	t->foreign_tick |= !pthread_equal(pthread_self(), t->caller) || done < t->last_done;
	t->last_done = done;
}

/* An item that takes longer than the time between two ticks. */
static void
count_slowly(void *ctx, ptrdiff_t i, int worker)
{
	int64_t start = clock_ms();

	while (clock_ms() - start < 150)
		;
	count(ctx, i, worker);
}

static void
tick_comes_between_the_items_of_the_caller(void **state)
{
	struct tally t = { .jobs = 1, .caller = pthread_self() };

	(void)state;
	par_for(3, 1, count_slowly, &t, note);
	assert_int_equal(t.calls, 3);
	assert_int_equal(t.ticks, 3);
	assert_int_equal(t.last_done, 3);
	assert_false(t.foreign_tick);
}

/* The caller's item waits for the other thread's to begin, and that one for ticks, ten seconds at
 * most. */
static void
wait_for_ticks(void *ctx, ptrdiff_t i, int worker)
{
	struct tally *t = ctx;
	int64_t end = clock_ms() + 10000;

	if (worker)
		atomic_store(&t->begun, 1);
	while (clock_ms() < end && (worker ? atomic_load(&t->ticks) < 2 : !atomic_load(&t->begun)))
		;
	count(ctx, i, worker);
}

static void
tick_goes_on_while_others_work(void **state)
{
	struct tally t = { .jobs = 2, .caller = pthread_self() };

	(void)state;
	par_for(2, 2, wait_for_ticks, &t, note);
	assert_int_equal(t.calls, 2);
	assert_true(t.ticks >= 2);
	assert_false(t.foreign_tick);
}

struct race {
	struct once *once;
	int runs; /* plain: whoever sees 1 has waited for it */
	atomic_int seen;
};

static void
add_run(void *ctx)
{
	struct race *r = ctx;

	r->runs++;
}

static void
run_once(void *ctx, ptrdiff_t i, int worker)
{
	struct race *r = ctx;

	(void)i;
	(void)worker;
	once_run(r->once, add_run, r);
	atomic_fetch_add(&r->seen, r->runs);
}

static void
what_is_done_once_is_seen_by_all(void **state)
{
	struct arena a = { 0 };
	struct race r = { .once = once_new(&a) };

	(void)state;
	par_for(1000, 8, run_once, &r, NULL);
	assert_int_equal(r.runs, 1);
	assert_int_equal(r.seen, 1000);
	arena_free(&a);
}

static void
there_is_at_least_one_core(void **state)
{
	(void)state;
	assert_in_range(par_cores(), 1, 256);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_item_is_done_once),
		cmocka_unit_test(more_jobs_than_items_do_no_harm),
		cmocka_unit_test(an_absurd_number_of_jobs_still_works),
		cmocka_unit_test(tick_comes_between_the_items_of_the_caller),
		cmocka_unit_test(tick_goes_on_while_others_work),
		cmocka_unit_test(what_is_done_once_is_seen_by_all),
		cmocka_unit_test(there_is_at_least_one_core),
	};

	return cmocka_run_group_tests_name("par", tests, NULL, NULL);
}

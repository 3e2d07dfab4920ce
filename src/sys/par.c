/* Threads: all workers take the next item from one counter until there is none; the caller is
 * worker 0. */
#ifdef __linux__
# define _GNU_SOURCE    /* sched_getaffinity: containers and taskset(1) leave a process fewer \
			   processors than there are */
#endif
#include <errno.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "sys/sys.h"

enum { STACK_BYTES = 1024 * 1024, TICK_MS = 100, JOBS_MAX = 256 };

struct work {
	ptrdiff_t n;
	void (*fn)(void *ctx, ptrdiff_t i, int worker);
	void *ctx;
	atomic_ptrdiff_t next, done;
	pthread_mutex_t lock; /* guards running */
	pthread_cond_t finished;
	int running; /* threads other than the caller's */
};

struct worker {
	struct work *work;
	pthread_t thread;
	int number;
};

int
par_cores(void)
{
	long n = 0;

#ifdef __linux__
	cpu_set_t set;

	if (sched_getaffinity(0, sizeof set, &set) == 0)
		n = CPU_COUNT(&set);
#endif
	if (n < 1)
		n = sysconf(_SC_NPROCESSORS_ONLN);
	return n < 1 ? 1 : n > JOBS_MAX ? JOBS_MAX : (int)n;
}

/* Does the next item; false when there is none. */
static bool
take_one(struct work *w, int worker)
{
	ptrdiff_t i = atomic_fetch_add(&w->next, 1);

	if (i >= w->n)
		return false;
	w->fn(w->ctx, i, worker);
	atomic_fetch_add(&w->done, 1);
	return true;
}

static void *
run(void *argument)
{
	struct worker *self = argument;
	struct work *w = self->work;

	while (take_one(w, self->number))
		;
	pthread_mutex_lock(&w->lock);
	w->running--;
	pthread_cond_signal(&w->finished);
	pthread_mutex_unlock(&w->lock);
	return NULL;
}

/* Starts up to `count` threads, numbered from 1; returns how many came to life. */
static int
start(struct work *w, struct worker *workers, int count)
{
	sigset_t all, before;
	pthread_attr_t attr;
	int started = 0;

	if (pthread_attr_init(&attr))
		return 0;
	pthread_attr_setstacksize(&attr, STACK_BYTES);
	/* Signals are for the caller's thread. */
	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &before);
	w->running = count;
	for (; started < count; started++) {
		struct worker *self = &workers[started];

		*self = (struct worker){ .work = w, .number = started + 1 };
		if (pthread_create(&self->thread, &attr, run, self))
			break;
	}
	pthread_mutex_lock(&w->lock);
	w->running -= count - started;
	pthread_mutex_unlock(&w->lock);
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	pthread_attr_destroy(&attr);
	return started;
}

/* Waits up to TICK_MS for the threads to finish; false when some still run. */
static bool
wait_a_tick(struct work *w)
{
	struct timespec until;
	int status = 0;
	bool finished;

	clock_gettime(CLOCK_REALTIME, &until);
	until.tv_nsec += TICK_MS * 1000000L;
	if (until.tv_nsec >= 1000000000L) {
		until.tv_nsec -= 1000000000L;
		until.tv_sec++;
	}
	pthread_mutex_lock(&w->lock);
	while (w->running && !status)
		status = pthread_cond_timedwait(&w->finished, &w->lock, &until);
	finished = w->running == 0;
	pthread_mutex_unlock(&w->lock);
	return finished;
}

static void
work_in_caller(struct work *w, void (*tick)(void *ctx, ptrdiff_t done))
{
	int64_t last = tick ? clock_ms() : 0;

	while (take_one(w, 0)) {
		int64_t now = tick ? clock_ms() : 0;

		if (now - last < TICK_MS)
			continue;
		last = now;
		tick(w->ctx, atomic_load(&w->done));
	}
}

void
par_for(ptrdiff_t n, int jobs, void (*fn)(void *ctx, ptrdiff_t i, int worker), void *ctx,
	void (*tick)(void *ctx, ptrdiff_t done))
{
	struct work w = { .n = n,
			  .fn = fn,
			  .ctx = ctx,
			  .lock = PTHREAD_MUTEX_INITIALIZER,
			  .finished = PTHREAD_COND_INITIALIZER };
	struct worker *workers = NULL;
	int others, started = 0;

	others = (jobs > n ? (int)n : jobs > JOBS_MAX ? JOBS_MAX : jobs) - 1;
	if (others > 0)
		workers = calloc((size_t)others, sizeof *workers);
	if (workers)
		started = start(&w, workers, others);
	work_in_caller(&w, tick);
	while (tick && !wait_a_tick(&w))
		tick(ctx, atomic_load(&w.done));
	for (int i = 0; i < started; i++)
		pthread_join(workers[i].thread, NULL);
	free(workers);
	pthread_cond_destroy(&w.finished);
	pthread_mutex_destroy(&w.lock);
}

struct once {
	pthread_mutex_t lock;
	bool done;
};

struct once *
once_new(struct arena *a)
{
	struct once *o = NEW(a, struct once, 1);

	*o = (struct once){ .lock = PTHREAD_MUTEX_INITIALIZER };
	return o;
}

void
once_run(struct once *o, void (*fn)(void *ctx), void *ctx)
{
	pthread_mutex_lock(&o->lock);
	if (!o->done)
		fn(ctx);
	o->done = true;
	pthread_mutex_unlock(&o->lock);
}

/* Arenas: bump allocation out of blocks that double from 64 KiB to 1 MiB.  Under AddressSanitizer
 * what is not handed out is poisoned, so an overrun into a neighbour object is reported as one from
 * malloc would be. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/base.h"

#if defined(__SANITIZE_ADDRESS__)
# define ARENA_ASAN 1
#elif defined(__has_feature)
# if __has_feature(address_sanitizer)
#  define ARENA_ASAN 1
# endif
#endif
#ifdef ARENA_ASAN
# include <sanitizer/asan_interface.h>
#else
# define ASAN_POISON_MEMORY_REGION(p, n)   ((void)(p), (void)(n))
# define ASAN_UNPOISON_MEMORY_REGION(p, n) ((void)(p), (void)(n))
#endif

/* The shadow memory describes 8 bytes at a time: objects start there, with 8 poisoned bytes between
 * them. */
#ifdef ARENA_ASAN
enum { REDZONE = 8, ALIGN_MIN = 8 };
#else
enum { REDZONE = 0, ALIGN_MIN = 1 };
#endif

enum { BLOCK_MIN = 64 * 1024, BLOCK_MAX = 1024 * 1024 };

struct block {
	struct block *next;
	size_t cap;
	_Alignas(max_align_t) char data[];
};

static _Noreturn void
oom(void)
{
	fputs("loclint: out of memory\n", stderr);
	_exit(2);
}

/* Zeroed memory comes from the system untouched: of a large array only what is used takes space. */
static struct block *
block_new(size_t cap, bool zeroed)
{
	struct block *b = zeroed ? calloc(1, sizeof *b + cap) : malloc(sizeof *b + cap);

	if (b) {
		b->next = NULL;
		b->cap = cap;
		ASAN_POISON_MEMORY_REGION(b->data, cap);
	} else {
		oom();
	}
	return b;
}

static void
block_free(struct block *b)
{
	ASAN_UNPOISON_MEMORY_REGION(b->data, b->cap);
	free(b);
}

/* Room for `need` bytes: a block of their own behind the current one when they are many, else a new
 * current block.  Returns where they may start in a block of their own, which is zeroed. */
static char *
grow(struct arena *a, size_t need)
{
	size_t cap = a->beg ? (size_t)(a->end - a->head->data) : 0;
	struct block *b;

	if (need > BLOCK_MIN / 2) {
		b = block_new(need, true);
		b->next = a->head ? a->head->next : NULL;
		*(a->head ? &a->head->next : &a->head) = b;
		return b->data;
	}
	cap = cap < BLOCK_MIN / 2 ? BLOCK_MIN : cap < BLOCK_MAX / 2 ? cap * 2 : BLOCK_MAX;
	b = block_new(need > cap ? need : cap, false);
	b->next = a->head;
	a->head = b;
	a->beg = b->data;
	a->end = b->data + b->cap;
	return NULL;
}

void *
arena_alloc(struct arena *a, size_t size, size_t align, ptrdiff_t n)
{
	size_t total, pad;
	char *p;

	assert(n >= 0 && size > 0 && align > 0 && (align & (align - 1)) == 0);
	if (align < ALIGN_MIN)
		align = ALIGN_MIN;
	if ((size_t)n > (PTRDIFF_MAX / 2 - align - REDZONE) / size)
		oom();
	total = size * (size_t)n;
	pad = -(uintptr_t)a->beg & (align - 1);
	p = NULL;
	if (!a->beg || (size_t)(a->end - a->beg) < pad + total + REDZONE) {
		p = grow(a, total + align + REDZONE);
		pad = -(uintptr_t)(p ? p : a->beg) & (align - 1);
	}
	a->used += total;
	if (p) {
		ASAN_UNPOISON_MEMORY_REGION(p + pad, total);
		return p + pad;
	}
	p = a->beg + pad;
	a->beg += pad + total + REDZONE;
	ASAN_UNPOISON_MEMORY_REGION(p, total);
	return memset(p, 0, total);
}

void
arena_reset(struct arena *a)
{
	struct block *keep = NULL, *b = a->head;

	while (b) {
		struct block *next = b->next;

		if (b->cap > BLOCK_MAX || (keep && b->cap <= keep->cap)) {
			block_free(b);
		} else {
			if (keep)
				block_free(keep);
			keep = b;
		}
		b = next;
	}
	*a = (struct arena){ 0 };
	if (!keep)
		return;
	keep->next = NULL;
	ASAN_POISON_MEMORY_REGION(keep->data, keep->cap);
	a->head = keep;
	a->beg = keep->data;
	a->end = keep->data + keep->cap;
}

void
arena_free(struct arena *a)
{
	while (a->head) {
		struct block *next = a->head->next;

		block_free(a->head);
		a->head = next;
	}
	*a = (struct arena){ 0 };
}

void
arena_adopt(struct arena *a, struct arena *from)
{
	struct block *last = from->head;

	if (!last)
		return;
	while (last->next)
		last = last->next;
	if (a->head) {
		last->next = a->head->next;
		a->head->next = from->head;
		a->used += from->used;
	} else {
		*a = *from;
	}
	*from = (struct arena){ 0 };
}

void *
vec_grow(struct arena *a, const void *v, ptrdiff_t n, ptrdiff_t *cap, size_t size)
{
	ptrdiff_t want = *cap ? *cap : 8;
	void *grown;

	assert(n >= 0 && n <= *cap);
	if (want > PTRDIFF_MAX / 4)
		oom();
	grown = arena_alloc(a, size, _Alignof(max_align_t), want * 2);
	if (n)
		memcpy(grown, v, size * (size_t)n);
	*cap = want * 2;
	return grown;
}

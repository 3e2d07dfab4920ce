/* Output under construction: a chain of chunks on an arena, each twice as large as the one before,
 * up to 64 KiB. */
#include <stdio.h>
#include <string.h>

#include "base/base.h"

enum { CHUNK_MIN = 256, CHUNK_MAX = 64 * 1024 };

/* Appends an empty chunk with room for at least `need` bytes. */
static struct chunk *
chunk_add(struct buf *b, ptrdiff_t need)
{
	ptrdiff_t cap = b->last ? b->last->cap * 2 : CHUNK_MIN;
	struct chunk *c = NEW(b->a, struct chunk, 1);

	cap = cap < CHUNK_MIN ? CHUNK_MIN : cap > CHUNK_MAX ? CHUNK_MAX : cap;
	c->cap = need > cap ? need : cap;
	c->p = NEW(b->a, char, c->cap);
	if (b->last)
		b->last->next = c;
	else
		b->first = c;
	b->last = c;
	return c;
}

static ptrdiff_t
room(const struct buf *b)
{
	return b->last ? b->last->cap - b->last->n : 0;
}

void
buf_str(struct buf *b, struct str s)
{
	while (s.n > 0) {
		struct chunk *c = room(b) ? b->last : chunk_add(b, s.n);
		ptrdiff_t n = s.n < c->cap - c->n ? s.n : c->cap - c->n;

		memcpy(c->p + c->n, s.p, (size_t)n);
		c->n += n;
		b->n += n;
		s = str_slice(s, n, s.n);
	}
}

void
buf_char(struct buf *b, char c)
{
	struct chunk *last = room(b) ? b->last : chunk_add(b, 1);

	last->p[last->n++] = c;
	b->n++;
}

void
buf_repeat(struct buf *b, char c, ptrdiff_t n)
{
	while (n > 0) {
		struct chunk *last = room(b) ? b->last : chunk_add(b, 1);
		ptrdiff_t now = n < last->cap - last->n ? n : last->cap - last->n;

		memset(last->p + last->n, c, (size_t)now);
		last->n += now;
		b->n += now;
		n -= now;
	}
}

void
buf_fmt(struct buf *b, const char *fmt, ...)
{
	struct chunk *c = room(b) ? b->last : chunk_add(b, 1);
	ptrdiff_t free_bytes = c->cap - c->n;
	va_list ap;
	int n;

	va_start(ap, fmt);
	n = vsnprintf(c->p + c->n, (size_t)free_bytes, fmt, ap);
	va_end(ap);
	assert(n >= 0);
	/* vsnprintf wants a byte more than the text, for its NUL. */
	if (n >= free_bytes) {
		c = chunk_add(b, (ptrdiff_t)n + 1);
		va_start(ap, fmt);
		n = vsnprintf(c->p, (size_t)n + 1, fmt, ap);
		va_end(ap);
	}
	c->n += n;
	b->n += n;
}

struct str
buf_take(struct buf *b)
{
	struct chunk *whole;

	if (b->n == 0)
		return (struct str){ "", 0 };
	if (b->first->n < b->n) {
		whole = NEW(b->a, struct chunk, 1);
		whole->p = NEW(b->a, char, b->n);
		whole->cap = b->n;
		for (const struct chunk *c = b->first; c; c = c->next) {
			memcpy(whole->p + whole->n, c->p, (size_t)c->n);
			whole->n += c->n;
		}
		b->first = b->last = whole;
	}
	return (struct str){ b->first->p, b->n };
}

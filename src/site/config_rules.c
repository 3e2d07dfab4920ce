/* Rules in the configuration: severities for the whole run, and for pages that `overrides` names.
 *
 * Of the entries of one `rules` mapping the narrower selector wins wherever it stands, so
 * `structure: warning` after `list-item-count: error` does not undo it; of equally narrow ones the
 * last wins.  A later mapping (an override, a project, a file that extends another) beats an
 * earlier one, and options beat them all. */
#include "base/path.h"
#include "site/config_read.h"

enum { OVERRIDES_LIMIT = 64 };

/* Where one `rules` mapping goes. */
struct rule_target {
	struct config *config;            /* severities of the whole run */
	struct config_override *override; /* or of some pages; NULL: the former */
};

/* What the tables write to before it is moved there. */
struct rule_setting {
	int severity; /* index into severity_words; -1: not given */
	struct str *allow;
	ptrdiff_t nallow;
};

const char *const severity_words[] = { "off", "info", "warning", "error", NULL };

const struct schema_row setting_rows[] = {
	{ .key = "severity",
	  .kind = SCHEMA_WORD,
	  .at = offsetof(struct rule_setting, severity),
	  .words = severity_words,
	  .help = "off, info, warning or error" },
	{ .key = "allow",
	  .kind = SCHEMA_STRS,
	  .at = offsetof(struct rule_setting, allow),
	  .count = offsetof(struct rule_setting, nallow),
	  .help = "links that no rule reports, as globs (below any rule about links)" },
	{ .key = NULL },
};

bool
unknown_rule(struct schema *s, struct span at, struct str selector, struct str nearest)
{
	struct str help = nearest.n ? str_fmt(s->a, "did you mean `%.*s`?", P(nearest))
				    : S("`loclint rule` lists all rules");

	return schema_fail(s, at, help, "unknown rule `%.*s`", P(selector));
}

struct str
config_where(struct schema *s, uint32_t off)
{
	if (s->placeless)
		return s->file;
	if (off < s->line_off || !s->line)
		s->line = 1, s->line_off = 0;
	for (; s->line_off < off && (ptrdiff_t)s->line_off < s->text.n; s->line_off++)
		s->line += s->text.p[s->line_off] == '\n';
	return str_fmt(s->a, "%.*s:%u", P(s->file), s->line);
}

void
config_set_severity(struct config *c, const bool *chosen, enum severity severity, struct str where)
{
	for (int r = 0; r < RULE_COUNT; r++) {
		if (!chosen[r])
			continue;
		c->severity[r] = severity;
		c->severity_set[r] = true;
		c->severity_from[r] = where;
	}
}

static void
set_severity(struct schema *s, const struct rule_target *t, const bool *chosen,
	     enum severity severity, uint32_t off)
{
	struct str where = config_where(s, off);

	for (int r = 0; r < RULE_COUNT && t->override; r++) {
		if (!chosen[r])
			continue;
		t->override->rules.severity[r] = severity;
		t->override->rules.set[r] = true;
		t->override->rules.where[r] = where;
	}
	if (t->override)
		return;
	config_set_severity(t->config, chosen, severity, where);
	for (int r = 0; r < RULE_COUNT && s->placeless; r++)
		t->config->pinned[r] |= chosen[r];
}

/* Adds link globs; `chosen` must be rules about links. */
static bool
add_allowed(struct schema *s, const struct yaml *y, const bool *chosen, const struct rule_target *t,
	    const struct rule_setting *setting)
{
	struct config *c = t->config;
	struct str *all = NEW(s->a, struct str, c->nallow + setting->nallow);
	ptrdiff_t n = 0;

	if (t->override)
		return schema_fail(s, y->key_at, S("give it below `rules` at the top"),
				   "`allow` cannot be said of some pages only");
	for (int r = 0; r < RULE_COUNT; r++)
		if (chosen[r] && rules[r].category != CATEGORY_LINKS)
			return schema_fail(s, y->key_at, S(""),
					   "`allow` is for rules about links, `%.*s` is none",
					   P(rules[r].name));
	for (ptrdiff_t i = 0; i < c->nallow; i++)
		all[n++] = c->allow[i];
	for (ptrdiff_t i = 0; i < setting->nallow; i++)
		all[n++] = setting->allow[i];
	c->allow = all;
	c->nallow = n;
	config_note(s->a, c, S("rules.*.allow"), S(""), config_where(s, y->key_at.off));
	return true;
}

/* One entry of `rules:`, `selector: severity` or `selector: {severity: ..., allow: [...]}`. */
static bool
read_setting(struct schema *s, const struct yaml *y, const struct rule_target *t,
	     const bool *chosen)
{
	struct rule_setting setting = { .severity = -1 };

	if (y->kind == YAML_SCALAR) {
		if (!schema_word(s, y, severity_words, &setting.severity))
			return false;
	} else if (!schema_mapping(s, y, setting_rows, &setting)) {
		return false;
	}
	if (setting.nallow && !add_allowed(s, y, chosen, t, &setting))
		return false;
	if (setting.severity >= 0)
		set_severity(s, t, chosen, (enum severity)setting.severity,
			     s->placeless ? 0 : y->key_at.off);
	return true;
}

static bool
read_settings(struct schema *s, const struct yaml *y, const struct rule_target *t)
{
	struct {
		bool chosen[RULE_COUNT];
		int width;
	} * v;
	ptrdiff_t i = 0;

	if (!schema_is_mapping(s, y) || !schema_unique(s, y))
		return false;
	v = arena_alloc(s->a, sizeof *v, _Alignof(int), schema_count(y));
	for (const struct yaml *e = y->first; e; e = e->next, i++) {
		struct str nearest;

		if (!rule_select(e->key, v[i].chosen, &nearest))
			return unknown_rule(s, e->key_at, e->key, nearest);
		for (int r = 0; r < RULE_COUNT; r++)
			v[i].width += v[i].chosen[r];
	}
	for (int width = RULE_COUNT; width > 0; width--) {
		i = 0;
		for (const struct yaml *e = y->first; e; e = e->next, i++)
			if (v[i].width == width && !read_setting(s, e, t, v[i].chosen))
				return false;
	}
	return true;
}

bool
read_rules(struct schema *s, const struct yaml *y, void *target)
{
	return read_settings(s, y, &(struct rule_target){ .config = target });
}

/* --- some pages only ------------------------------------------------------------ */

/* While one entry is read. */
struct override_draft {
	struct config_override o;
	struct config *config;
};

static bool
read_override_rules(struct schema *s, const struct yaml *y, void *target)
{
	struct override_draft *d = target;

	return read_settings(s, y, &(struct rule_target){ .config = d->config, .override = &d->o });
}

const struct schema_row override_rows[] = {
	{ .key = "paths",
	  .kind = SCHEMA_STRS,
	  .at = offsetof(struct override_draft, o.paths),
	  .count = offsetof(struct override_draft, o.npaths),
	  .required = true,
	  .help = "globs on paths below the folder of this file" },
	{ .key = "rules",
	  .kind = SCHEMA_CALL,
	  .read = read_override_rules,
	  .shape = SHAPE_RULES,
	  .required = true,
	  .help = "severities on these pages; of several entries the last wins" },
	{ .key = NULL },
};

/* Globs of a project start at its folder: "a/b" is "root/a/b", and "b.md" is that name at any depth
 * below root. */
static void
start_below(struct arena *a, struct config_override *o, struct str root)
{
	for (ptrdiff_t i = 0; i < o->npaths && root.n; i++) {
		bool name = str_find_char(str_slice(o->paths[i], 0, o->paths[i].n - 1), '/', 0) < 0;

		o->paths[i] = str_fmt(a, "%.*s/%s%.*s", P(root), name ? "**/" : "", P(o->paths[i]));
	}
}

bool
read_overrides(struct schema *s, const struct yaml *y, void *target)
{
	struct config *c = target;
	ptrdiff_t n = c->noverrides;
	struct config_override *v;

	if (!schema_is_list(s, y))
		return false;
	if (n + schema_count(y) > OVERRIDES_LIMIT)
		return schema_fail(s, y->key_at, S(""), "more than %d overrides", OVERRIDES_LIMIT);
	v = NEW(s->a, struct config_override, n + schema_count(y));
	for (ptrdiff_t i = 0; i < n; i++)
		v[i] = c->overrides[i];
	for (const struct yaml *e = y->first; e; e = e->next) {
		struct override_draft d = { .config = c };

		if (!schema_mapping(s, e, override_rows, &d))
			return false;
		if (!d.o.npaths)
			return schema_fail(s, e->at, S("write [\"docs/archive/**\"]"),
					   "`paths` names no page");
		start_below(s->a, &d.o, c->root);
		v[n++] = d.o;
	}
	c->overrides = v;
	c->noverrides = n;
	return true;
}

uint64_t
config_overrides_for(const struct config *c, struct str path)
{
	uint64_t set = 0;

	for (ptrdiff_t i = 0; i < c->noverrides; i++)
		for (ptrdiff_t k = 0; k < c->overrides[i].npaths; k++)
			if (path_glob(c->overrides[i].paths[k], path))
				set |= UINT64_C(1) << i;
	return set;
}

static void
apply_override(const struct config *c, const struct config_rules *from, struct config_rules *to)
{
	for (int r = 0; r < RULE_COUNT; r++) {
		if (!from->set[r] || c->pinned[r])
			continue;
		to->severity[r] = from->severity[r];
		to->set[r] = true;
		to->where[r] = from->where[r];
	}
}

void
config_rules_of(const struct config *c, uint64_t overrides, struct config_rules *out)
{
	for (int r = 0; r < RULE_COUNT; r++) {
		out->severity[r] = c->severity_set[r] ? c->severity[r] : rules[r].severity;
		out->set[r] = c->severity_set[r];
		out->where[r] = c->severity_set[r] ? c->severity_from[r] : S("");
	}
	for (ptrdiff_t i = 0; i < c->noverrides; i++)
		if (overrides >> i & 1)
			apply_override(c, &c->overrides[i].rules, out);
	for (int r = 0; r < RULE_COUNT && c->only_set; r++) {
		if (c->only[r])
			continue;
		out->severity[r] = SEV_OFF;
		out->where[r] = S("--only");
	}
}

void
config_rules_for(const struct config *c, struct str path, struct config_rules *out)
{
	config_rules_of(c, config_overrides_for(c, path), out);
}

enum severity
config_severity(const struct config *c, struct str path, enum rule_id r)
{
	struct config_rules all;

	config_rules_for(c, path, &all);
	return all.severity[r];
}

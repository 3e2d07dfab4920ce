/* What the files that read the configuration share: the reader of `rules`, and places for messages
 * and origins. */
#ifndef CONFIG_READ_H
#define CONFIG_READ_H

#include "site/config.h"
#include "site/schema.h"

/* config.c: the tables that are the format. */
extern const struct schema_row config_rows[];
/* config_rules.c: `rules:` of the file, a SCHEMA_CALL into struct config, and what it is made of.
 */
extern const char *const severity_words[];
extern const struct schema_row setting_rows[];
bool read_rules(struct schema *s, const struct yaml *y, void *target);
/* `overrides:`. */
extern const struct schema_row override_rows[];
bool read_overrides(struct schema *s, const struct yaml *y, void *target);
/* config_project.c: `projects:`; only notes what config_finish reads. */
extern const struct schema_row project_rows[];
bool read_projects(struct schema *s, const struct yaml *y, void *target);
/* "file:line" of a byte of the text, or the option that the text is of. */
struct str config_where(struct schema *s, uint32_t off);
/* Notes who set the keys of this mapping. */
void config_note_all(struct schema *s, struct config *c, const struct yaml *root);
/* Sets the severity of all chosen rules. */
void config_set_severity(struct config *c, const bool *chosen, enum severity severity,
			 struct str where);
/* The error about a selector that names no rule; always false. */
bool unknown_rule(struct schema *s, struct span at, struct str selector, struct str nearest);

#endif

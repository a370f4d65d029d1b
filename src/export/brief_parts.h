/* Parts of brief.c: the events and the pieces of a line (brief.c), agenda, relations, people and
 * places (brief_facts.c). Private to them. */
#ifndef HB_EXPORT_BRIEF_PARTS_H
#define HB_EXPORT_BRIEF_PARTS_H

#include "export/brief.h"
#include "export/flow.h"

enum { INDENT = 2, DATE_COLUMNS = 10, GAP = 2, WIDEST_LABEL = 24, NARROWEST = 40, NAME_COLUMN = 4 };

struct brief {
    const struct export_source *source;
    struct flow flow;
    uint32_t label_column, party_column;
    bool explains;
};

extern const char brief_dot[]; /* between the parts of a line */

void brief_put_count(struct flow *f, uint32_t n, const char *one, const char *many);
void brief_put_heading(struct flow *f, const char *name);
void brief_put_party(struct flow *f, const struct party *p);
void brief_put_parties(struct flow *f, const struct party *p, uint32_t n);
void brief_put_status(struct flow *f, enum event_status s);
void brief_put_word_of(struct flow *f, const struct party *by);
/* Bytes of the report's text. */
void brief_put_slice(struct brief *b, enum flow_style style, uint32_t begin, uint32_t end);

void brief_put_agenda(struct brief *b);
void brief_put_relations(struct brief *b);
void brief_put_entities(struct brief *b, const char *heading, bool is_people);
void brief_put_places(struct brief *b);

#endif

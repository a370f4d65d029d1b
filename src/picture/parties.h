/* Who takes part in an act or a plan. */
#ifndef HB_PICTURE_PARTIES_H
#define HB_PICTURE_PARTIES_H

#include "picture/who.h"

enum { PARTIES_KEPT = 8 };

struct parties {
    struct who actors[PARTIES_KEPT], recipients[PARTIES_KEPT];
    str actor_texts[PARTIES_KEPT], recipient_texts[PARTIES_KEPT];
    uint32_t n_actors, n_recipients;
};
/* Reads what ask/agenda.sql and ask/deeds.sql pack: records split by 0x1E, each side, code and name
 * split by 0x1F; more than eight a side are left out. Borrows the text. */
struct parties parties_unpack(str packed);
/* "Turkey (TUR); Russia (RUS)". */
str parties_list(struct arena *a, const struct who *who, const str *texts, uint32_t n);
/* Is somebody of the first list among the second? */
bool any_meets(const struct who *a, uint32_t n, const struct who *b, uint32_t m);

#endif

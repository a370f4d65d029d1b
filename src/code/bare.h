/* Bare: mentions of acts that assert none. */
#ifndef HB_CODE_BARE_H
#define HB_CODE_BARE_H

#include "code/what.h"

/* A noun that only names an act again: e is the event that would be made of it. */
bool bare_is_mention(const struct reading *r, const struct act *a, const struct event *e);
/* Talks of which nothing is told, not who, not when, not where; what may be done, by or to nobody
 * in particular; a chamber's own sittings, help that something is for or that nobody gives. */
bool bare_is_idle(const struct reading *r, const struct act *a, const struct event *e);
/* A participle that names the state of somebody: "the banned party", "two of the wounded". */
bool bare_is_attribute(const struct reading *r, const struct act *a, const struct event *e);
/* "Denied U.S. allegations that it built": the deed is denied, and nobody accused anew. */
bool bare_is_denied_charge(const struct reading *r, const struct act *a);
/* What somebody is merely suspected of: "detained on suspicion of plotting to kill". */
bool bare_is_suspicion(const struct reading *r, const struct act *a);
/* What one may do, and has not done: "the authority to dissolve parliament". */
bool bare_is_power(const struct reading *r, const struct act *a);
/* What there is still time for: "have until Friday to sign". */
bool bare_is_time_left(const struct reading *r, const struct act *a);

#endif

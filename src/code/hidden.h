/* Hidden: acts that a sentence names and does not assert. */
#ifndef HB_CODE_HIDDEN_H
#define HB_CODE_HIDDEN_H

#include "code/what.h"

/* Does a token stand under `top` in what its clause claims? What a relative or temporal clause
 * asserts stands by itself, and so does a deed of a past year. */
bool hidden_within(const struct reading *r, uint32_t token, uint32_t top);
/* Drops what is named under an act as its reason, order, case or name. */
void hidden_under(struct reading *r, struct acts *acts, size_t from, const struct act *a);
/* Waited for: "until the president resigns". */
bool hidden_is_awaited(const struct reading *r, const struct act *a);
/* Listed under a demand: "five demands, among them the release of prisoners". */
bool hidden_is_demanded(const struct reading *r, const struct act *a);
/* What somebody is kept from: "to stop it from building a bomb", "to avoid bloodshed". */
bool hidden_is_prevented(const struct reading *r, const struct act *a);
/* What stops or is restricted: "a pause in fighting", "restrictions on cooperation". */
bool hidden_is_paused(const struct reading *r, const struct act *a);
/* Drops what a verbal act merely rejects, promises or asks for, unless it has parties of its own.
 */
void hidden_mentions(struct reading *r, struct acts *acts, size_t from, struct act *a);

#endif

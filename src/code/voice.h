/* Voice: what somebody does by saying it. */
#ifndef HB_CODE_VOICE_H
#define HB_CODE_VOICE_H

#include "code/what.h"

/* Is b an official of the state that a is or is of? */
bool voice_is_of_one_state(const struct party *a, const struct party *b);
/* Each makes the speaker (a token, NONE) the actor of the event, where saying it is doing it, and
 * drops e->by: for the state whose official he is, by a word that judges, by what those in power
 * announce. */
void voice_act(struct reading *r, const struct act *a, uint32_t speaker, struct event *e);
void voice_judgment(struct reading *r, const struct act *a, uint32_t speaker, struct event *e);
void voice_decree(struct reading *r, const struct act *a, uint32_t speaker, struct event *e);

#endif

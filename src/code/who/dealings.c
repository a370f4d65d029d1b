/* By whom one deals with. An official or a government without a word of whose it is takes the
 * story's country; but he who calls in a foreign ambassador is not of that ambassador's state, and
 * the government that an opposition leader scolds is his own. Reads one clause; costs a few steps.
 */
#include "code/who/parts.h"

/* The state that one of the words names by its own name or its people's; "" if none. */
static str state_named(const struct reading *r, uint32_t first, uint32_t last) {
    str place = {"", 0};
    for (uint32_t t = first; t < last; t++)
        if (name_is_state(r, t, &place))
            return place;
    return (str){"", 0};
}

/* "The Israeli opposition leader scolded the government": his own. */
static str state_of_critic(const struct reading *r, uint32_t head) {
    enum { FAR = 6 };
    uint32_t verb = r->tokens[head].head;
    uint32_t critic = verb == NONE ? NONE : child_with(r, verb, DEP_nsubj);
    if (critic == NONE || critic > head || r->tokens[head].deprel != DEP_obj ||
        !lemma_in(r, head, "government cabinet president premier coalition authority parliament"))
        return (str){"", 0};
    uint32_t low = r->text->sentences[r->sentence[critic]].first;
    for (uint32_t t = critic; t > low && critic - t < FAR; t--)
        if (lemma_in(r, t, "opposition dissident union lawmaker activist protester demonstrator"))
            return state_named(r, t > low + 2 ? t - 2 : low, t + 1);
    return (str){"", 0};
}

/* "The minister called in the Chinese ambassador": the state of him with whom one deals. */
static str state_of_guest(const struct reading *r, uint32_t head) {
    enum { TITLES = 4 };
    for (int i = 0;
         i < TITLES && r->tokens[head].deprel == DEP_nmod_desc && r->tokens[head].head != NONE; i++)
        head = r->tokens[head].head; /* the name behind the title */
    uint32_t verb = r->tokens[head].head, first, last;
    if (r->tokens[head].deprel != DEP_nsubj || verb == NONE ||
        !lemma_in(r, verb, "summon call receive host expel greet invite welcome tell"))
        return (str){"", 0};
    uint32_t guest = child_with(r, verb, DEP_obj);
    if (guest == NONE && lemma_is(r, verb, "call"))
        guest = child_with(r, verb, DEP_obl); /* called in */
    if (guest == NONE)
        return (str){"", 0};
    subtree(r, guest, &first, &last);
    return state_named(r, first, guest);
}

str name_state_by_dealings(const struct reading *r, uint32_t head) {
    str own = state_of_critic(r, head), guest = state_of_guest(r, head);
    if (own.n || !guest.n || !str_equal(guest, r->story_country))
        return own;
    return name_other_state(r, guest);
}

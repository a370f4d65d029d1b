/* Who only undergoes a deed, where the tree or the frame would have him do it: those who fall in a
 * fight, the object of a gerund that was read as its head, the subject of a passive without its
 * auxiliary, the site of an attack that killed. Cost: the act's own parties and their neighbours.
 */
#include "code/parties/parts.h"

/* "Twelve were killed in fighting", "a war that killed thousands": who falls in it. */
static bool is_fallen(const struct reading *r, const struct act *a, uint32_t party) {
    uint32_t verb = r->tokens[party].head;
    enum deprel d = deprel_basic((enum deprel)r->tokens[party].deprel);
    if (verb == NONE || verb == a->token || r->tokens[party].deprel == DEP_conj)
        return false;
    bool is_hit = d == DEP_obj || r->tokens[party].deprel == DEP_nsubj_pass;
    return (is_hit && lemma_in(r, verb, "kill wound injure hurt maim claim displace uproot")) ||
           (d == DEP_nsubj && lemma_in(r, verb, "die perish"));
}

/* "Thousands fled the clashes": who runs from a fight takes no side in it. */
static bool is_fleeing(const struct reading *r, const struct act *a, uint32_t party) {
    uint32_t verb = r->tokens[party].head;
    return verb != NONE && verb != a->token && r->tokens[party].deprel == DEP_nsubj &&
           lemma_in(r, verb, "flee escape evacuate cross");
}

/* Those who fight each other do it both; who falls there undergoes it. */
void party_join_sides(const struct reading *r, struct act *a) {
    uint32_t all[2 * ACT_PARTIES], n = 0;
    for (uint32_t i = 0; i < a->n_actors; i++)
        all[n++] = a->actors[i];
    for (uint32_t i = 0; i < a->n_recipients; i++)
        all[n++] = a->recipients[i];
    a->n_actors = a->n_recipients = 0;
    for (uint32_t i = 0; i < n; i++) {
        if (a->type != PLOVER_ASSAULT || !(is_fallen(r, a, all[i]) || is_fleeing(r, a, all[i]))) {
            if (a->n_actors < ACT_PARTIES)
                a->actors[a->n_actors++] = all[i];
        } else if (is_fallen(r, a, all[i]) && a->n_recipients < ACT_PARTIES)
            a->recipients[a->n_recipients++] = all[i];
    }
}

/* Deeds done upon somebody, never without him. */
static bool is_done_upon(const struct reading *r, uint32_t verb) {
    return lemma_in(r, verb,
                    "kidnap abduct kill murder torture maltreat mistreat mutilate rape assassinate "
                    "detain arrest jail imprison injure wound maim behead displace deport oust "
                    "acquit indict extradite");
}

/* "Accused of maltreating detainees": a gerund read as what modifies its object. */
static bool is_gerund_object(const struct reading *r, const struct act *a, uint32_t party) {
    uint32_t t = a->token;
    return r->tokens[t].head == party && party == t + 1 && r->tokens[t].deprel == DEP_amod &&
           str_ends(r->tokens[t].form, STR("ing")) && t > 0 &&
           lemma_in(r, t - 1, "of for from by without and or");
}

/* "29 were killed and several others injured", "a citizen held hostage". */
static bool is_bare_passive(const struct reading *r, const struct act *a, uint32_t party) {
    uint32_t t = a->token;
    uint32_t last = r->text->sentences[r->sentence[t]].last;
    return t + 1 < last && !is_noun(r, t + 1) && party < t && r->tokens[party].head == t &&
           r->tokens[party].deprel == DEP_nsubj && str_ends(r->tokens[t].form, STR("ed")) &&
           child_with(r, t, DEP_obj) == NONE && child_with(r, t, DEP_aux) == NONE &&
           child_with(r, t, DEP_ccomp) == NONE;
}

/* "The bombings at three hotels that killed 59": the deed killed, and not its site. */
static bool is_site_of_killing(const struct reading *r, const struct act *a, uint32_t party) {
    uint32_t t = a->token;
    if (!lemma_in(r, t, "kill wound injure claim maim") || r->tokens[t].deprel != DEP_acl_relcl ||
        r->tokens[t].head != party)
        return false;
    bool is_site = lemma_in(r, case_of(r, party), "in at on near against outside");
    bool is_hurt = lemma_in(r, child_with(r, party, DEP_acl), "wound injure kill hurt");
    uint32_t first = is_hurt ? party : r->text->sentences[r->sentence[party]].first;
    uint32_t end = is_site ? party : t;
    for (uint32_t k = end; (is_site || is_hurt) && k > first && k + 9 > end; k--)
        if (lemma_in(r, k - 1,
                     "attack bombing blast explosion strike airstrike raid shelling ambush "
                     "fighting war assault violence massacre"))
            return true;
    return false;
}

/* "The fate of a general abducted last week": a participle hung on the noun over whom it is done
 * upon. */
static uint32_t undergone_owner(const struct reading *r, const struct act *a) {
    uint32_t t = a->token, head = r->tokens[t].head;
    if (r->tokens[t].deprel != DEP_acl || head == NONE || !is_noun(r, head) ||
        !is_done_upon(r, t) || str_ends(r->tokens[t].form, STR("ing")) ||
        !lemma_in(r, head,
                  "fate family relative parent wife mother father body name release case death "
                  "photograph picture number photo widow funeral rescue whereabouts"))
        return NONE;
    uint32_t owner = child_with(r, head, DEP_nmod);
    return owner != NONE && owner < t && owner > head ? owner : NONE;
}

void party_turn_over(struct reading *r, struct act *a) {
    static const struct role object = {ROLE_OBJ, 0};
    if (plover_quad(a->type) != 4)
        return;
    uint32_t owner = undergone_owner(r, a);
    if (owner != NONE && party_fits(r, owner, a->type, &object)) {
        uint32_t head = r->tokens[a->token].head;
        a->n_actors = a->n_actors == 1 && a->actors[0] == head ? 0 : a->n_actors;
        if (a->n_recipients == 0 || (a->n_recipients == 1 && a->recipients[0] == head))
            a->n_recipients = who_expand(r, owner, a->recipients, ACT_PARTIES);
    }
    uint32_t n = 0;
    bool may_turn = a->n_recipients == 0 && is_done_upon(r, a->token);
    for (uint32_t i = 0; i < a->n_actors; i++) {
        uint32_t party = a->actors[i];
        if (may_turn && (is_gerund_object(r, a, party) || is_bare_passive(r, a, party)))
            a->recipients[a->n_recipients++] = party;
        else if (!is_site_of_killing(r, a, party))
            a->actors[n++] = party;
    }
    a->n_actors = n;
}

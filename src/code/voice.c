/* Voice. What an official says of his state he does himself ("the minister said Poland will
 * withdraw"); who judges by a word without a doer judges; what those in power announce as done is
 * their doing ("the junta declared that the borders are shut"). Cost: the event's own parties. */
#include "code/voice.h"

#include "code/says.h"
#include "code/who/who.h"

/* The White House's spokesman and the United States: what he says, it does by saying it. */
bool voice_is_of_one_state(const struct party *a, const struct party *b) {
    return a->code.n >= 3 && b->code.n >= 3 && a->code.p[0] != '-' &&
           str_equal(str_slice(a->code, 0, 3), str_slice(b->code, 0, 3)) &&
           str_ends(b->code, STR("-GOV")) && (a->code.n == 3 || str_ends(a->code, STR("-GOV")));
}

/* The president: "The United States stands with Ukraine." A stand in his own words is his; but a
 * spokesman only tells of it. */
static bool is_stand(const struct reading *r, const struct act *a, uint32_t speaker) {
    static const char tellers[] = SPOKESMEN " official";
    str xpos = lang_xpos(r->coder->model, &r->tokens[a->token]);
    bool is_present = a->frame->pos != 'n' && (str_is(xpos, "VBZ") || str_is(xpos, "VBP"));
    if (speaker == NONE || !is_present || r->quote_depth_speaker[a->token] == NONE ||
        lemma_in(r, speaker, tellers))
        return false;
    for (uint32_t c = r->first_child[speaker]; c != NONE; c = r->next_sibling[c])
        if (lemma_in(r, c, tellers))
            return false;
    return true;
}

/* "The minister said Poland will withdraw": what a state promises or asks by the mouth of its
 * official he does himself. */
void voice_act(struct reading *r, const struct act *a, uint32_t speaker, struct event *e) {
    bool is_beside = r->tokens[a->token].deprel == DEP_conj && /* "said X will … and urged" */
                     child_with(r, a->token, DEP_nsubj) == NONE;
    bool is_word = (e->content != PLOVER_NONE || is_beside || is_stand(r, a, speaker)) &&
                   plover_quad(e->type) % 2;
    if (speaker == NONE || !is_word || e->n_actors != 1 || a->n_actors != 1 ||
        r->sentence[speaker] != r->sentence[a->token])
        return;
    struct mention m = *who_mention(r, speaker);
    struct party p = who_party(r, speaker);
    bool is_official = m.is_human && !m.is_default && str_is(m.sector, "GOV");
    const struct mention *actor = who_mention(r, a->actors[0]);
    bool are_his_troops = str_is(actor->sector, "MIL") &&
                          actor->is_plural && /* "our troops will" */
                          actor->place.n == 3 && str_equal(actor->place, m.place);
    bool is_his_state =
        !e->by && actor->kind == ENTITY_COUNTRY && voice_is_of_one_state(&e->actors[0], &p);
    if (!is_official || (!are_his_troops && !is_his_state))
        return;
    e->actors[0] = p;
    e->by = NULL;
}

/* The speaker does what he says. */
static void give_to_speaker(struct reading *r, uint32_t speaker, struct event *e) {
    e->actors = ARENA_NEW(r->arena, struct party, 1);
    e->n_actors = e->actors != NULL;
    if (e->actors)
        e->actors[0] = who_party(r, speaker);
    e->by = NULL;
}

/* "They acted because of the regime's inability, he said": a word that accuses by what it means has
 * no doer in its frame; whoever says it accuses. */
void voice_judgment(struct reading *r, const struct act *a, uint32_t speaker, struct event *e) {
    bool is_word = e->type == PLOVER_ACCUSE && a->frame->n_actor_roles == 0 && a->frame->pos == 'n';
    if (!is_word || speaker == NONE || e->n_actors || r->sentence[speaker] != r->sentence[a->token])
        return;
    give_to_speaker(r, speaker, e);
}

/* "The officers", who shut borders, are no policemen. */
static bool is_of_officers(const struct reading *r, const struct mention *m) {
    return str_is(m->sector, "COP") && m->is_plural && m->entity != NONE &&
           str_is(r->entities.items[m->entity].noun, "officer");
}

/* "The junta announced that the borders were closed": what those in power announce as done, and by
 * nobody, is theirs. */
void voice_decree(struct reading *r, const struct act *a, uint32_t speaker, struct event *e) {
    bool is_measure =
        e->type == PLOVER_COERCE || e->type == PLOVER_SANCTION || e->type == PLOVER_CONCEDE;
    if (speaker == NONE || e->n_actors || !is_measure || a->frame->pos != 'v' ||
        !a->arguments.is_passive || r->sentence[speaker] != r->sentence[a->token])
        return;
    uint32_t word = says_ask(r, a->token).word;
    const struct mention *m = who_mention(r, speaker);
    bool is_power =
        str_in(m->sector, "GOV MIL") || m->kind == ENTITY_COUNTRY || is_of_officers(r, m);
    if (word == NONE || !is_power || !lemma_in(r, word, "announce declare decree order proclaim"))
        return;
    give_to_speaker(r, speaker, e);
}

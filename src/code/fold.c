/* Fold. PLOVER's rules on the future ("future CONSULT is AGREE", "future RETREAT is CONCEDE",
 * "threat of ASSAULT is THREATEN/violence") are fold.tsv's rows for AGREE over an act: they hold
 * when the author of the act announces it himself; who will yield has said so, whoever reports it.
 * The code is the frame's own unless the fold changed the type; weights follow the code. */
#include "code/fold.h"

#include "code/merge/merge.h"
#include "code/whether.h"

/* A minister speaks for his state, and the state is its government. */
static bool speaks_for_state(const struct mention *actor, str speaker_sector) {
    return actor->is_known && str_in(speaker_sector.n ? speaker_sector : STR("GOV"), "GOV MIL") &&
           str_in(actor->sector.n ? actor->sector : STR("GOV"), "GOV MIL");
}

/* "He said his country will", "they said they would": the speaker's own, whatever it is called. */
static bool is_his_own(const struct reading *r, uint32_t actor, uint32_t speaker) {
    uint32_t owner = child_with(r, actor, DEP_nmod_poss);
    bool is_near = r->sentence[actor] == r->sentence[speaker] && actor > speaker;
    return is_near && (lemma_in(r, owner, "he she it they we i my our his her its their") ||
                       lemma_in(r, actor, "they we i"));
}

/* "China will fight on, the spokesman said": a spokesman of nobody named speaks for whom he speaks
 * of. */
static bool is_spokesman_of(struct reading *r, uint32_t actor, uint32_t speaker) {
    if (!lemma_in(r, speaker, SPOKESMEN " ministry"))
        return false;
    const struct mention *m = who_mention(r, speaker);
    bool is_unnamed = !m->is_known || m->place.n == 0 || str_is(m->place, "---");
    return is_unnamed && who_mention(r, actor)->is_known;
}

static bool is_own_announcement(struct reading *r, const struct act *a, uint32_t author) {
    if (a->n_actors == 0)
        return false;
    uint32_t speaker = author;
    if (speaker == NONE)
        return false;
    const struct mention *m = who_mention(r, speaker);
    uint32_t entity = m->entity;
    str place = m->place, sector = m->sector;
    for (uint32_t i = 0; i < a->n_actors; i++) {
        if (a->actors[i] == speaker || is_his_own(r, a->actors[i], speaker) ||
            is_spokesman_of(r, a->actors[i], speaker))
            return true;
        const struct mention *x = who_mention(r, a->actors[i]);
        if ((entity != NONE && x->entity == entity) ||
            (str_equal(x->place, place) && speaks_for_state(x, sector)))
            return true;
    }
    return false;
}

/* Somebody of another country foresees what the actor will not do. */
static bool is_foreign_word(struct reading *r, const struct act *a, uint32_t author) {
    if (author == NONE || is_own_announcement(r, a, author))
        return false;
    if (lemma_in(r, author, "analyst expert observer critic commentator economist diplomat"))
        return true;
    struct mention speaker = *who_mention(r, author);
    const struct mention *actor = who_mention(r, a->actors[0]);
    return speaker.is_known && actor->is_known && !str_equal(speaker.place, actor->place);
}

/* "We will not lift the embargo": a refusal. */
static bool is_refusal(struct reading *r, const struct act *a, uint32_t author,
                       const struct event *e) {
    bool is_friendly = e->quad == 1 || e->quad == 2 || e->type == PLOVER_MOBILIZE;
    return e->status == STATUS_DENIED && is_friendly && e->n_actors > 0 &&
           !is_foreign_word(r, a, author) && whether_is_refused(r, a->token);
}

static void set_code(struct reading *r, struct event *e) {
    if (e->cameo.n == 0)
        e->cameo = know_default_cameo(r->know, e->type, e->n_modes ? e->modes[0] : MODE_NONE);
    struct know_cameo c = know_cameo(r->know, e->cameo);
    e->goldstein = c.code.n ? c.goldstein : 0.0;
    e->quad = plover_quad(e->type);
    e->score = plover_score(e->type);
}

struct know_fold fold_over(const struct reading *r, enum plover_type outer,
                           enum plover_type content, enum plover_mode deed) {
    struct know_fold f = know_fold(r->know, outer, content);
    if (f.type != PLOVER_THREATEN)
        return f;
    if (deed == MODE_ARREST || deed == MODE_CONVICT)
        f.mode = MODE_ARREST;
    else if (deed == MODE_EXPEL || deed == MODE_DEPORT)
        f.mode = MODE_EXPEL;
    return f;
}

/* The act becomes the promise or refusal of it, which was made. */
static void apply(struct reading *r, enum plover_type outer, struct event *e) {
    struct know_fold f = fold_over(r, outer, e->type, e->n_modes ? e->modes[0] : MODE_NONE);
    if (f.type == PLOVER_COUNT)
        return;
    e->content = e->type;
    e->type = f.type;
    e->n_modes = f.mode != MODE_NONE;
    e->modes[0] = f.mode;
    e->cameo = f.cameo;
    e->status = STATUS_OCCURRED;
}

/* Whom one refuses to meet is no party to the refusal. */
static void split_refusal(struct reading *r, const struct act *a, struct event *e) {
    if (!(a->frame->flags & FRAME_MUTUAL) || e->n_recipients || e->n_actors < 2)
        return;
    uint32_t verb = is_verb(r, a->token) || a->light == NONE ? a->token : a->light;
    uint32_t heads[ACT_PARTIES], subject = walk_subject(r, verb);
    uint32_t n = subject == NONE ? 1 : who_expand(r, subject, heads, ACT_PARTIES);
    if (n == 0 || n >= e->n_actors)
        return;
    e->recipients = e->actors + n;
    e->n_recipients = e->n_actors - n;
    e->n_actors = n;
}

/* "Is stepping down": the present of what will be. */
static bool is_leaving(const struct reading *r, const struct act *a, const struct event *e) {
    bool is_resigning = e->type == PLOVER_RETREAT && e->n_modes && e->modes[0] == MODE_RESIGN;
    if (!is_resigning || !str_is(lang_xpos(r->coder->model, &r->tokens[a->token]), "VBG"))
        return false;
    bool is_reported = r->tokens[a->token].deprel == DEP_ccomp; /* "said he was stepping down" */
    for (uint32_t c = r->first_child[a->token]; c != NONE; c = r->next_sibling[c])
        if (r->tokens[c].deprel == DEP_aux &&
            (str_in(r->tokens[c].form, "is are am 's 're 'm") ||
             (is_reported && str_in(r->tokens[c].form, "was were"))))
            return true;
    return false;
}

/* "Putin said the attackers would be punished": who says what shall befall them threatens it. */
static bool is_menace(struct reading *r, const struct act *a, uint32_t author,
                      const struct event *e) {
    if (author == NONE || e->status != STATUS_PLANNED || e->n_actors || !e->n_recipients ||
        !lemma_in(r, a->token,
                  "punish avenge hunt hunt_down crush destroy eliminate annihilate wipe shoot "
                  "shoot_down sink burn bomb execute prosecute arrest expel deport "
                  "pay strike hit target exact make"))
        return false;
    struct mention m = *who_mention(r, author);
    bool is_power =
        m.sector.n == 0 ? m.kind == ENTITY_COUNTRY : str_in(m.sector, "GOV MIL REB PAR");
    return m.is_known && is_power;
}

/* "Will veto it unless …", "may close the border, the minister warned": an unfriendly act that its
 * own author makes depend on what others do, or warns of, is a threat. */
static bool is_conditional_threat(struct reading *r, const struct act *a, uint32_t author,
                                  const struct event *e) {
    bool is_unfriendly = e->quad == 3 || e->quad == 4 || e->type == PLOVER_MOBILIZE;
    bool is_open = e->status == STATUS_PLANNED || e->status == STATUS_CONDITIONAL;
    if (!is_unfriendly || !is_open || e->type == PLOVER_THREATEN || e->type == PLOVER_ACCUSE ||
        e->type == PLOVER_REQUEST || author == NONE)
        return false;
    uint32_t clause = is_verb(r, a->token) || a->light == NONE ? a->token : a->light;
    if (lemma_in(r, child_with(r, clause, DEP_mark), "if unless whether"))
        return false;
    bool has_condition = false;
    for (uint32_t c = r->first_child[clause]; c != NONE; c = r->next_sibling[c]) {
        enum deprel d = (enum deprel)r->tokens[c].deprel;
        has_condition |=
            d == DEP_advcl && lemma_in(r, child_with(r, c, DEP_mark), "if unless until should");
        has_condition |= d == DEP_parataxis && lemma_in(r, c, "warn threaten");
    }
    return has_condition && is_own_announcement(r, a, author);
}

static void make_threat(struct reading *r, uint32_t author, struct event *e) {
    struct party *one = ARENA_NEW(r->arena, struct party, 1);
    if (!one)
        return;
    *one = who_party(r, author);
    e->actors = one;
    e->n_actors = 1;
    e->by = NULL;
    apply(r, PLOVER_THREATEN, e);
}

/* "Iran, Russia and China began naval drills": an exercise or patrol of two states is a joint one,
 * whether or not it is called so. */
static bool is_joint(const struct reading *r, const struct act *a, const struct event *e) {
    if (e->type != PLOVER_MOBILIZE || e->n_actors < 2 || e->n_recipients ||
        !lemma_in(r, a->token, "exercise drill maneuver manoeuvre game wargame patrol train"))
        return false;
    str first = e->actors[0].code;
    for (uint32_t i = 1; i < e->n_actors; i++) {
        str other = e->actors[i].code;
        bool are_states = first.n >= 3 && other.n >= 3 && first.p[0] != '-' && other.p[0] != '-';
        if (are_states && !str_equal((str){first.p, 3}, (str){other.p, 3}))
            return true;
    }
    return false;
}

static void make_joint(struct event *e) {
    e->type = PLOVER_COOPERATE;
    e->n_modes = 0;
    e->cameo = STR("062");
}

/* "The rebels were planning to attack the base": a plan of force that is found out, not announced.
 * "They said they planned to" is. */
static bool is_mere_plan(struct reading *r, const struct act *a, const struct event *e) {
    uint32_t author, word;
    bool is_at_nobody = e->n_recipients == 0 && act_is_hostile(e->type);
    if ((e->type != PLOVER_ASSAULT && !is_at_nobody) || e->status != STATUS_PLANNED)
        return false;
    whether_why(r, a->token, &author, &word);
    if (word == NONE || !is_verb(r, word) ||
        !(lemma_in(r, word, "plan prepare intend") ||
          (is_at_nobody && lemma_in(r, word, "want seek"))))
        return false;
    uint32_t above = r->tokens[word].deprel == DEP_ccomp ? r->tokens[word].head : NONE;
    return above == NONE || !(operators_of(r, above) & OP_REPORT) ||
           !is_own_announcement(r, a, walk_subject(r, above));
}

/* "France will send doctors to Mali", "the ministers will meet", "will sign a pact with Peru": what
 * a report tells of somebody's future without a word of who foresees it is what he has announced,
 * or what both have agreed. A journey is the traveler's own affair, and only planned. */
static bool is_plain_future(const struct reading *r, const struct act *a, uint32_t author,
                            const struct event *e) {
    bool is_friendly = e->type == PLOVER_CONSULT || e->type == PLOVER_SUPPORT ||
                       e->type == PLOVER_COOPERATE || e->type == PLOVER_AID;
    if (author != NONE || e->by || !is_friendly || e->n_actors == 0 ||
        lemma_in(r, a->token, "visit travel fly go arrive head tour trip come return"))
        return false;
    uint32_t clause = is_verb(r, a->token) || a->light == NONE ? a->token : a->light;
    uint32_t above = r->tokens[clause].head;
    enum deprel d = deprel_basic((enum deprel)r->tokens[clause].deprel);
    bool is_told = ((d == DEP_root || d == DEP_conj) && child_with(r, clause, DEP_mark) == NONE) ||
                   (d == DEP_ccomp && above != NONE && (operators_of(r, above) & OP_REPORT));
    if (!is_verb(r, clause) || !is_told)
        return false;
    for (uint32_t c = r->first_child[clause]; c != NONE; c = r->next_sibling[c])
        if (r->tokens[c].deprel == DEP_aux && lemma_in(r, c, "will 'll wo"))
            return true;
    return false;
}

/* "Under the deal, the rebels will disarm": what the terms foresee is planned, and nobody's new
 * word. */
static bool is_by_terms(const struct reading *r, const struct act *a) {
    uint32_t verb = climb_to_verb(r, a->token, 3);
    for (int i = 0; i < 3 && verb != NONE; i++) {
        for (uint32_t c = r->first_child[verb]; c != NONE; c = r->next_sibling[c])
            if (r->tokens[c].deprel == DEP_obl && lemma_is(r, case_of(r, c), "under") &&
                lemma_in(r, c,
                         "deal agreement accord plan pact treaty term truce ceasefire cease-fire "
                         "roadmap proposal resolution"))
                return true;
        verb = r->tokens[verb].deprel == DEP_conj ? r->tokens[verb].head : NONE;
    }
    return false;
}

static bool is_band(str code) {
    return str_ends(code, STR("-REB")) || str_ends(code, STR("-CRM"));
}

/* "The rebels are holding two Britons": a band makes no arrests; those whom it holds it abducted.
 */
static bool is_abduction(const struct reading *r, const struct act *a, const struct event *e) {
    if (e->type != PLOVER_COERCE || e->n_modes == 0 || e->modes[0] != MODE_ARREST ||
        e->n_actors == 0 || e->n_recipients == 0 || e->status == STATUS_DENIED ||
        !lemma_in(r, a->token, "hold seize take grab snatch capture"))
        return false;
    for (uint32_t i = 0; i < a->arguments.n; i++)
        if (lemma_in(r, a->arguments.items[i].token, "custody arrest prison jail"))
            return false;
    for (uint32_t i = 0; i < e->n_actors; i++)
        if (!is_band(e->actors[i].code))
            return false;
    for (uint32_t i = 0; i < e->n_recipients; i++)
        if (is_band(e->recipients[i].code) || str_ends(e->recipients[i].code, STR("-PAR")))
            return false;
    return true;
}

static void make_abduction(struct event *e) {
    e->type = PLOVER_ASSAULT;
    e->modes[0] = MODE_ABDUCT;
    e->n_modes = 1;
    e->cameo = (str){"", 0};
}

void fold_event(struct reading *r, const struct act *a, uint32_t author, struct event *e) {
    if (is_joint(r, a, e))
        make_joint(e);
    if (is_abduction(r, a, e))
        make_abduction(e);
    e->quad = plover_quad(e->type);
    bool is_announced = !whether_is_foreseen(r, a->token) && !is_by_terms(r, a) &&
                        !is_mere_plan(r, a, e) &&
                        ((e->type == PLOVER_RETREAT && e->n_actors) ||
                         is_plain_future(r, a, author, e) || is_own_announcement(r, a, author));
    if (e->status == STATUS_OCCURRED && is_leaving(r, a, e))
        e->status = STATUS_PLANNED;
    if (is_conditional_threat(r, a, author, e)) {
        apply(r, PLOVER_THREATEN, e);
    } else if (e->status == STATUS_PLANNED && is_announced) {
        apply(r, PLOVER_AGREE, e);
    } else if (is_menace(r, a, author, e)) {
        make_threat(r, author, e);
    } else if (is_refusal(r, a, author, e)) {
        apply(r, PLOVER_REJECT, e);
        split_refusal(r, a, e);
    }
    set_code(r, e);
}

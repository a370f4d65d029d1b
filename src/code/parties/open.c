/* What the frame leaves open is asked of the words around an act, by kind of act: whose words or
 * troops they are, whom the deed shall reach, what is anti-. A noun that is no party but belongs to
 * one stands for it ("rejected Iran's offer", "critical of Bush's handling"). Cost: the act's
 * arguments and what hangs on them; protesters are looked for in the whole sentence. */
#include "code/parties/parts.h"

#include <string.h>

static bool is_deed(enum plover_type t) {
    return t == PLOVER_ASSAULT || t == PLOVER_COERCE || t == PLOVER_MOBILIZE ||
           t == PLOVER_PROTEST || t == PLOVER_AID;
}

/* A party that a deed's noun names with its own country or name, in a role that the frame left out:
 * as a modifier who does it, after "of" or "on" who undergoes it. */
static void take_named(struct reading *r, const struct act *a, enum role_name name,
                       const struct heads *taken, struct heads *out) {
    for (uint32_t i = 0; i < a->arguments.n && out->n == 0; i++) {
        const struct argument *g = &a->arguments.items[i];
        if (g->role.name != name || g->distance > 0 || (g->token >= a->first && g->token < a->last))
            continue;
        if (name == ROLE_PREPOSITION &&
            !str_in(know_word_text(r->know, g->role.word), "of on against"))
            continue;
        const struct mention *m = who_mention(r, g->token);
        bool is_scene = a->type == PLOVER_ASSAULT && name == ROLE_MOD && party_is_town(r, g->token);
        bool is_named =
            m->is_known && !m->is_default && !m->is_thing && !is_scene && m->kind != ENTITY_PLACE;
        if (is_named && !party_is_listed(taken->items, taken->n, g->token))
            out->items[out->n++] = g->token;
    }
}

/* "Into Taiwan's zone": where one enters what is somebody's. */
static bool is_air_or_sea(const struct reading *r, const struct argument *g) {
    return g->role.name == ROLE_PREPOSITION &&
           str_is(know_word_text(r->know, g->role.word), "into") &&
           lemma_in(r, g->token, "zone airspace waters water");
}

static bool names_subject(const struct reading *r, uint32_t first, uint32_t n) {
    for (uint32_t i = 0; i < n; i++)
        if (know_role(r->know, first + i).name == ROLE_SUBJ)
            return true;
    return false;
}

/* "Uganda's arrest of him alarmed Washington": a subject that the frame makes the recipient. */
static bool is_receiving_subject(const struct reading *r, const struct act *a,
                                 const struct argument *g) {
    return g->role.name == ROLE_SUBJ &&
           names_subject(r, a->frame->first_recipient_role, a->frame->n_recipient_roles);
}

static bool may_stand_in(const struct reading *r, const struct act *a, const struct argument *g) {
    if (!is_noun(r, g->token) || g->distance > 0 || lemma_is(r, g->token, "behalf"))
        return false;
    bool is_felt = g->role.name == ROLE_SUBJ && a->arguments.is_passive && /* appalled by it */
                   a->type == PLOVER_ACCUSE && g->token > a->token;
    return g->role.name == ROLE_OBJ || is_receiving_subject(r, a, g) || is_air_or_sea(r, g) ||
           is_felt ||
           (g->role.name == ROLE_PREPOSITION &&
            str_in(know_word_text(r->know, g->role.word),
                   "of for to over about at against on with from behind"));
}

/* Is he one of the act's own doers, by name or by pronoun? */
static bool is_same_party(struct reading *r, const struct heads *list, uint32_t token) {
    uint32_t entity = who_mention(r, token)->entity;
    uint32_t owner = child_with(r, token, DEP_nmod_poss); /* "his administration's commitment" */
    uint32_t above = owner == NONE ? NONE : who_mention(r, owner)->entity;
    for (uint32_t i = 0; i < list->n; i++) {
        uint32_t other = who_mention(r, list->items[i])->entity;
        if (list->items[i] == token || (other != NONE && (other == entity || other == above)))
            return true;
    }
    return false;
}

/* Does a frame make an act of the noun, so that "of" names whom it reaches? */
static bool is_act_noun(const struct reading *r, uint32_t noun) {
    return know_frames(r->know, r->word[noun], 'n').n > 0;
}

/* By which prepositions a noun names whom an act upon it reaches. */
static const char *owner_prepositions(const struct reading *r, enum plover_type type,
                                      uint32_t noun) {
    switch (type) {
    case PLOVER_MOBILIZE: /* the waters around Taiwan */
        return "around near off";
    case PLOVER_SANCTION:
        return "with to against from";
    case PLOVER_AID: /* who pays somebody's debts helps him */
        return lemma_in(r, noun, "debt salary wage arrears budget economy") ? "to for of"
                                                                            : "to for";
    case PLOVER_PROTEST: /* to demand the resignation of X, but not the release of X */
        return lemma_in(r, noun, "resignation ouster removal departure impeachment dismissal exit")
                   ? "of"
                   : "";
    case PLOVER_ACCUSE: /* an inquiry into X, a suit against X */
        return is_act_noun(r, noun) ? "by from into against" : "by from of into against";
    case PLOVER_REQUEST: /* a session of the Council is the Council's to hold */
        return !is_act_noun(r, noun) || lemma_in(r, noun, "session meeting intervention help")
                   ? "by from of between among in"
                   : "by from between among in";
    default:
        return plover_quad(type) == 4 ? "" : is_act_noun(r, noun) ? "by from" : "by from of";
    }
}

/* "Money for Mali's army", "an inquiry into the dealings of X": whose that is what the preposition
 * names; but the dead are not to blame for "the death of X". */
static void take_nested(struct reading *r, const struct act *a, const struct arguments *inner,
                        const char *prepositions, const struct heads *taken, struct heads *out) {
    static const struct role owner = {ROLE_POSS, 0};
    uint32_t of = know_word(r->know, STR("of"));
    const struct role doer = {ROLE_PREPOSITION, know_word(r->know, STR("by"))};
    for (uint32_t i = 0; i < inner->n && out->n == 0; i++) {
        const struct argument *g = &inner->items[i];
        bool is_named = g->role.name == ROLE_PREPOSITION && is_noun(r, g->token) &&
                        str_in(know_word_text(r->know, g->role.word), prepositions);
        if (!is_named || lemma_in(r, g->token,
                                  "death killing murder assassination disappearance shooting crash "
                                  "attack explosion bombing blast massacre abduction"))
            continue;
        struct arguments below;
        const struct role whose = {ROLE_PREPOSITION, of};
        walk_arguments(r, g->token, &below);
        party_take_at(r, a, &below, &owner, 0, taken, out);
        if (out->n == 0 && a->type == PLOVER_ACCUSE) /* "reports of abuses by soldiers" */
            party_take_at(r, a, &below, &doer, 0, taken, out);
        if (out->n == 0)
            party_take_at(r, a, &below, &whose, 0, taken, out);
    }
}

/* "Duties on soybeans from Brazil", "imports of Russian coal", "$34 billion of Chinese goods":
 * whose goods they are, at most three nouns down. */
void party_take_traded(struct reading *r, const struct act *a, uint32_t noun,
                       const struct heads *taken, struct heads *out) {
    enum { DEEPEST = 3 };
    static const struct role roles[] = {{ROLE_POSS, 0}, {ROLE_MOD, 0}};
    const struct role from = {ROLE_PREPOSITION, know_word(r->know, STR("from"))};
    for (int depth = 0; depth < DEEPEST && noun != NONE && out->n == 0; depth++) {
        struct arguments inner;
        uint32_t below = NONE;
        walk_arguments(r, noun, &inner);
        party_take_at(r, a, &inner, &from, 0, taken, out);
        for (size_t k = 0; k < 2 && out->n == 0 && depth > 0; k++)
            party_take_at(r, a, &inner, &roles[k], 0, taken, out);
        for (uint32_t i = 0; i < inner.n && below == NONE; i++)
            if (inner.items[i].role.name == ROLE_PREPOSITION && is_noun(r, inner.items[i].token) &&
                str_in(know_word_text(r->know, inner.items[i].role.word), "of on"))
                below = inner.items[i].token;
        noun = below;
    }
}

static bool is_trade(const struct reading *r, uint32_t noun) {
    return lemma_in(r, noun,
                    "import importation export shipment purchase sale delivery tariff duty levy "
                    "quota surcharge trade");
}

/* "Fuel depots at an air base", "a fire at the embassy": the base or body to which it belongs. */
static void take_site(struct reading *r, const struct arguments *inner, struct heads *out) {
    for (uint32_t i = 0; i < inner->n && out->n == 0; i++) {
        const struct argument *g = &inner->items[i];
        if (g->role.name != ROLE_PREPOSITION || g->distance > 0 ||
            !str_in(know_word_text(r->know, g->role.word), "at inside outside"))
            continue;
        const struct mention *m = who_mention(r, g->token);
        if (m->kind == ENTITY_ORGANISATION && m->is_known && !m->is_vague &&
            str_in(m->sector, "MIL COP GOV LEG JUD REB"))
            out->items[out->n++] = g->token;
    }
}

/* "A bus carrying soldiers", "a school housing refugees": the people in what is hit. */
static void take_carried(struct reading *r, const struct act *a, uint32_t noun,
                         const struct heads *taken, struct heads *out) {
    static const struct role object = {ROLE_OBJ, 0};
    uint32_t part = child_with(r, noun, DEP_acl);
    if (out->n || part == NONE || part < noun || a->type != PLOVER_ASSAULT ||
        !lemma_in(r, part, "carry transport house shelter ferry take bring"))
        return;
    struct arguments inner;
    walk_arguments(r, part, &inner);
    party_take_at(r, a, &inner, &object, 0, taken, out);
}

/* "Positions of Hezbollah", "land held by the army": whose the place is that is attacked. */
static void take_holder(struct reading *r, const struct act *a, uint32_t noun,
                        const struct heads *taken, struct heads *out) {
    static const struct role holder = {ROLE_SUBJ, 0}, band = {ROLE_MOD, 0};
    struct arguments inner;
    const struct role of = {ROLE_PREPOSITION, know_word(r->know, STR("of"))};
    walk_arguments(r, noun, &inner);
    if (lemma_in(
            r, noun,
            "position stronghold base bastion heart headquarters compound hideout camp target site "
            "outpost depot convoy warehouse barracks facility home house residence office "
            "apartment villa farm workplace newsroom studio premises website account asset "
            "property license licence passport phone newspaper citizenship")) {
        party_take_at(r, a, &inner, &of, 0, taken, out);
        if (out->n == 0) /* "an insurgent base" */
            party_take_at(r, a, &inner, &band, 0, taken, out);
    }
    take_site(r, &inner, out);
    take_carried(r, a, noun, taken, out);
    for (uint32_t depth = 0; depth < 2 && noun != NONE && out->n == 0; depth++) {
        uint32_t next = NONE;
        for (uint32_t c = r->first_child[noun]; c != NONE && out->n == 0; c = r->next_sibling[c]) {
            if (r->tokens[c].deprel == DEP_nmod && lemma_is(r, case_of(r, c), "of"))
                next = c; /* "the last patch of land held by" */
            if (r->tokens[c].deprel != DEP_acl ||
                !lemma_in(r, c, "hold control occupy man defend belong use run own operate seize"))
                continue;
            struct arguments below;
            walk_arguments(r, c, &below);
            party_take_at(r, a, &below, &holder, 0, taken, out);
        }
        noun = next;
    }
}

/* "Complaints of fraud filed by X", "a resolution drafted by X": who made what is rejected. */
static void take_maker(struct reading *r, const struct act *a, uint32_t noun,
                       const struct heads *taken, struct heads *out) {
    uint32_t top = noun;
    for (int depth = 0; depth < 3 && top != NONE && out->n == 0; depth++) {
        uint32_t part = child_with(r, top, DEP_acl);
        if (part != NONE && part > top &&
            lemma_in(r, part,
                     "file lodge submit make present propose table draft issue bring raise put lay "
                     "sponsor introduce send write voice level"))
            party_take_agent_of(r, a, part, taken, out);
        top = child_with(r, top, DEP_nmod);
    }
}

/* "Accepted parts of the plan": of a part, the whole is somebody's. */
static uint32_t whole_of(const struct reading *r, uint32_t noun) {
    uint32_t whole = child_with(r, noun, DEP_nmod);
    bool is_part =
        lemma_in(r, noun, "part most much bulk element point aspect portion version all");
    return is_part && whole != NONE && lemma_is(r, case_of(r, whole), "of") ? whole : noun;
}

/* "Critical of the government's financing", "rejected Iran's offer": an act upon what is somebody's
 * is upon him. */
static void take_owners(struct reading *r, const struct act *a, const struct arguments *arguments,
                        const struct heads *taken, struct heads *out) {
    bool is_hostile = plover_quad(a->type) == 4;
    for (uint32_t i = 0; i < arguments->n && out->n == 0; i++) {
        const struct argument *g = &arguments->items[i];
        bool is_topic = a->type == PLOVER_REQUEST && lemma_is(r, case_of(r, g->token), "over");
        if (is_topic || !may_stand_in(r, a, g) || party_is_listed(taken->items, taken->n, g->token))
            continue;
        struct arguments inner;
        struct role role = {ROLE_POSS, 0};
        str rest, one;
        uint32_t noun = whole_of(r, g->token);
        walk_arguments(r, noun, &inner);
        if (a->type == PLOVER_REQUEST && party_is_undergone(r, noun))
            party_keep_doers(r, &inner);
        party_take_at(r, a, &inner, &role, 0, taken, out);
        const char *list = owner_prepositions(r, a->type, noun);
        rest = (str){list, (uint32_t)strlen(list)};
        while (out->n == 0 && rest.n && str_split(&rest, ' ', &one)) {
            role = (struct role){ROLE_PREPOSITION, know_word(r->know, one)};
            party_take_at(r, a, &inner, &role, 0, taken, out);
        }
        if (out->n == 0 && (a->type == PLOVER_AID || a->type == PLOVER_ACCUSE))
            take_nested(r, a, &inner, list, taken, out);
        if (out->n == 0 && (a->type == PLOVER_SANCTION || a->type == PLOVER_THREATEN) &&
            is_trade(r, noun))
            party_take_traded(r, a, noun, taken, out);
        if (out->n == 0 && (a->type == PLOVER_ASSAULT || a->type == PLOVER_COERCE))
            take_holder(r, a, noun, taken, out);
        if (out->n == 0 && a->type == PLOVER_REJECT)
            take_maker(r, a, noun, taken, out);
        role = (struct role){ROLE_MOD, 0};
        bool is_where = is_hostile && party_is_place_noun(r, noun);
        if (out->n == 0 && !is_where && !who_mention(r, noun)->is_known)
            party_take_at(r, a, &inner, &role, 0, taken, out);
        if (out->n && is_same_party(r, taken, out->items[0]))
            out->n = 0;
    }
}

/* "A U.N. report accuses", "the Turkish statement called for": whose words act. */
static void take_author(struct reading *r, const struct act *a, const struct heads *taken,
                        struct heads *out) {
    for (uint32_t i = 0; i < a->arguments.n && out->n == 0; i++) {
        struct argument g = a->arguments.items[i];
        if (g.role.name != ROLE_SUBJ || g.distance > 0 || !is_noun(r, g.token) ||
            is_receiving_subject(r, a, &g) || party_fits(r, g.token, a->type, &g.role))
            continue;
        g.role.name = ROLE_OBJ;
        struct arguments one = {.n = 1};
        one.items[0] = g;
        take_owners(r, a, &one, taken, out);
        uint32_t part = child_with(r, g.token, DEP_acl); /* "a statement issued by X vowed" */
        if (out->n == 0 && part != NONE && part > g.token && part < a->token &&
            lemma_in(r, part, "issue release sign publish write send post read"))
            party_take_agent_of(r, a, part, taken, out);
    }
}

/* "An Israeli tank shell killed", "Russian missiles slammed into": whose weapon acts. */
static void take_weapon_owner(struct reading *r, const struct act *a, const struct heads *taken,
                              struct heads *out) {
    static const struct role roles[] = {{ROLE_POSS, 0}, {ROLE_MOD, 0}};
    for (uint32_t i = 0; i < a->arguments.n && out->n == 0; i++) {
        const struct argument *g = &a->arguments.items[i];
        if (g->role.name != ROLE_SUBJ || g->distance > 0 ||
            !lemma_in(r, g->token,
                      "missile rocket shell bomb shelling bullet mortar round barrage salvo volley "
                      "munition projectile fire gunfire warhead torpedo"))
            continue;
        struct arguments inner;
        walk_arguments(r, g->token, &inner);
        for (size_t k = 0; k < 2 && out->n == 0; k++)
            party_take_at(r, a, &inner, &roles[k], 0, taken, out);
    }
}

/* "An offensive to drive the rebels out": whom a deed is to reach, by the purpose that follows it
 * or the verb over it. */
static void take_targets(struct reading *r, struct act *a, const struct heads *taken,
                         struct heads *out) {
    static const struct role object = {ROLE_OBJ, 0};
    const char *purposes =
        a->type == PLOVER_PROTEST
            ? "protest denounce condemn oppose demand decry press pressure"
            : "drive oust dislodge root flush clear eliminate capture arrest kill "
              "target destroy defeat crush rout hunt track expel disarm stop push "
              "remove retake punish neutralize neutralise strike hit fight pursue preempt "
              "pre-empt degrade halt repel thwart disperse scatter";
    uint32_t above = r->tokens[a->token].head;
    for (int i = 0; i < 2 && above != NONE && is_noun(r, above); i++)
        above = r->tokens[above].head; /* "held a series of marches to protest" */
    const uint32_t tops[] = {a->token, above};
    for (size_t i = 0; i < 2 && out->n == 0; i++) {
        if (tops[i] == NONE || (i == 1 && !is_verb(r, tops[i])) ||
            (i == 1 && r->tokens[a->token].deprel == DEP_nsubj))
            continue; /* nor what the attack itself "will not stop" */
        for (uint32_t c = r->first_child[tops[i]]; c != NONE && out->n == 0;
             c = r->next_sibling[c]) {
            enum deprel d = (enum deprel)r->tokens[c].deprel;
            bool is_purpose =
                c > a->token && is_verb(r, c) &&
                (d == DEP_acl || d == DEP_advcl || d == DEP_xcomp || d == DEP_acl_relcl) &&
                lemma_in(r, c, purposes);
            if (!is_purpose)
                continue;
            struct arguments args;
            walk_arguments(r, c, &args);
            party_take(r, a, &args, &object, taken, out);
            if (out->n == 0)
                take_owners(r, a, &args, taken, out);
        }
    }
}

/* "Sent warplanes to Syria | in support of Assad". */
static void take_supported(struct reading *r, const struct act *a, struct heads *out) {
    enum { FAR = 12 };
    static const struct role object = {ROLE_OBJ, 0};
    uint32_t last = r->text->sentences[r->sentence[a->token]].last;
    for (uint32_t t = a->token + 2; t + 1 < last && t < a->token + FAR; t++) {
        if (!lemma_in(r, t, "support aid defense defence") || !lemma_is(r, t - 1, "in") ||
            !lemma_is(r, t + 1, "of"))
            continue;
        uint32_t whom = child_with(r, t, DEP_nmod);
        if (whom != NONE && whom > t && party_fits(r, whom, a->type, &object))
            out->items[out->n++] = whom;
        return;
    }
}

/* "Sent soldiers to help Mali": whom what is sent shall help. */
static void take_helped(struct reading *r, const struct act *a, const struct heads *taken,
                        struct heads *out) {
    static const struct role object = {ROLE_OBJ, 0};
    take_supported(r, a, out);
    for (uint32_t i = 0; i < a->arguments.n && out->n == 0; i++) {
        if (a->arguments.items[i].role.name != ROLE_XCOMP)
            continue;
        struct arguments args;
        walk_arguments(r, a->arguments.items[i].token, &args);
        party_take(r, a, &args, &object, taken, out);
    }
}

/* "Anti-government protests": against whom. */
static void take_opposed(struct reading *r, const struct act *a, struct heads *out) {
    uint32_t low = r->text->sentences[r->sentence[a->token]].first;
    for (uint32_t t = a->token, steps = 0; t > low && steps < 4; steps++) {
        t--;
        enum upos u = (enum upos)r->tokens[t].upos;
        if (u != UPOS_ADJ && u != UPOS_NOUN && u != UPOS_PROPN && u != UPOS_PUNCT)
            return;
        if (str_starts(r->lemma[t], STR("anti-")) && who_mention(r, t)->is_known)
            out->items[out->n++] = t;
    }
}

/* "Received Iranian assistance": who gives, where the subject takes. */
static void take_giver(struct reading *r, const struct act *a, const struct heads *taken,
                       struct heads *out) {
    if (names_subject(r, a->frame->first_actor_role, a->frame->n_actor_roles))
        return;
    struct arguments objects = {0};
    for (uint32_t i = 0; i < a->arguments.n; i++)
        if (a->arguments.items[i].role.name == ROLE_OBJ)
            objects.items[objects.n++] = a->arguments.items[i];
    take_owners(r, a, &objects, taken, out);
    if (!a->arguments.is_passive && out->n && out->items[0] < a->token)
        out->n = 0; /* "its raid drew criticism": whose the subject is gives nothing */
}

/* "Troops are deployed along the border": who moves, where nobody sends. */
static void take_moved(struct reading *r, const struct act *a, struct heads *out) {
    static const struct role object = {ROLE_OBJ, 0};
    struct heads nobody = {NULL, 0};
    if (!a->arguments.is_passive || a->frame->pos != 'v')
        return;
    struct act moved = *a;
    moved.type = PLOVER_COERCE; /* for whom one's own men are no "what is sent" */
    party_take(r, &moved, &a->arguments, &object, &nobody, out);
}

/* "The party is banned in Turkey": where something is forbidden, the state forbids it. */
static void take_forbidding_state(struct reading *r, const struct act *a, struct heads *out) {
    if (!a->arguments.is_passive ||
        !lemma_in(r, a->token, "ban outlaw prohibit forbid block censor blacklist criminalize"))
        return;
    uint32_t in = know_word(r->know, STR("in"));
    for (uint32_t i = 0; i < a->arguments.n; i++) {
        const struct argument *g = &a->arguments.items[i];
        if (g->role.name == ROLE_PREPOSITION && g->role.word == in &&
            who_mention(r, g->token)->kind == ENTITY_COUNTRY)
            out->items[out->n++] = g->token;
        if (out->n)
            return;
    }
}

/* "A military coup": who rises is part of the act's name. */
static void take_rebel_body(struct reading *r, struct act *a) {
    for (uint32_t t = a->first; t < a->token; t++) {
        const struct mention *m = who_mention(r, t);
        if (m->is_human && m->is_known && a->n_actors == 0)
            a->actors[a->n_actors++] = t;
    }
}

/* Acts that are done to somebody by way of what is his. */
static bool reaches_owner(enum plover_type t) {
    return t == PLOVER_ACCUSE || t == PLOVER_REJECT || t == PLOVER_SUPPORT || t == PLOVER_REQUEST ||
           t == PLOVER_THREATEN || t == PLOVER_COERCE || t == PLOVER_ASSAULT ||
           t == PLOVER_SANCTION || t == PLOVER_AID || t == PLOVER_COOPERATE;
}

/* "Accepted Egypt's proposal": what is agreed to is somebody's offer. */
static bool is_acceptance(const struct reading *r, const struct act *a) {
    return (a->type == PLOVER_AGREE || a->type == PLOVER_CONCEDE) && a->frame->pos == 'v' &&
           lemma_in(r, a->token, "accept embrace agree");
}

/* "Flew jets into Taiwan's zone": the air or the waters of somebody whom it is to impress. */
static bool is_intrusion(const struct reading *r, const struct act *a) {
    for (uint32_t i = 0; i < a->arguments.n && a->type == PLOVER_MOBILIZE; i++) {
        if (is_air_or_sea(r, &a->arguments.items[i]))
            return true;
    }
    return false;
}

/* "The OIC expressed its condemnation": who is named in the clause stands for his pronoun. */
static void name_owners(struct reading *r, struct act *a) {
    for (uint32_t k = 0; k < a->n_actors; k++) {
        uint32_t owner = a->actors[k];
        if (!who_mention(r, owner)->is_pronoun || r->tokens[owner].deprel != DEP_nmod_poss)
            continue;
        uint32_t entity = who_mention(r, owner)->entity;
        for (uint32_t i = 0; i < a->arguments.n; i++) {
            const struct argument *g = &a->arguments.items[i];
            if (g->role.name != ROLE_SUBJ || g->distance > 1 || entity == NONE ||
                who_mention(r, g->token)->entity != entity)
                continue;
            if (a->n_actors == 1) /* "Norway and Spain announced their recognition" */
                a->n_actors = who_expand(r, g->token, a->actors, ACT_PARTIES);
            else
                a->actors[k] = g->token;
            break;
        }
    }
}

/* "Was given assurances by Washington": whose the thing given is. */
static void take_source(struct reading *r, const struct act *a, const struct heads *taken,
                        struct heads *out) {
    static const char *const markers[] = {"by", "from"};
    for (uint32_t i = 0; i < a->arguments.n && out->n == 0; i++) {
        const struct argument *g = &a->arguments.items[i];
        struct arguments inner;
        if (g->role.name != ROLE_OBJ || g->distance > 0 || !is_noun(r, g->token))
            continue;
        walk_arguments(r, g->token, &inner);
        for (size_t k = 0; k < 2 && out->n == 0; k++) {
            const struct role role = {ROLE_PREPOSITION, know_word(r->know, str_from(markers[k]))};
            party_take_at(r, a, &inner, &role, 0, taken, out);
        }
    }
}

static void complete_actors(struct reading *r, const struct act *a, const struct heads *recipients,
                            struct heads *actors) {
    if (actors->n == 0 && plover_quad(a->type) != 4)
        take_author(r, a, recipients, actors);
    if (actors->n == 0 && a->frame->pos == 'v' && a->type == PLOVER_ASSAULT)
        take_weapon_owner(r, a, recipients, actors);
    if (actors->n == 0 && a->frame->pos == 'v' && a->frame->n_actor_roles)
        take_giver(r, a, recipients, actors);
    if (actors->n == 0 && a->arguments.is_passive &&
        (a->type == PLOVER_AGREE || a->type == PLOVER_AID || a->type == PLOVER_SUPPORT) &&
        !lemma_in(r, a->token, /* of what others did */
                  "welcome hail praise approve applaud endorse salute commend laud"))
        take_source(r, a, recipients, actors);
    if (actors->n == 0 && a->type == PLOVER_MOBILIZE)
        take_moved(r, a, actors);
    if (actors->n == 0 && a->type == PLOVER_COERCE)
        take_forbidding_state(r, a, actors);
}

/* "An Al-Qaeda suicide attack", "the takeover of China", "a march to protest the plan". */
static void complete_deed(struct reading *r, struct act *a, struct heads *actors,
                          struct heads *recipients) {
    if (actors->n == 0)
        take_named(r, a, ROLE_MOD, recipients, actors);
    if (actors->n == 0 && plover_quad(a->type) == 4)
        party_take_agent_above(r, a, recipients, actors);
    if (recipients->n == 0)
        take_named(r, a, ROLE_PREPOSITION, actors, recipients);
    if (recipients->n == 0 && a->type == PLOVER_PROTEST)
        take_opposed(r, a, recipients);
    if (recipients->n == 0 && (a->type == PLOVER_ASSAULT || a->type == PLOVER_PROTEST))
        take_targets(r, a, actors, recipients);
}

/* "Prosecutors led the prosecution of X": whatever the noun's frame says of its own words, who does
 * it is the subject of the light verb over it. */
static void take_light_subject(struct reading *r, const struct act *a, const struct heads *taken,
                               struct heads *out) {
    static const struct role subject = {ROLE_SUBJ, 0};
    uint32_t verb = a->light != NONE ? a->light : r->tokens[a->token].head;
    if (a->frame->pos != 'n' || verb == NONE || a->frame->n_actor_roles == 0 ||
        (a->light == NONE && (!lemma_in(r, verb, "order launch begin start") ||
                              r->tokens[a->token].deprel != DEP_obj)) ||
        lemma_in(r, verb, "end halt cancel include follow") ||
        names_subject(r, a->frame->first_recipient_role, a->frame->n_recipient_roles))
        return;
    party_take(r, a, &a->arguments, &subject, taken, out);
}

void parties_complete(struct reading *r, struct act *a) {
    const struct frame *f = a->frame;
    struct heads actors = {a->actors, a->n_actors}, recipients = {a->recipients, a->n_recipients};
    if (actors.n == 0)
        take_light_subject(r, a, &recipients, &actors);
    complete_actors(r, a, &recipients, &actors);
    if (a->type == PLOVER_AID && f->pos == 'v' && recipients.n == 0)
        take_helped(r, a, &actors, &recipients);
    if (recipients.n == 0 && !(f->flags & FRAME_MUTUAL) &&
        (reaches_owner(a->type) || is_intrusion(r, a) || is_acceptance(r, a)))
        take_owners(r, a, &a->arguments, &actors, &recipients);
    if (recipients.n == 0)
        party_take_that(r, a, &actors, &recipients);
    if (a->type == PLOVER_PROTEST && f->pos == 'v' && recipients.n == 0)
        take_targets(r, a, &actors, &recipients);
    a->n_actors = actors.n;
    a->n_recipients = recipients.n;
    if (f->pos == 'n') {
        if (a->type == PLOVER_CONSULT)
            parties_from_consultation(r, a);
        if (a->n_actors == 0 && lemma_in(r, a->token, "coup putsch mutiny raid sweep"))
            take_rebel_body(r, a);
        actors.n = a->n_actors;
        if (is_deed(a->type))
            complete_deed(r, a, &actors, &recipients);
        a->n_actors = actors.n;
        a->n_recipients = recipients.n;
        parties_from_clause(r, a);
    }
    name_owners(r, a);
}

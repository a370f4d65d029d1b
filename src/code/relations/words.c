/* What verbs and prepositions say of standing facts. A verb's row gives the fact and where its two
 * sides stand among the walk's arguments, so voice, participles ("controlled by", "ISIS-held",
 * "backed by") and control come for free. "Against" is told from its own end: the first word of
 * fighting above it says who fights, because where the phrase hangs is what parsers get wrong most.
 */
#include "code/relations/parts.h"

enum { MAX_CLIMB = 8 };

enum place_of { AT_SUBJECT, AT_OBJECT, AT_PHRASE };
/* What the object must be for the word to have this meaning. */
enum needs {
    NEEDS_NOTHING,
    NEEDS_ARMED,
    NEEDS_FIGHTERS,
    NEEDS_PEOPLE,
    NEEDS_PLACE,
    NEEDS_HIDEOUT,
    NEEDS_FORCE,
    NEEDS_ARMS
};

static const struct row {
    const char *verbs;
    struct fact fact;
    enum place_of from, to;
    const char *prepositions; /* of AT_PHRASE */
    enum needs needs;
} rows[] = {
    {"back support sponsor finance arm bankroll fund prop",
     {RELATION_BACKS, CHANGE_NONE},
     AT_SUBJECT,
     AT_OBJECT,
     NULL,
     NEEDS_NOTHING},
    {"train assist aid help reinforce equip bolster protect defend",
     {RELATION_BACKS, CHANGE_NONE},
     AT_SUBJECT,
     AT_OBJECT,
     NULL,
     NEEDS_ARMED},
    {"oppose resist", {RELATION_OPPOSES, CHANGE_NONE}, AT_SUBJECT, AT_OBJECT, NULL, NEEDS_NOTHING},
    {"fight battle combat bomb bombard shell strike pound",
     {RELATION_FIGHTS, CHANGE_NONE},
     AT_SUBJECT,
     AT_OBJECT,
     NULL,
     NEEDS_NOTHING},
    {"defeat destroy degrade counter crush eliminate eradicate rout repel dislodge confront drive "
     "engage target attack dismantle contain tackle flush clear",
     {RELATION_FIGHTS, CHANGE_NONE},
     AT_SUBJECT,
     AT_OBJECT,
     NULL,
     NEEDS_ARMED},
    {"expel eject oust",
     {RELATION_FIGHTS, CHANGE_NONE},
     AT_SUBJECT,
     AT_OBJECT,
     NULL,
     NEEDS_FIGHTERS},
    {"fight clash battle skirmish struggle",
     {RELATION_FIGHTS, CHANGE_NONE},
     AT_SUBJECT,
     AT_PHRASE,
     "with against off",
     NEEDS_NOTHING},
    {"kill wound injure slaughter massacre behead execute brutalize brutalise hit",
     {RELATION_FIGHTS, CHANGE_NONE},
     AT_SUBJECT,
     AT_OBJECT,
     NULL,
     NEEDS_PEOPLE},
    {"fire shoot",
     {RELATION_FIGHTS, CHANGE_NONE},
     AT_SUBJECT,
     AT_PHRASE,
     "on at upon",
     NEEDS_NOTHING},
    {"lead head command govern rule chair run oversee",
     {RELATION_LEADS, CHANGE_NONE},
     AT_SUBJECT,
     AT_OBJECT,
     NULL,
     NEEDS_NOTHING},
    {"preside", {RELATION_LEADS, CHANGE_NONE}, AT_SUBJECT, AT_PHRASE, "over", NEEDS_NOTHING},
    {"control hold occupy dominate administer rule govern",
     {RELATION_HOLDS, CHANGE_HOLDS},
     AT_SUBJECT,
     AT_OBJECT,
     NULL,
     NEEDS_PLACE},
    {"use employ deploy operate possess own acquire fire fly field wield",
     {RELATION_HOLDS, CHANGE_HOLDS},
     AT_SUBJECT,
     AT_OBJECT,
     NULL,
     NEEDS_ARMS},
    {"use", {RELATION_HOLDS, CHANGE_HOLDS}, AT_SUBJECT, AT_OBJECT, NULL, NEEDS_HIDEOUT},
    {"seize capture retake recapture liberate conquer overrun regain reclaim reconquer annex free "
     "take_over wrest",
     {RELATION_HOLDS, CHANGE_TOOK},
     AT_SUBJECT,
     AT_OBJECT,
     NULL,
     NEEDS_PLACE},
    {"take recover secure clear enter",
     {RELATION_HOLDS, CHANGE_TOOK},
     AT_SUBJECT,
     AT_OBJECT,
     NULL,
     NEEDS_FORCE},
    {"lose cede surrender relinquish abandon vacate evacuate",
     {RELATION_HOLDS, CHANGE_LOST},
     AT_SUBJECT,
     AT_OBJECT,
     NULL,
     NEEDS_PLACE},
    {"withdraw pull retreat flee",
     {RELATION_HOLDS, CHANGE_LOST},
     AT_SUBJECT,
     AT_PHRASE,
     "from",
     NEEDS_PLACE},
    {"drive force push expel flush oust dislodge eject",
     {RELATION_HOLDS, CHANGE_LOST},
     AT_OBJECT,
     AT_PHRASE,
     "from of out",
     NEEDS_PLACE},
    {"fall", {RELATION_HOLDS, CHANGE_TOOK}, AT_PHRASE, AT_SUBJECT, "to", NEEDS_PLACE},
    {"besiege encircle surround contest storm blockade",
     {RELATION_HOLDS, CHANGE_CONTESTS},
     AT_SUBJECT,
     AT_OBJECT,
     NULL,
     NEEDS_PLACE},
    {"fight battle clash",
     {RELATION_HOLDS, CHANGE_CONTESTS},
     AT_SUBJECT,
     AT_PHRASE,
     "for over",
     NEEDS_PLACE},
    {"advance push march",
     {RELATION_HOLDS, CHANGE_CONTESTS},
     AT_SUBJECT,
     AT_PHRASE,
     "on toward towards into",
     NEEDS_PLACE},
    {"recognize recognise",
     {RELATION_RECOGNISES, CHANGE_NONE},
     AT_SUBJECT,
     AT_OBJECT,
     NULL,
     NEEDS_NOTHING},
    {"ally align partner side team",
     {RELATION_ALLIED, CHANGE_NONE},
     AT_SUBJECT,
     AT_PHRASE,
     "with to alongside",
     NEEDS_NOTHING},
    {"join", {RELATION_MEMBER, CHANGE_NONE}, AT_SUBJECT, AT_OBJECT, NULL, NEEDS_NOTHING},
    {"belong", {RELATION_MEMBER, CHANGE_NONE}, AT_SUBJECT, AT_PHRASE, "to", NEEDS_NOTHING},
    {"base headquarter station exile garrison",
     {RELATION_LOCATED, CHANGE_NONE},
     AT_OBJECT,
     AT_PHRASE,
     "in at near on",
     NEEDS_PLACE},
};

static bool meets_alone(struct reading *r, const struct row *row, uint32_t t) {
    const struct mention look = who_look(r, t), *m = &look;
    bool is_arms = is_arm(r, t);
    switch (row->needs) {
    case NEEDS_ARMED:
        return is_armed(r, t);
    case NEEDS_FIGHTERS: /* envoys are expelled in peace, and so are guests' troops */
        return m->is_known && str_in(m->sector, "REB PAR");
    case NEEDS_ARMS:
        return is_arms;
    case NEEDS_PEOPLE:
        return m->is_human && !m->is_thing;
    case NEEDS_FORCE: /* and an armed subject */
        if (lemma_in(r, t,
                     "part place time action step measure power office lead charge side seat "
                     "oath stock hold care"))
            return false; /* who takes part takes nothing */
        return !is_arms && m->kind != ENTITY_PERSON;
    case NEEDS_HIDEOUT: /* and rebels as subject: guests use an airport, and do not hold it */
    case NEEDS_PLACE:
        return !is_arms && m->kind != ENTITY_PERSON;
    default:
        return true;
    }
}

/* Who takes places by arms: armed people and states, not a minister who enters. */
static bool is_force(struct reading *r, uint32_t t) {
    const struct mention look = who_look(r, t);
    return is_armed(r, t) && !(look.kind == ENTITY_PERSON && str_is(look.sector, "GOV"));
}

static bool is_rebel(struct reading *r, uint32_t t) {
    const struct mention look = who_look(r, t);
    return look.is_known && str_in(look.sector, "REB PAR CRM");
}

/* The object, or one that is listed with it: "using attack, bomber and fighter aircraft". */
static bool meets(struct reading *r, const struct row *row, uint32_t t) {
    if (meets_alone(r, row, t))
        return true;
    if (row->needs != NEEDS_ARMS)
        return false;
    for (uint32_t c = r->first_child[t]; c != NONE; c = r->next_sibling[c])
        if (r->tokens[c].deprel == DEP_conj && meets_alone(r, row, c))
            return true;
    return false;
}

/* "To back A against B", "helping A fight B": A fights B. */
static bool add_against(struct reading *r, uint32_t t, const struct arguments *a,
                        struct relations *out) {
    uint32_t foe = argument_after(r, a, "against"), helped = argument_of(a, ROLE_OBJ);
    if (foe == NONE && helped != NONE)
        foe = phrase_after(r, helped, "against");
    return helped == NONE || relation_add(r, out, (struct fact){RELATION_FIGHTS, CHANGE_NONE},
                                          helped, foe, foe == NONE ? t : case_of(r, foe));
}

static uint32_t side_of(struct reading *r, const struct arguments *a, enum place_of at,
                        const char *prepositions) {
    if (at == AT_PHRASE) {
        uint32_t t = argument_after(r, a, prepositions), object = argument_of(a, ROLE_OBJ);
        return t == NONE && object != NONE ? phrase_after(r, object, prepositions) : t;
    }
    for (uint32_t i = 0; i < a->n && at == AT_SUBJECT; i++) /* strikes, forces: who can act */
        if (a->items[i].role.name == ROLE_SUBJ &&
            (who_look(r, a->items[i].token).is_human || is_armed(r, a->items[i].token)))
            return a->items[i].token;
    uint32_t t = argument_of(a, at == AT_SUBJECT ? ROLE_SUBJ : ROLE_OBJ);
    return t == NONE && at == AT_OBJECT ? argument_of(a, ROLE_SUBJ) : t;
}

/* ---- fighting ---- */

static const char fighting[] =
    "advance fight war battle struggle campaign operation offensive strike airstrike attack raid "
    "assault combat defense defence mission sortie bombing bombardment shelling clash force "
    "action siege jihad insurgency rebellion push counteroffensive counter-offensive crackdown "
    "intervention air_strike use coalition drive onslaught";

static bool is_fighting(const struct reading *r, uint32_t t) {
    return (is_noun(r, t) || is_verb(r, t)) && lemma_in(r, t, fighting);
}

/* The word of fighting that "against" belongs to: the nearest above it, else before it in its
 * sentence. */
static uint32_t fight_above(const struct reading *r, uint32_t foe) {
    uint32_t t = r->tokens[foe].head;
    for (int i = 0; i < MAX_CLIMB && t != NONE; i++, t = r->tokens[t].head)
        if (t < foe && is_fighting(r, t))
            return t;
    uint32_t low = r->text->sentences[r->sentence[foe]].first;
    for (t = foe; t-- > low && foe - t < 30;)
        if (is_fighting(r, t))
            return t;
    return NONE;
}

static bool is_talk(const struct reading *r, uint32_t verb) {
    return (operators_of(r, verb) & OP_REPORT) ||
           lemma_in(r, verb,
                    "condemn criticize criticise denounce praise welcome discuss describe announce "
                    "oppose call urge see support back aid help watch fear survive escape face");
}

static const char involved[] =
    "involved involve engaged engage complicit active instrumental busy lock locked embroil "
    "embroiled mire mired commit committed dedicate dedicated join";

uint32_t doer_above(const struct reading *r, uint32_t noun) {
    uint32_t t = noun;
    if (child_with(r, noun, DEP_cop) != NONE) /* "is at war" */
        return walk_subject(r, noun);
    for (int i = 0; i < 4 && t != NONE; i++) {
        uint32_t up = r->tokens[t].head;
        enum deprel d = deprel_basic((enum deprel)r->tokens[t].deprel);
        if (up != NONE && lemma_in(r, up, involved) && child_with(r, up, DEP_nsubj_pass) != NONE)
            return child_with(r, up, DEP_nsubj_pass); /* "was involved", taken for a passive */
        if (up != NONE && lemma_in(r, up, involved))
            return walk_subject(r, up);
        if (up != NONE && is_verb(r, up))
            return (d == DEP_obj || d == DEP_obl || d == DEP_xcomp) && !is_talk(r, up)
                       ? walk_subject(r, up)
                       : NONE;
        if (up == NONE || (d != DEP_nmod && d != DEP_conj))
            return NONE;
        t = up;
    }
    return NONE;
}

/* Who stands before a noun of fighting: "their campaign", "the coalition strike"; else who does
 * what the noun is the object of: "launched strikes", "join the fight". */
static uint32_t fighter_of(struct reading *r, uint32_t fight) {
    struct arguments a;
    walk_arguments(r, fight, &a);
    uint32_t from = argument_of(&a, ROLE_POSS);
    if (from == NONE)
        from = side_of(r, &a, AT_SUBJECT, NULL);
    if (from == fight) /* "killed by a coalition airstrike" */
        from = NONE;
    for (uint32_t i = 0; i < a.n && from == NONE; i++)
        if (a.items[i].role.name == ROLE_MOD &&
            (who_look(r, a.items[i].token).is_known || is_armed(r, a.items[i].token)))
            from = a.items[i].token;
    if (from == NONE)
        from = phrase_after(r, fight, "by");
    return from != NONE || is_verb(r, fight) ? from : doer_above(r, fight);
}

/* ---- verbs ---- */

/* "Repelled an attack by the rebels", "held off Russian attacks": whose attack it is. */
static uint32_t attacker_of(struct reading *r, uint32_t attack) {
    uint32_t by = phrase_after(r, attack, "by from");
    return by != NONE ? by : fighter_of(r, attack);
}

/* "Seized the town from B": what B held, it lost, in a fight. */
static bool add_loser(struct reading *r, uint32_t t, const struct arguments *a, uint32_t held,
                      struct relations *out) {
    uint32_t taker = side_of(r, a, AT_SUBJECT, NULL);
    uint32_t loser = argument_after(r, a, "from");
    if (loser == NONE)
        loser = phrase_after(r, held, "from");
    return loser == NONE || !is_armed(r, loser) ||
           (relation_add(r, out, (struct fact){RELATION_HOLDS, CHANGE_LOST}, loser, held, t) &&
            relation_add(r, out, (struct fact){RELATION_FIGHTS, CHANGE_NONE}, taker, loser, t));
}

/* "The army carried out strikes using drones": who acts in the clauses around a verb, NONE. */
static uint32_t actor_around(struct reading *r, uint32_t verb) {
    for (uint32_t t = r->tokens[verb].head, i = 0; i < MAX_CLIMB && t != NONE;
         t = r->tokens[t].head, i++) {
        uint32_t subject = is_verb(r, t) ? walk_subject(r, t) : NONE;
        if (subject != NONE && (who_look(r, subject).is_human || is_armed(r, subject)))
            return subject;
    }
    return NONE;
}

static const char helping[] = "back support help assist aid defend arm train reinforce";

/* "Leads the coalition | to defeat A": the force before the infinitive, NONE. */
static uint32_t force_before_aim(const struct reading *r, uint32_t t) {
    while (r->tokens[t].deprel == DEP_conj && r->tokens[t].head != NONE && r->tokens[t].head < t &&
           child_with(r, t, DEP_nsubj) == NONE)
        t = r->tokens[t].head;
    bool is_aim = t > 1 && r->sentence[t - 2] == r->sentence[t] && lemma_is(r, t - 1, "to");
    return is_aim && lemma_in(r, t - 2, "coalition alliance force mission fight campaign") ? t - 2
                                                                                           : NONE;
}

/* "Gets money from A", "received arms from A": the giver backs whom it reaches. */
static bool add_giver(struct reading *r, uint32_t t, struct relations *out) {
    uint32_t object = child_with(r, t, DEP_obj);
    if (!lemma_in(r, t, "get receive obtain") ||
        (!lemma_in(r, object, "money cash fund funding funds training arms") &&
         (object == NONE || !is_arm(r, object))))
        return true;
    for (uint32_t c = r->first_child[object]; c != NONE; c = r->next_sibling[c])
        if (lemma_in(r, c, "fire gunfire shelling")) /* "received gun and rocket fire" */
            return true;
    struct arguments a;
    walk_arguments(r, t, &a);
    uint32_t giver = argument_after(r, &a, "from"), taker = argument_of(&a, ROLE_SUBJ);
    return giver == NONE || !is_armed(r, taker == NONE ? giver : taker) ||
           relation_add(r, out, (struct fact){RELATION_BACKS, CHANGE_NONE}, giver, taker, t);
}

bool relations_from_verb(struct reading *r, uint32_t t, struct relations *out) {
    struct arguments a;
    bool has_arguments = false;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const struct row *row = &rows[i];
        if (!lemma_in(r, t, row->verbs))
            continue;
        if (!has_arguments)
            walk_arguments(r, t, &a);
        has_arguments = true;
        uint32_t from = side_of(r, &a, row->from, row->prepositions);
        uint32_t force = row->fact.kind == RELATION_FIGHTS ? force_before_aim(r, t) : NONE;
        from = force != NONE ? force : from;
        if (row->needs == NEEDS_ARMS && from != NONE && !who_look(r, from).is_human)
            from = actor_around(r, t);
        uint32_t to = side_of(r, &a, row->to, row->prepositions);
        if (row->fact.kind == RELATION_FIGHTS && to != NONE && is_noun(r, to) &&
            is_fighting(r, to) && !is_armed(r, to))
            to = attacker_of(r, to);
        if (row->fact.kind == RELATION_ALLIED && to == NONE) { /* "Iran-aligned militias" */
            to = from;
            from = argument_of(&a, ROLE_OBJ);
        } else if (row->fact.kind == RELATION_ALLIED && from == NONE) {
            from = argument_of(&a, ROLE_OBJ); /* "militias allied with Iran" */
        }
        if (from == NONE || to == NONE || from == to || !meets(r, row, to) ||
            (row->needs == NEEDS_FORCE && !is_force(r, from)) ||
            (row->needs == NEEDS_HIDEOUT && !is_rebel(r, from)))
            continue;
        if (row->fact.kind == RELATION_FIGHTS && is_fighting(r, from) && is_noun(r, from) &&
            !is_armed(r, from))
            from = fighter_of(r, from); /* "a coalition airstrike killed" */
        if (row->fact.change == CHANGE_TOOK && !add_loser(r, t, &a, to, out))
            return false;
        uint32_t winner = argument_after(r, &a, "to"); /* "lost the town to A" */
        if (row->fact.change == CHANGE_LOST && winner != NONE && is_armed(r, winner) &&
            !relation_add(r, out, (struct fact){RELATION_HOLDS, CHANGE_TOOK}, winner, to, t))
            return false;
        if (!relation_add(r, out, row->fact, from, to, t))
            return false;
    }
    bool is_help = lemma_in(r, t, helping);
    if (!add_giver(r, t, out))
        return false;
    return !is_help || !has_arguments || add_against(r, t, &a, out);
}

/* ---- prepositions ---- */

/* The word of fighting above a phrase, by which it hangs there itself or in a list. */
static uint32_t fight_over(const struct reading *r, uint32_t t, const char *nouns) {
    uint32_t up = r->tokens[t].head;
    bool is_deed = up != NONE && (is_noun(r, up) || r->tokens[up].deprel == DEP_csubj);
    return is_deed && lemma_in(r, up, nouns) ? up : NONE;
}

static const char hostilities[] = "clash battle war fight fighting conflict hostility combat "
                                  "skirmish firefight gunfight shootout confrontation";

/* "A clash with A", "a standoff with A". */
static uint32_t fight_with(const struct reading *r, uint32_t t) {
    uint32_t fight = fight_over(r, t, hostilities);
    return fight != NONE ? fight : fight_over(r, t, "standoff feud");
}

/* "Between A and B fought on", where the tree gave B to the verb: the last noun of the run behind
 * "and", NONE. */
static uint32_t noun_after_and(const struct reading *r, uint32_t t) {
    uint32_t u = t + 1, end = r->text->sentences[r->sentence[t]].last;
    while (u < end && u < t + 6 && !lemma_is(r, u, "and"))
        u++;
    if (u >= end || !lemma_is(r, u, "and"))
        return NONE;
    for (uint32_t last = NONE; ++u < end;) {
        if (is_noun(r, u))
            last = u;
        else if (last != NONE)
            return last;
        else if (r->tokens[u].upos != UPOS_DET && r->tokens[u].upos != UPOS_ADJ)
            return NONE;
    }
    return NONE;
}

/* "Clashes broke out between A and B": the noun of fighting that is the subject of the verb over
 * the phrase, NONE. */
static uint32_t outbreak_over(const struct reading *r, uint32_t t) {
    uint32_t up = r->tokens[t].head;
    if (up == NONE || !lemma_in(r, up,
                                "break erupt begin rage continue flare resume intensify occur "
                                "escalate start persist spread ensue happen"))
        return NONE;
    uint32_t subject = child_with(r, up, DEP_nsubj);
    return lemma_in(r, subject, hostilities) ? subject : NONE;
}

/* "Between the Taliban and Afghan | forces", where the tree made one phrase of both: the noun
 * before "and", NONE. */
static uint32_t noun_before_and(const struct reading *r, uint32_t marker, uint32_t t) {
    for (uint32_t u = marker + 2; u < t; u++)
        if (lemma_is(r, u, "and"))
            return is_noun(r, u - 1) ? u - 1 : NONE;
    return NONE;
}

/* "Strikes on A", "a clash with A", "the bombing of A by B"; "fighting between A and B". */
static bool from_noun_of_fighting(struct reading *r, uint32_t t, uint32_t marker,
                                  struct relations *out) {
    uint32_t fight = NONE;
    const struct fact fights = {RELATION_FIGHTS, CHANGE_NONE};
    if (lemma_in(r, marker, "on upon at"))
        fight = fight_over(r, t,
                           "attack strike airstrike raid assault war bombing bombardment shelling "
                           "ambush fire onslaught crackdown offensive air_strike drone_strike");
    else if (lemma_is(r, marker, "with"))
        fight = fight_with(r, t);
    else if (lemma_is(r, marker, "of"))
        fight = fight_over(r, t,
                           "defeat bombing shelling bombardment killing massacre execution murder "
                           "slaughter persecution destruction beheading targeting torture");
    if (fight != NONE) {
        uint32_t fighter = fighter_of(r, fight);
        fighter = fighter == NONE ? phrase_after(r, t, "by") : fighter;
        return relation_add(r, out, fights, fighter, t, fight);
    }
    if (!lemma_in(r, marker, "between among"))
        return true;
    fight = fight_over(r, t, hostilities);
    if (fight == NONE)
        fight = outbreak_over(r, t);
    if (fight == NONE)
        return true;
    if (child_with(r, t, DEP_conj) == NONE) {
        uint32_t first = noun_before_and(r, marker, t);
        return relation_add(r, out, fights, t, first != NONE ? first : noun_after_and(r, t), fight);
    }
    return relation_add_listed(r, out, fights, t, fight);
}

/* "To back A against B": the verb of backing before A, where A stands right before "against". */
static uint32_t backing_before(const struct reading *r, uint32_t marker) {
    uint32_t low = r->text->sentences[r->sentence[marker]].first;
    if (marker == low || !is_noun(r, marker - 1))
        return NONE;
    for (uint32_t t = marker; t-- > low && marker - t < 20;)
        if (is_verb(r, t))
            return lemma_in(r, t, helping) ? t : NONE;
    return NONE;
}

static bool from_against(struct reading *r, uint32_t foe, struct relations *out) {
    uint32_t marker = case_of(r, foe), backing = backing_before(r, marker);
    if (backing != NONE && child_with(r, backing, DEP_obj) == NONE)
        return relation_add(r, out, (struct fact){RELATION_FIGHTS, CHANGE_NONE}, marker - 1, foe,
                            marker);
    uint32_t fight = fight_above(r, foe);
    if (fight == NONE)
        return true;
    return relation_add(r, out, (struct fact){RELATION_FIGHTS, CHANGE_NONE}, fighter_of(r, fight),
                        foe, fight);
}

/* The subject of the clause around a nominal. */
static uint32_t subject_around(const struct reading *r, uint32_t t) {
    for (int i = 0; i < MAX_CLIMB && t != NONE; i++, t = r->tokens[t].head)
        if (is_verb(r, t))
            return walk_subject(r, t);
    return NONE;
}

/* "Troops loyal to A", "is loyal to A": the noun of whom the adjective before the phrase speaks. */
static uint32_t adherent_before(const struct reading *r, uint32_t marker) {
    uint32_t word = marker - 1, up = r->tokens[word].head;
    enum deprel d = deprel_basic((enum deprel)r->tokens[word].deprel);
    if ((d == DEP_amod || d == DEP_acl || d == DEP_appos) && up != NONE && !is_verb(r, up))
        return up;
    uint32_t subject = child_with(r, word, DEP_nsubj);
    return subject != NONE ? subject : is_noun(r, word - 1) ? word - 1 : NONE;
}

static bool from_adjective(struct reading *r, uint32_t t, uint32_t marker, struct relations *out) {
    struct fact fact = {RELATION_BACKS, CHANGE_NONE};
    uint32_t low = r->text->sentences[r->sentence[t]].first;
    if (marker < low + 2 || !lemma_is(r, marker, "to"))
        return true;
    if (lemma_in(r, marker - 1, "hostile opposed averse inimical"))
        fact.kind = RELATION_OPPOSES;
    else if (lemma_in(r, marker - 1, "allegiance loyalty fealty")) /* "pledged allegiance to A" */
        return relation_add(r, out, fact, doer_above(r, marker - 1), t, marker - 1);
    else if (!lemma_in(r, marker - 1, "loyal faithful sympathetic devoted"))
        return true;
    return relation_add(r, out, fact, adherent_before(r, marker), t, marker - 1);
}

bool relations_from_preposition(struct reading *r, uint32_t t, struct relations *out) {
    uint32_t marker = case_of(r, t);
    if (lemma_is(r, marker, "against"))
        return from_against(r, t, out);
    if (!from_noun_of_fighting(r, t, marker, out) || !from_adjective(r, t, marker, out))
        return false;
    bool is_together =
        lemma_is(r, marker, "alongside") || (lemma_is(r, marker, "with") && marker > 0 &&
                                             lemma_in(r, marker - 1, "together along jointly"));
    if (is_together && (is_armed(r, t) || lemma_in(r, t, "ally partner")))
        return relation_add(r, out, (struct fact){RELATION_ALLIED, CHANGE_NONE},
                            subject_around(r, r->tokens[t].head), t, marker);
    return true;
}

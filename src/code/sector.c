/* Sectors by role. "People", "residents", "Islamists" and the plural of a demonym say who somebody
 * is, not what he is to the state; the guidelines take that from what he does or undergoes: those
 * who protest are OPP, unless for those in power; Islamists who attack or are attacked are REB,
 * those who fled or are taken in REF, other citizens to whom something is done CVL; an officer is
 * of the service of which the sentence tells. Names of the tables keep the sector that they have
 * there. Cost: the words of the sentence and of the two before it, once for each party. */
#include "code/sector.h"

#include "code/who/who.h"

#define CRAFT "aircraft plane ship vessel boat jet helicopter"

/* Words for people without a calling; workers on strike stay what they are. */
static const char people[] = "people person resident citizen crowd man woman villager youth local "
                             "ten hundred thousand dozen score supporter follower other";

static const char protest[] =
    "protest demonstrate demonstration rally march protester demonstrator marcher picket "
    "sit-in riot rioter unrest";

/* What is counted, "thousands of | students": the head where nothing is. */
static uint32_t counted_noun(const struct mention *m) {
    return m->reason == WHO_QUANTITY && m->why != NONE ? m->why : m->head;
}

static bool tells_of_protest(const struct reading *r, uint32_t sentence) {
    const struct sentence *s = &r->text->sentences[sentence];
    for (uint32_t t = s->first; t < s->last; t++)
        if (lemma_in(r, t, protest) &&
            (r->tokens[t].upos == UPOS_NOUN ||
             (is_verb(r, t) &&
              child_with(r, t, DEP_obj) == NONE))) /* not "protest the detention" */
            return true;
    return false;
}

/* "Protesters blocked roads. At least 200 people were arrested": right behind a sentence, or the
 * headline, that told of a protest. */
static bool is_after_protest(const struct reading *r, const struct mention *m) {
    enum { FAR = 2 };
    uint32_t s = r->sentence[m->head];
    for (uint32_t i = 1; i <= FAR && i <= s; i++)
        if (tells_of_protest(r, s - i))
            return true;
    return false;
}

/* "Israelis", "four Filipinos", "any Pakistani": a demonym as a noun. */
static bool is_citizens(const struct reading *r, const struct mention *m) {
    bool is_one = lemma_in(r, child_with(r, m->head, DEP_det), "a an any every each another");
    uint32_t noun = counted_noun(m);
    bool is_many = m->is_plural || child_with(r, noun, DEP_nummod) != NONE || /* 56 Rohingya */
                   (r->tokens[noun].upos == UPOS_PROPN &&                     /* Crimean Tatars */
                    str_ends(r->tokens[noun].form, STR("s")) && !lemma_is(r, noun, "swiss"));
    if ((!is_many && !is_one) || m->sector.n || r->hit_at[noun] == NONE) /* thousands of X */
        return false;
    const struct phrase_match *hit = &r->hits.items[r->hit_at[noun]].match;
    for (uint32_t i = 0; i < hit->n_hits; i++)
        if (hit->hits[i].kind == PHRASE_DEMONYM)
            return true;
    return false;
}

/* "Fired at thousands of people who took to the streets", "beat men chanting slogans": what the
 * phrase itself says that they do. */
static bool is_told_to_march(const struct reading *r, const struct mention *m) {
    uint32_t counted = child_with(r, m->head, DEP_nmod);
    uint32_t nouns[] = {m->head, m->reason == WHO_QUANTITY ? m->why : NONE, counted};
    for (size_t i = 0; i < sizeof nouns / sizeof *nouns; i++)
        for (uint32_t c = nouns[i] == NONE ? NONE : r->first_child[nouns[i]]; c != NONE;
             c = r->next_sibling[c]) {
            enum deprel d = deprel_basic((enum deprel)r->tokens[c].deprel);
            if (d != DEP_acl || c < nouns[i] || !is_verb(r, c))
                continue;
            uint32_t to = child_with(r, c, DEP_obl);
            uint32_t aim = lemma_in(r, c, "try attempt") ? child_with(r, c, DEP_xcomp) : c;
            if (lemma_in(r, c, "protest demonstrate rally march riot chant throw hurl") ||
                lemma_in(r, aim, "storm") ||
                (lemma_in(r, c, "take pour flood fill") &&
                 (lemma_is(r, to, "street") || lemma_is(r, child_with(r, c, DEP_obj), "street"))))
                return true;
        }
    return false;
}

/* "Residents torched a police station", "students threw rocks at police": what a crowd does in
 * anger. */
static bool is_rioting(const struct reading *r, const struct mention *m) {
    uint32_t verb = climb_to_verb(r, r->tokens[m->head].head, 2);
    if (!m->is_plural || lemma_is(r, m->head, "man") || verb == NONE)
        return false;
    if (lemma_in(r, verb,
                 "torch ransack smash stone vandalize vandalise loot pelt storm set burn overturn "
                 "deface topple"))
        return true;
    const struct sentence *s = &r->text->sentences[r->sentence[m->head]];
    for (uint32_t t = m->head; t < s->last; t++)
        if (lemma_in(r, t, "throw hurl fling") && is_verb(r, t) &&
            lemma_in(r, child_with(r, t, DEP_obj),
                     "rock stone bottle egg brick firebomb bomb cocktail missile"))
            return true;
    return false;
}

/* "Supporters of the junta", "the president's followers": of those in power. */
static bool stand_by_rulers(struct reading *r, const struct mention *m) {
    static const char stand[] = ADHERENTS " sympathizer";
    uint32_t noun = lemma_in(r, m->head, stand) ? m->head : counted_noun(m);
    if (!lemma_in(r, noun, stand))
        return false;
    for (uint32_t c = r->first_child[noun]; c != NONE; c = r->next_sibling[c]) {
        enum deprel d = deprel_basic((enum deprel)r->tokens[c].deprel);
        bool is_whose = d == DEP_compound || d == DEP_amod ||
                        (d == DEP_nmod && (c < noun || lemma_is(r, case_of(r, c), "of")));
        if (is_whose && str_is(who_look(r, c).sector, "GOV"))
            return true;
    }
    return false;
}

/* "Truckers blocked the road": whoever they are by calling, they protest; who only stops work is
 * what he is. */
static bool is_calling_on_street(const struct reading *r, const struct mention *m) {
    uint32_t verb = climb_to_verb(r, r->tokens[m->head].head, 3);
    const struct sentence *s = &r->text->sentences[r->sentence[m->head]];
    if (!str_is(m->sector, "CVL") || !m->is_plural ||
        (verb != NONE && lemma_in(r, verb, "strike walk stop boycott refuse")))
        return false;
    for (uint32_t t = s->first; t < s->last; t++)
        if (lemma_in(r, t, "strike striking striker walkout boycott stoppage standstill tool"))
            return false;
    return true;
}

/* "Thousands marched in support of the president": for those in power. */
static bool march_for_rulers(struct reading *r, const struct mention *m) {
    uint32_t verb = climb_to_verb(r, r->tokens[m->head].head, 3);
    for (uint32_t c = verb == NONE ? NONE : r->first_child[verb]; c != NONE;
         c = r->next_sibling[c]) {
        if (!lemma_is(r, c, "support") || !lemma_is(r, case_of(r, c), "in"))
            continue;
        for (uint32_t k = r->first_child[c]; k != NONE; k = r->next_sibling[k])
            if (r->tokens[k].deprel == DEP_nmod && str_is(who_look(r, k).sector, "GOV"))
                return true;
    }
    return false;
}

/* People without a calling who march, or who are held where others march. */
static bool is_protester(struct reading *r, const struct mention *m, enum plover_type type,
                         bool is_actor) {
    bool is_count = m->reason == WHO_COUNT && !m->sector.n; /* "200 rallied" */
    bool is_people = is_citizens(r, m) || is_count ||
                     (str_is(m->sector, "CVL") &&
                      (lemma_in(r, m->head, people) || r->tokens[m->head].upos == UPOS_NUM ||
                       str_in(r->tokens[m->head].form, "those Those") ||
                       (m->head > 0 && lemma_is(r, m->head - 1, "ethnic"))));
    bool is_student = lemma_is(r, m->head, "student") && m->is_plural;
    if (type == PLOVER_PROTEST && is_actor)
        return ((is_people || is_calling_on_street(r, m)) && !stand_by_rulers(r, m) &&
                !march_for_rulers(r, m)) ||
               is_student;
    if (type == PLOVER_ASSAULT && is_actor && (is_people || is_student) && is_rioting(r, m))
        return true;
    bool is_held = type == PLOVER_COERCE && !is_actor && m->is_plural;
    if (is_held && is_people && !is_count && is_after_protest(r, m) &&
        lemma_in(r, m->head, "people other dozen hundred thousand"))
        return true;
    bool is_caller = is_actor && (type == PLOVER_REQUEST || type == PLOVER_ACCUSE);
    bool is_hit = !is_actor && (type == PLOVER_ASSAULT || type == PLOVER_COERCE);
    return is_people && (((is_held || is_caller) && tells_of_protest(r, r->sentence[m->head])) ||
                         ((is_hit || is_caller) && is_told_to_march(r, m)));
}

/* "Warned the Saudis", "expelled the French": a people told whole, to whom a state speaks, is its
 * state. */
static bool is_whole_people(const struct reading *r, const struct mention *m,
                            enum plover_type type) {
    bool is_spoken_to = plover_quad(type) % 2 == 1 || type == PLOVER_SANCTION;
    if (!is_spoken_to || !lemma_is(r, child_with(r, m->head, DEP_det), "the") ||
        m->last != m->head + 1)
        return false;
    for (uint32_t c = r->first_child[m->head]; c != NONE; c = r->next_sibling[c]) {
        enum deprel d = deprel_basic((enum deprel)r->tokens[c].deprel);
        if (d == DEP_nummod || d == DEP_amod || d == DEP_acl || d == DEP_nmod)
            return false;
    }
    return true;
}

/* "The Europeans", "the Arabs": peoples told whole who speak or are spoken to are their states. */
static bool is_whole_continent(const struct reading *r, const struct mention *m,
                               enum plover_type type) {
    return str_is(m->place, "INT") && str_is(m->sector, "CVL") && m->is_plural &&
           lemma_in(r, m->head, "european arab african asian westerner") &&
           is_whole_people(r, m, type);
}

/* "People who fled the fighting", "thousands displaced by the war". */
static bool is_uprooted(const struct reading *r, const struct mention *m) {
    if (!m->is_plural || (m->sector.n && !str_is(m->sector, "CVL")))
        return false;
    uint32_t under = m->reason == WHO_QUANTITY ? m->why : NONE;
    uint32_t nouns[] = {m->head, under};
    for (size_t i = 0; i < sizeof nouns / sizeof *nouns; i++)
        for (uint32_t c = nouns[i] == NONE ? NONE : r->first_child[nouns[i]]; c != NONE;
             c = r->next_sibling[c]) {
            bool is_told = deprel_basic((enum deprel)r->tokens[c].deprel) == DEP_acl && c > m->head;
            uint32_t what = child_with(r, c, DEP_obj);
            if (is_told && lemma_in(r, c, "flee displace uproot") &&
                (what == NONE || !lemma_in(r, what, "prison jail custody court scene")))
                return true;
        }
    return false;
}

/* "Took in 56 Rohingya", "granted asylum to five Cubans": people who are given a refuge. */
static bool is_given_refuge(const struct reading *r, const struct mention *m,
                            enum plover_type type) {
    uint32_t verb = climb_to_verb(r, r->tokens[m->head].head, 3);
    bool is_people = str_is(m->sector, "CVL") || is_citizens(r, m);
    uint32_t over = r->tokens[m->head].head;
    bool is_claim = over != NONE && lemma_in(r, over, "claim application request bid case") &&
                    lemma_is(r, child_with(r, over, DEP_compound), "asylum");
    if (is_people && is_claim)
        return true; /* asylum claims by Syrians */
    if (type != PLOVER_AID || verb == NONE || !is_people)
        return false;
    return lemma_in(r, verb, "admit resettle shelter") ||
           (lemma_is(r, verb, "take") && verb + 1 < r->n_tokens && lemma_is(r, verb + 1, "in")) ||
           lemma_in(r, child_with(r, verb, DEP_obj), "asylum refuge shelter sanctuary");
}

/* "The army said one officer was killed": an officer of the service of which the sentence tells. */
static bool is_army_officer(const struct reading *r, const struct mention *m) {
    uint32_t noun = counted_noun(m);
    const struct sentence *s = &r->text->sentences[r->sentence[noun]];
    bool is_army = false;
    if (!str_is(m->sector, "COP") || !lemma_is(r, noun, "officer"))
        return false;
    for (uint32_t t = s->first; t < s->last; t++) {
        if (lemma_in(r, t,
                     "police policeman constable sheriff patrolman prison customs immigration "
                     "security probation border corrections"))
            return false;
        is_army |=
            lemma_in(r, t,
                     "army military soldier troop troops navy infantry regiment battalion "
                     "brigade mutiny coup putsch barracks mutineer helicopter warplane tank");
    }
    return is_army;
}

/* "68 Chinese aircraft flew missions", "a Greek ship seized them": a state's craft that show force
 * are its forces'; who bombs is told by the warplane. */
static bool is_war_craft(const struct reading *r, const struct mention *m, enum plover_type type) {
    return (type == PLOVER_MOBILIZE || type == PLOVER_COERCE) && m->is_thing && !m->sector.n &&
           m->place.n == 3 && !str_is(m->place, "INT") && lemma_in(r, m->head, CRAFT);
}

/* "Rockets at three Israeli posts": the word of a state before what only an army holds. */
static bool is_held_ground(const struct reading *r, const struct mention *m) {
    uint32_t noun = r->tokens[m->head].head;
    return !m->sector.n && m->place.n == 3 && r->tokens[m->head].deprel == DEP_amod &&
           noun != NONE && lemma_in(r, noun, "post position outpost trench garrison line");
}

/* "The killing of Soleimani", a few months on: whose office ended that shortly before, in an act of
 * force upon him, died in it; the words "former minister" say otherwise. */
static str sector_at_death(const struct reading *r, const struct mention *m) {
    enum { DAYS = 400 };
    struct know_actor a = know_actor(r->know, m->actor);
    struct know_spell last = {0};
    for (uint32_t i = 0; i < a.n_spells; i++) {
        struct know_spell x = know_spell(r->know, a.first_spell + i);
        if (x.to <= r->report->date && x.to >= last.to)
            last = x;
    }
    str office = last.code.n > 4 ? str_slice(last.code, 4, last.code.n) : (str){"", 0};
    bool is_recent = r->report->date != DATE_NONE && str_in(office, OFFICES) &&
                     last.to + DAYS > r->report->date &&
                     !lemma_in(r, r->tokens[m->head].head, /* who is overthrown lives on without */
                               "overthrow oust ouster topple depose removal fall");
    for (uint32_t t = m->first; t < m->last && is_recent; t++)
        is_recent = !lemma_in(r, t, FORMER " " OUSTED " late");
    return is_recent ? office : m->sector;
}

/* "Soldiers ousted X", "X resigned": he held the office that he lost then, whatever he is now. */
static bool loses_office(const struct reading *r, const struct mention *m, enum plover_type type,
                         bool is_actor) {
    uint32_t over = r->tokens[m->head].head;
    bool is_undergone = !is_actor && (type == PLOVER_ASSAULT || type == PLOVER_SANCTION);
    bool is_left = is_actor && (type == PLOVER_RETREAT || type == PLOVER_CONCEDE);
    if (!str_is(m->sector, "ELI") || (!is_undergone && !is_left))
        return false;
    for (uint32_t t = m->first; t < m->last; t++)
        if (lemma_in(r, t, FORMER " late"))
            return false;
    if (is_left)
        return lemma_in(r, over, "resign resignation quit abdicate");
    for (uint32_t t = m->first; t < m->head; t++)
        if (lemma_in(r, t, "oust topple overthrow depose"))
            return type == PLOVER_ASSAULT;
    if (type == PLOVER_SANCTION && lemma_in(r, over, "remove impeach dismiss sack"))
        return true;
    return lemma_in(r, over, "oust ouster topple overthrow depose unseat");
}

/* "Former president Morales said … Morales denounced": whom the report calls by the office that he
 * has lost stays that, whatever he leads now. */
static bool is_told_former(const struct reading *r, const struct mention *m) {
    return str_is(m->sector, "OPP") && m->entity != NONE &&
           str_is(r->entities.items[m->entity].sector, "ELI");
}

/* "Officers seized power": not the police's. */
static bool is_putschist(const struct reading *r, const struct mention *m, enum plover_type type) {
    uint32_t noun = counted_noun(m);
    return type == PLOVER_ASSAULT && str_is(m->sector, "COP") && lemma_is(r, noun, "officer") &&
           lemma_in(r, climb_to_verb(r, r->tokens[m->head].head, 2),
                    "seize topple oust overthrow depose stage mount mutiny");
}

str sector_in_act(struct reading *r, uint32_t token, enum plover_type type, bool is_actor) {
    const struct mention *m = who_mention(r, token);
    if (loses_office(r, m, type, is_actor))
        return STR("GOV");
    if (m->actor != NONE && !is_actor && type == PLOVER_ASSAULT && str_is(m->sector, "ELI"))
        return sector_at_death(r, m);
    if (is_told_former(r, m))
        return STR("ELI");
    if (m->is_pronoun && str_is(m->sector, "ELI") && lemma_in(r, m->head, "we us our ours"))
        return STR(""); /* "our fight against ISIS", an ex-envoy says: his country's */
    if (m->actor != NONE || m->is_pronoun)
        return m->sector;
    if (is_actor && m->is_default && is_putschist(r, m, type))
        return STR("MIL");
    if (is_army_officer(r, m) || (is_actor && is_war_craft(r, m, type)) ||
        (!is_actor && type == PLOVER_ASSAULT && is_held_ground(r, m)))
        return STR("MIL");
    if (is_whole_continent(r, m, type))
        return STR("");
    if (is_uprooted(r, m) || (!is_actor && is_given_refuge(r, m, type)))
        return STR("REF");
    if (is_protester(r, m, type, is_actor))
        return STR("OPP");
    if (type == PLOVER_COERCE && !is_actor && m->reason == WHO_COUNT && !m->sector.n)
        return STR("CVL"); /* "more than 700 were arrested" */
    if (type == PLOVER_PROTEST && is_actor && str_is(m->sector, "REB") &&
        lemma_in(r, m->head, "separatist secessionist islamist nationalist"))
        return STR("OPP"); /* who shout slogans carry no arms */
    if (type == PLOVER_ASSAULT && is_actor && m->is_default && !m->sector.n &&
        lemma_in(r, m->head, "group organization organisation movement faction network"))
        return STR("REB"); /* an unknown group that claims an attack */
    if (type == PLOVER_ASSAULT && str_is(m->sector, "PTY") && lemma_is(r, m->head, "islamist"))
        return STR("REB");
    if (is_actor && m->is_thing && str_is(m->sector, "GOV") &&
        (lemma_in(r, m->head, CRAFT " drone")))
        return STR(""); /* Coalition aircraft are no government's */
    bool is_singled = !is_actor || type == PLOVER_ASSAULT; /* "a Tunisian killed three" */
    bool is_the = lemma_is(r, child_with(r, m->head, DEP_det), "the");
    if (is_singled && is_citizens(r, m) && !is_whole_people(r, m, type) && !(is_actor && is_the))
        return STR("CVL");
    return m->sector;
}

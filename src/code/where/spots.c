/* Finding and telling apart places. Candidates are the tables' names (countries, capitals, places)
 * that stand for themselves, not within a person's or a body's name, and the names that the tagger
 * takes for places and no table knows. Of several places of one name the best by a sum of evidence
 * wins: the table's weight (how likely a reader means it), the country that the story is about, how
 * often each country is named in the text, and most of all a country or region beside the name
 * ("Paris, Texas", "Tripoli, in northern Lebanon"). One pass counts countries, a second decides;
 * linear in the text. An unknown name takes its sentence's or the story's country and has no point.
 */
#include "code/where/spots.h"

#include "base/utf8.h"
#include "base/vec.h"
#include "code/when/expressions.h"
#include "code/where/choose.h"

enum { OBSCURE = 4 };

static bool is_locative(const struct reading *r, uint32_t t) {
    return lemma_in(
        r, t,
        "in at near inside outside across around throughout from to into toward towards off of");
}

/* Is the hit within a longer name of this kind? */
static bool is_within(const struct reading *r, const struct hit *h, enum name_kind kind) {
    uint32_t last = h->last - 1;
    if (r->tokens[h->first].name != kind && r->tokens[last].name != kind)
        return false;
    bool begins = r->tokens[h->first].name == kind && !r->tokens[h->first].name_begins &&
                  h->first > 0 && r->tokens[h->first - 1].name == kind;
    bool goes_on = r->tokens[last].name == kind && h->last < r->n_tokens &&
                   r->tokens[h->last].name == kind && !r->tokens[h->last].name_begins &&
                   r->sentence[h->last] == r->sentence[last];
    return begins || goes_on;
}

/* Only little places bear this name: a reader needs more than the name to think of one. */
static bool is_obscure(const struct reading *r, const struct hit *h) {
    for (uint32_t i = 0; i < h->match.n_hits; i++) {
        const struct phrase_hit *p = &h->match.hits[i];
        if (p->kind != PHRASE_PLACE ? is_geographic(p->kind) || p->kind == PHRASE_SEAT
                                    : know_place(r->know, p->index).weight > OBSCURE)
            return false;
    }
    return true;
}

static bool stands_for_itself(const struct reading *r, const struct hit *h) {
    bool has_place = false, has_person = false, has_country = false, has_body = false;
    for (uint32_t i = 0; i < h->match.n_hits; i++) {
        const struct phrase_hit *p = &h->match.hits[i];
        has_place |= is_geographic(p->kind) || p->kind == PHRASE_SEAT;
        has_country |= p->kind == PHRASE_COUNTRY;
        if (p->kind == PHRASE_ACTOR) {
            bool is_person = know_actor(r->know, p->index).kind == KNOW_PERSON;
            has_person |= is_person;
            has_body |= !is_person;
        }
    }
    if (!has_place || is_within(r, h, NAME_PER) || is_within(r, h, NAME_ORG))
        return false;
    uint32_t before = h->first > 0 ? h->first - 1 : NONE;
    bool is_led = before != NONE && (is_locative(r, before) ||
                                     lemma_in(r, before,
                                              "retake recapture capture besiege liberate overrun "
                                              "shell bombard bomb storm"));
    enum name_kind name = (enum name_kind)r->tokens[h->first].name;
    if (name == NAME_PER && !has_country && !is_led)
        return false;
    if ((has_person || has_body) && name != NAME_LOC && !is_led && !has_country)
        return false;
    if (h->last - h->first > 1)
        return true;
    if (!is_led && name != NAME_LOC && !has_country && is_obscure(r, h))
        return false;
    enum upos u = (enum upos)r->tokens[h->first].upos;
    return u == UPOS_PROPN || u == UPOS_NOUN || u == UPOS_X || name == NAME_LOC;
}

static uint32_t top_token(const struct reading *r, uint32_t first, uint32_t last) {
    for (uint32_t t = first; t < last; t++) {
        uint32_t h = r->tokens[t].head;
        if ((h == NONE || h < first || h >= last) && r->tokens[t].deprel != DEP_punct &&
            r->tokens[t].deprel != DEP_case)
            return t;
    }
    return last - 1;
}

static const char sides[] = "north south east west northeast northwest southeast southwest";
static const char of_nouns[] =
    "front city town village capital province region state area district coast suburb outskirt "
    "outskirts street center centre part border edge heart middle port island north south east "
    "west northeast northwest southeast southwest side rest shore bank vicinity most much parts "
    "mountain "
    "hill valley interior countryside slum ruin";

/* The preposition in front of a name, over what may stand between: "in the northern Iraqi city of
 * X", "near X", "south of X" (the side itself). Taken from word order, because a parser errs here
 * more often than order does. */
static uint32_t preposition_of(const struct reading *r, uint32_t first) {
    uint32_t begin = r->text->sentences[r->sentence[first]].first;
    for (uint32_t t = first, n = 0; t-- > begin && n < 8; n++) {
        enum upos u = (enum upos)r->tokens[t].upos;
        if (lemma_is(r, t, "of") && t > begin && lemma_in(r, t - 1, of_nouns)) {
            t--;
            bool is_alone = t == begin || (r->tokens[t - 1].upos != UPOS_ADP &&
                                           r->tokens[t - 1].upos != UPOS_DET);
            if (is_alone && lemma_in(r, t, sides))
                return t;
            continue;
        }
        if (lemma_is(r, t, ",") && t > begin && lemma_in(r, t - 1, of_nouns))
            continue; /* in the capital, X */
        if (lemma_in(r, t, "its his her their"))
            continue; /* in its Kursk region */
        if (lemma_in(r, t, "least most"))
            return NONE; /* at least three */
        if (u == UPOS_ADP || lemma_in(r, t, "outside inside near"))
            return lemma_is(r, t, "of") && t > begin && lemma_is(r, t - 1, "out") ? t - 1 : t;
        bool is_name = u == UPOS_PROPN && r->hit_at[t] == NONE;
        if (u != UPOS_DET && u != UPOS_ADJ && u != UPOS_NUM && !is_name &&
            !lemma_in(r, t, "capital city town"))
            return NONE;
    }
    return NONE;
}

static void set_span(const struct reading *r, struct spot *s) {
    struct span span = tokens_span(r, s->first, s->last);
    str text = span_text(r, span); /* a possessor's token is one with its 's */
    if (str_ends(text, STR("'s")) || str_ends(text, STR("\xe2\x80\x99s")))
        span.end -= text.p[text.n - 2] == '\'' ? 2 : 4;
    if (span.end > span.begin && r->text->source.p[span.end - 1] == '\'')
        span.end--;
    s->place.span = span;
}

static struct spot spot_at(uint32_t first, uint32_t last) {
    return (struct spot){.first = first, .last = last, .index = NONE, .index_of_spot = NONE};
}

/* Takes a spot whose place is known into the index, and where it is listed into the places. */
static bool add_spot(struct reading *r, struct spot s, bool is_listed) {
    set_span(r, &s);
    s.head = top_token(r, s.first, s.last);
    s.preposition = preposition_of(r, s.first);
    if (is_listed) {
        s.index = (uint32_t)r->places.n;
        if (!VEC_PUSH(r->arena, &r->places, s.place))
            return false;
    }
    return VEC_PUSH(r->arena, &r->where->spots, s);
}

static bool add_hit(struct reading *r, const struct hit *h, const struct tally *t) {
    struct spot s = spot_at(h->first, h->last);
    struct town_match towns = towns_at(r, h->first);
    s.hit = h;
    if (towns.n_tokens == h->last - h->first)
        s.towns = towns;
    return !choose_place(r, t, &s) || add_spot(r, s, !s.is_seat);
}

/* A country named right beside an unknown name: "Malaysia's northern X", "the Iraqi town of X", "X,
 * Cuba". */
static str country_beside(const struct reading *r, uint32_t first, uint32_t last) {
    const struct sentence *s = &r->text->sentences[r->sentence[first]];
    for (uint32_t t = first, n = 0; t-- > s->first && n < 5; n++) {
        if (r->hit_at[t] != NONE) {
            str code = only_country(r, &r->hits.items[r->hit_at[t]]);
            return code.n ? code : (str){NULL, 0};
        }
        enum upos u = (enum upos)r->tokens[t].upos;
        if (u != UPOS_ADJ && u != UPOS_PART && u != UPOS_NOUN && !lemma_is(r, t, "of"))
            break;
    }
    for (uint32_t t = last; t < s->last && t < last + 4; t++) {
        if (r->hit_at[t] != NONE)
            return only_country(r, &r->hits.items[r->hit_at[t]]);
        if (!lemma_in(r, t, ", in province state northern southern eastern western central"))
            break;
    }
    return (str){NULL, 0};
}

/* The country in which most of the story happens: what stands behind "in" counts thrice. */
static str scene_country(const struct reading *r) {
    struct tally t = {.n = 0};
    str best = {"", 0};
    int most = 0;
    for (size_t i = 0; i < r->hits.n; i++) {
        const struct hit *h = &r->hits.items[i];
        str code = only_country(r, h);
        if (!code.n)
            continue;
        bool is_scene =
            lemma_in(r, preposition_of(r, h->first), "in near across inside throughout around");
        for (int k = 0; k < (is_scene ? 3 : 1); k++)
            tally_add(&t, code);
    }
    for (uint32_t i = 0; i < t.n; i++)
        if (t.counts[i] > most) {
            most = t.counts[i];
            best = t.codes[i];
        }
    return best.n ? best : r->story_country;
}

/* A name that no table knows: the gazetteer's town, or nothing but the name and its country. */
static bool add_unknown(struct reading *r, uint32_t first, uint32_t last, const struct tally *t,
                        bool is_listed) {
    struct spot s = spot_at(first, last);
    struct town_match towns = towns_at(r, first);
    if (towns.n_tokens == last - first)
        s.towns = towns;
    if (s.towns.n && choose_place(r, t, &s))
        return add_spot(r, s, is_listed);
    s.place.name = span_text(r, tokens_span(r, first, last));
    s.place.country = country_beside(r, first, last);
    if (!s.place.country.n)
        s.place.country = r->where->scene;
    return add_spot(r, s, is_listed);
}

/* Past the end of a run of capitalised words that no table knows ("al-" joins). */
static uint32_t run_end(const struct reading *r, uint32_t t, uint32_t end) {
    uint32_t last = t;
    while (last < end && r->hit_at[last] == NONE && r->tokens[last].name != NAME_PER) {
        bool is_name =
            r->tokens[last].upos == UPOS_PROPN && !time_word_of(r->tokens[last].form).kind;
        bool is_joint = last > t && last + 1 < end && lemma_is(r, last, "-") &&
                        r->tokens[last + 1].upos == UPOS_PROPN;
        if (!is_name && !is_joint)
            break;
        last++;
    }
    return last;
}

static const char kinds[] = "province region district state city town village valley county "
                            "airport prison complex camp area "
                            "governorate prefecture neighborhood suburb";
static const char bodies[] =
    "parliament congress senate court committee council ministry assembly "
    "department house party union "
    "agency commission league association tv radio news forum summit cup "
    "internet web twitter facebook telegram whatsapp youtube instagram tiktok weibo truth "
    "god english islam";

/* A capitalised name that only its neighbours call a place: "in the town of X", "near X", "X
 * province". */
static bool is_place_like(const struct reading *r, uint32_t first, uint32_t last) {
    enum name_kind name = (enum name_kind)r->tokens[first].name;
    if (name == NAME_PER || name == NAME_ORG || name == NAME_NORP || lemma_in(r, last - 1, bodies))
        return false;
    uint32_t begin = r->text->sentences[r->sentence[first]].first;
    if (last < r->n_tokens && r->sentence[last] == r->sentence[first] && lemma_in(r, last, kinds))
        return true;
    if (lemma_in(r, last - 1, kinds) && last - first > 1)
        return true;
    if (first >= begin + 2 && lemma_is(r, first - 1, "of") && lemma_in(r, first - 2, kinds))
        return true;
    if (first == begin)
        return false;
    if (lemma_in(r, first - 1, "in near outside around at"))
        return true;
    if (lemma_is(r, first - 1, "to"))
        for (uint32_t t = first - 1, n = 0; t-- > begin && n < 6; n++)
            if (lemma_in(r, t,
                         "send travel fly go head move march deploy arrive return come drive"))
                return true;
    return lemma_in(r, first - 1,
                    "attack shell bomb storm capture retake recapture besiege overrun bombard") &&
           name == NAME_NONE;
}

/* Words that end names of places, and alone name none. */
static const char generic[] =
    "school hospital zoo county square centre center creek airport university bureau road street "
    "avenue highway bridge park farm theatre theater metro attorney district hall house church "
    "mosque stadium station river lake mount mountain island bay port state city region province "
    "north south east west northern southern eastern western central upper lower international "
    "national virus flu ebola earth moon mars islam christianity hinduism koreas internet telegram "
    "whatsapp youtube twitter facebook instagram tiktok weibo";

static bool is_capitalized(const struct reading *r, uint32_t t) {
    str form = r->tokens[t].form;
    uint32_t at = 0;
    return form.n > 0 && utf8_is_upper(utf8_next(form, &at));
}

static const char facilities[] =
    "airport airfield airbase base hospital port prison jail barracks square stadium station "
    "bridge "
    "mosque church cathedral temple palace hotel university road highway street avenue checkpoint "
    "camp dam refinery harbor harbour border market";

/* Past the end of the tagger's name of a place that begins here, or of a body's that is a building
 * one is at ("at Karachi International Airport"); t where none does. */
static uint32_t tagged_end(const struct reading *r, uint32_t t, uint32_t end) {
    uint32_t last = t;
    enum name_kind kind = (enum name_kind)r->tokens[t].name;
    if ((kind != NAME_LOC && kind != NAME_ORG) || (t > 0 && !r->tokens[t].name_begins))
        return t;
    do
        last++;
    while (last < end && r->tokens[last].name == kind && !r->tokens[last].name_begins);
    if (kind == NAME_LOC)
        return last;
    uint32_t before = t > 0 && r->tokens[t - 1].upos == UPOS_DET ? t - 1 : t;
    bool is_at = before > 0 && lemma_in(r, before - 1, "at in near outside inside around");
    return is_at && lemma_in(r, last - 1, facilities) ? last : t;
}

/* A longer name of the gazetteer than the tables know at this token: "Scott County". */
static bool find_wider(const struct reading *r, uint32_t t, struct spot *s) {
    const struct hit *h = r->hit_at[t] == NONE ? NULL : &r->hits.items[r->hit_at[t]];
    if (!is_capitalized(r, t) || (h && h->first < t))
        return false;
    struct town_match m = towns_at(r, t);
    uint32_t last = t + m.n_tokens;
    if (m.n_tokens < 2 || (h && h->last >= last) || !is_capitalized(r, last - 1))
        return false;
    struct hit wide = {.first = t, .last = last};
    if (is_within(r, &wide, NAME_PER) || is_within(r, &wide, NAME_ORG))
        return false;
    enum name_kind first = (enum name_kind)r->tokens[t].name,
                   final = (enum name_kind)r->tokens[last - 1].name;
    *s = spot_at(t, last);
    s->towns = m;
    bool is_led = t > 0 && is_locative(r, t - 1);
    if (first == NAME_PER || final == NAME_PER || first == NAME_ORG || final == NAME_ORG)
        return towns_are_placed(r, s) || (is_led && lemma_in(r, last - 1, generic));
    return (first == NAME_LOC && final == NAME_LOC) || is_led || towns_are_placed(r, s);
}

/* A tagged name of several words with one place of the tables in it: "Baghdad International
 * Airport", "East Java". It lies where that place lies. */
static bool find_facility(const struct reading *r, uint32_t t, uint32_t end, struct spot *s) {
    uint32_t last = tagged_end(r, t, end);
    const struct hit *only = NULL;
    if (last < t + 2)
        return false;
    for (uint32_t i = t; i < last; i++) {
        if (r->hit_at[i] != NONE) {
            const struct hit *h = &r->hits.items[r->hit_at[i]];
            if (h->last > last || (only && only != h))
                return false;
            only = h;
        } else if (!is_capitalized(r, i)) {
            return false;
        }
    }
    bool is_body = r->tokens[t].name == NAME_ORG;
    if (!only || only->last - only->first == last - t || (!is_body && !stands_for_itself(r, only)))
        return false;
    *s = spot_at(t, last);
    s->hit = only;
    return true;
}

static bool add_other(struct reading *r, uint32_t t, uint32_t end, const struct tally *tally,
                      uint32_t *last) {
    *last = t + 1;
    if (r->hit_at[t] != NONE || r->tokens[t].upos != UPOS_PROPN || !is_capitalized(r, t))
        return true;
    uint32_t stop = run_end(r, t, end);
    if (stop <= t)
        return true;
    bool is_tagged = r->tokens[t].name == NAME_LOC;
    *last = stop;
    if (is_tagged)
        for (*last = t + 1;
             *last < stop && r->tokens[*last].name == NAME_LOC && !r->tokens[*last].name_begins;)
            (*last)++;
    if (*last == t + 1 && lemma_in(r, t, generic))
        return true;
    return (!is_tagged && !is_place_like(r, t, stop)) || add_unknown(r, t, *last, tally, is_tagged);
}

/* The place that begins at the token, if any; *last is set past what was read. */
static bool add_at(struct reading *r, uint32_t t, uint32_t end, const struct tally *tally,
                   uint32_t *last) {
    const struct hit *h = r->hit_at[t] == NONE ? NULL : &r->hits.items[r->hit_at[t]];
    struct spot wide;
    if ((find_wider(r, t, &wide) || find_facility(r, t, end, &wide)) &&
        choose_place(r, tally, &wide)) {
        *last = wide.last;
        return add_spot(r, wide, !wide.is_seat);
    }
    if (!h || h->first != t)
        return add_other(r, t, end, tally, last);
    *last = h->last;
    return !stands_for_itself(r, h) || add_hit(r, h, tally);
}

bool spots_find(struct reading *r) {
    struct tally tally = {.n = 0};
    r->where = arena_alloc(r->arena, sizeof *r->where);
    if (!r->where)
        return false;
    r->where->first_of_sentence = ARENA_NEW(r->arena, uint32_t, r->text->n_sentences + 1u);
    if (!r->where->first_of_sentence)
        return false;
    tally_countries(r, &tally);
    r->where->scene = scene_country(r);
    for (uint32_t s = 0; s < r->text->n_sentences; s++) {
        r->where->first_of_sentence[s] = (uint32_t)r->where->spots.n;
        const struct sentence *sent = &r->text->sentences[s];
        for (uint32_t t = sent->first; t < sent->last;) {
            uint32_t last = t + 1;
            if (!add_at(r, t, sent->last, &tally, &last))
                return false;
            t = last;
        }
    }
    r->where->first_of_sentence[r->text->n_sentences] = (uint32_t)r->where->spots.n;
    return settle_places(r, &tally);
}

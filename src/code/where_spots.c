/* Finding and telling apart places. Candidates are the tables' names (countries, capitals, places)
 * that stand for themselves, not within a person's or a body's name, and the names that the tagger
 * takes for places and no table knows. Of several places of one name the best by a sum of evidence
 * wins: the table's weight (how likely a reader means it), the country that the story is about, how
 * often each country is named in the text, and most of all a country or region beside the name
 * ("Paris, Texas", "Tripoli, in northern Lebanon"). One pass counts countries, a second decides;
 * linear in the text. An unknown name takes its sentence's or the story's country and has no point.
 */
#include "code/where_spots.h"

#include "base/vec.h"
#include "code/when_expressions.h"

enum { MAX_COUNTRIES = 64, OBSCURE = 4 };

struct tally {
    str codes[MAX_COUNTRIES];
    int counts[MAX_COUNTRIES];
    uint32_t n;
};

static int count_of(const struct tally *t, str code) {
    for (uint32_t i = 0; i < t->n; i++)
        if (str_equal(t->codes[i], code))
            return t->counts[i];
    return 0;
}

static void count(struct tally *t, str code) {
    for (uint32_t i = 0; i < t->n; i++)
        if (str_equal(t->codes[i], code)) {
            t->counts[i]++;
            return;
        }
    if (t->n == MAX_COUNTRIES || code.n != 3)
        return;
    t->codes[t->n] = code;
    t->counts[t->n++] = 1;
}

static bool is_geographic(enum phrase_kind k) {
    return k == PHRASE_COUNTRY || k == PHRASE_CAPITAL || k == PHRASE_PLACE;
}

static str country_of(const struct reading *r, const struct phrase_hit *p) {
    if (p->kind == PHRASE_PLACE)
        return know_place(r->know, p->index).country;
    if (p->kind == PHRASE_ACTOR || p->kind == PHRASE_AGENT)
        return (str){"", 0};
    return know_country(r->know, p->index).code;
}

/* The one country that all readings of a hit share, or empty. */
static str only_country(const struct reading *r, const struct hit *h) {
    str code = {"", 0};
    for (uint32_t i = 0; i < h->match.n_hits; i++) {
        str one = country_of(r, &h->match.hits[i]);
        if (!one.n || (code.n && !str_equal(one, code)))
            return (str){"", 0};
        code = one;
    }
    return code;
}

static void count_countries(const struct reading *r, struct tally *t) {
    for (size_t i = 0; i < r->hits.n; i++) {
        str code = only_country(r, &r->hits.items[i]);
        if (code.n)
            count(t, code);
    }
}

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
    bool is_led = before != NONE && is_locative(r, before);
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

/* The country named right after ("Kirkuk, Iraq", "Kirkuk in northern Iraq") or before ("the Iraqi
 * city of Kirkuk"). */
static bool is_beside(const struct reading *r, const struct hit *h, str code) {
    uint32_t low = h->first > 6 ? h->first - 6 : 0;
    uint32_t high = h->last + 5 < r->n_tokens ? h->last + 5 : r->n_tokens;
    for (uint32_t t = low; t < high; t++) {
        if ((t >= h->first && t < h->last) || r->sentence[t] != r->sentence[h->first] ||
            r->hit_at[t] == NONE)
            continue;
        if (t < h->first && !lemma_in(r, h->first - 1, "of 's in , town city village"))
            continue;
        const struct hit *other = &r->hits.items[r->hit_at[t]];
        for (uint32_t i = 0; i < other->match.n_hits; i++)
            if (str_equal(country_of(r, &other->match.hits[i]), code))
                return true;
    }
    return false;
}

/* Does the sentence speak of the country elsewhere? */
static bool is_in_sentence(const struct reading *r, const struct hit *h, str code) {
    const struct sentence *s = &r->text->sentences[r->sentence[h->first]];
    for (uint32_t t = s->first; t < s->last; t++)
        if (r->hit_at[t] != NONE && &r->hits.items[r->hit_at[t]] != h &&
            str_equal(only_country(r, &r->hits.items[r->hit_at[t]]), code))
            return true;
    return false;
}

static int score_of(const struct reading *r, const struct hit *h, const struct phrase_hit *p,
                    const struct tally *t) {
    str code = country_of(r, p);
    int score = p->kind == PHRASE_COUNTRY   ? 18
                : p->kind == PHRASE_CAPITAL ? 12
                                            : 2 * know_place(r->know, p->index).weight;
    int named = count_of(t, code);
    score += named > 4 ? 4 : named;
    if (code.n && str_equal(code, r->story_country))
        score += 9;
    if (code.n && h->match.n_hits > 1 && is_in_sentence(r, h, code))
        score += 5;
    if (is_beside(r, h, code))
        score += 12;
    bool is_second = h->first > 1 && lemma_is(r, h->first - 1, ",") &&
                     r->tokens[h->first - 2].upos == UPOS_PROPN;
    if (is_second && p->kind == PHRASE_PLACE &&
        str_is(know_place(r->know, p->index).kind, "region"))
        score += 9; /* Buffalo, New York */
    return score;
}

static struct place place_from(const struct reading *r, const struct phrase_hit *p) {
    if (p->kind == PHRASE_PLACE) {
        struct know_place k = know_place(r->know, p->index);
        return (struct place){
            .name = k.name, .country = k.country, .lat = k.lat, .lon = k.lon, .has_point = true};
    }
    struct know_country c = know_country(r->know, p->index);
    return (struct place){
        .name = c.name, .country = c.code, .lat = c.lat, .lon = c.lon, .has_point = true};
}

static const struct phrase_hit *choose(const struct reading *r, const struct hit *h,
                                       const struct tally *t) {
    const struct phrase_hit *best = NULL, *seat = NULL;
    int best_score = 0;
    for (uint32_t i = 0; i < h->match.n_hits; i++) {
        const struct phrase_hit *p = &h->match.hits[i];
        if (p->kind == PHRASE_SEAT)
            seat = p;
        if (!is_geographic(p->kind))
            continue;
        int score = score_of(r, h, p, t);
        bool is_capital = p->kind == PHRASE_CAPITAL;
        /* of a capital and the place of the same country and name, the place knows where it lies */
        if (best && best->kind == PHRASE_CAPITAL && p->kind == PHRASE_PLACE &&
            str_equal(country_of(r, p), country_of(r, best))) {
            best = p;
            best_score = score > best_score ? score : best_score;
            continue;
        }
        if (best && is_capital && best->kind == PHRASE_PLACE &&
            str_equal(country_of(r, p), country_of(r, best))) {
            best_score = score > best_score ? score : best_score;
            continue;
        }
        if (!best || score > best_score) {
            best = p;
            best_score = score;
        }
    }
    return best ? best : seat;
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
    "west "
    "northeast northwest southeast southwest side rest shore bank vicinity most much parts";

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
        if (u == UPOS_ADP || lemma_in(r, t, "outside inside near"))
            return lemma_is(r, t, "of") && t > begin && lemma_is(r, t - 1, "out") ? t - 1 : t;
        bool is_name = u == UPOS_PROPN && r->hit_at[t] == NONE;
        if (u != UPOS_DET && u != UPOS_ADJ && u != UPOS_NUM && !is_name &&
            !lemma_in(r, t, "capital city town"))
            return NONE;
    }
    return NONE;
}

static bool add_spot(struct reading *r, uint32_t first, uint32_t last, struct place place,
                     bool is_country, bool is_listed) {
    place.span = tokens_span(r, first, last);
    str text = span_text(r, place.span); /* a possessor's token is one with its 's */
    if (str_ends(text, STR("'s")) || str_ends(text, STR("\xe2\x80\x99s")))
        place.span.end -= text.p[text.n - 2] == '\'' ? 2 : 4;
    if (place.span.end > place.span.begin && r->text->source.p[place.span.end - 1] == '\'')
        place.span.end--;
    struct spot s = {.first = first,
                     .last = last,
                     .head = top_token(r, first, last),
                     .place = place,
                     .index = NONE,
                     .preposition = preposition_of(r, first),
                     .is_country = is_country};
    if (is_listed) {
        s.index = (uint32_t)r->places.n;
        if (!VEC_PUSH(r->arena, &r->places, place))
            return false;
    }
    return VEC_PUSH(r->arena, &r->where->spots, s);
}

static bool add_hit(struct reading *r, const struct hit *h, const struct tally *t) {
    const struct phrase_hit *p = choose(r, h, t);
    if (!p)
        return true;
    struct place place = place_from(r, p);
    bool is_name = p->kind == PHRASE_CAPITAL || p->kind == PHRASE_SEAT;
    if (is_name) /* the tables know where the country lies, not the town */
        place.name = span_text(r, tokens_span(r, h->first, h->last));
    return add_spot(r, h->first, h->last, place, p->kind == PHRASE_COUNTRY, p->kind != PHRASE_SEAT);
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
            count(&t, code);
    }
    for (uint32_t i = 0; i < t.n; i++)
        if (t.counts[i] > most) {
            most = t.counts[i];
            best = t.codes[i];
        }
    return best.n ? best : r->story_country;
}

static bool add_unknown(struct reading *r, uint32_t first, uint32_t last, bool is_listed) {
    struct place place = {
        .name = span_text(r, tokens_span(r, first, last)),
    };
    place.country = country_beside(r, first, last);
    if (!place.country.n)
        place.country = r->where->scene;
    return add_spot(r, first, last, place, false, is_listed);
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
static const char bodies[] = "parliament congress senate court committee council ministry assembly "
                             "department house party union "
                             "agency commission league association tv radio news forum summit cup "
                             "internet web twitter facebook "
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

static bool add_other(struct reading *r, uint32_t t, uint32_t end, uint32_t *last) {
    *last = t + 1;
    if (r->hit_at[t] != NONE || r->tokens[t].upos != UPOS_PROPN)
        return true;
    uint32_t stop = run_end(r, t, end);
    if (stop <= t)
        return true;
    if (r->tokens[t].name == NAME_LOC) {
        while (*last < stop && r->tokens[*last].name == NAME_LOC && !r->tokens[*last].name_begins)
            (*last)++;
        return add_unknown(r, t, *last, true);
    }
    *last = stop;
    return !is_place_like(r, t, stop) || add_unknown(r, t, stop, false);
}

bool spots_find(struct reading *r) {
    struct tally tally = {.n = 0};
    r->where = arena_alloc(r->arena, sizeof *r->where);
    if (!r->where)
        return false;
    r->where->first_of_sentence = ARENA_NEW(r->arena, uint32_t, r->text->n_sentences + 1u);
    if (!r->where->first_of_sentence)
        return false;
    count_countries(r, &tally);
    r->where->scene = scene_country(r);
    for (uint32_t s = 0; s < r->text->n_sentences; s++) {
        r->where->first_of_sentence[s] = (uint32_t)r->where->spots.n;
        const struct sentence *sent = &r->text->sentences[s];
        for (uint32_t t = sent->first; t < sent->last;) {
            const struct hit *h = r->hit_at[t] == NONE ? NULL : &r->hits.items[r->hit_at[t]];
            uint32_t last = h && h->first == t ? h->last : t + 1;
            bool is_made = h && h->first == t ? !stands_for_itself(r, h) || add_hit(r, h, &tally)
                                              : add_other(r, t, sent->last, &last);
            if (!is_made)
                return false;
            t = last;
        }
    }
    r->where->first_of_sentence[r->text->n_sentences] = (uint32_t)r->where->spots.n;
    return true;
}

/* Lists for names: the gazetteer (hashes of known names, of the words that begin or end a person's
 * name, of the words within a body's name) and the marking of peoples in data that lack them. */
#include "lang/name_train.h"

#include "base/map.h"
#include "base/vec.h"
#include "lang/name_features.h"

#include <stdlib.h>

/* Creeds, peoples of several countries, parties: NORP besides the demonyms of countries. */
static const char *const PEOPLES[] = {
    "Muslim",      "Muslims",      "Moslem",     "Moslems",   "Islamic",      "Islamist",
    "Islamists",   "Christian",    "Christians", "Jewish",    "Jew",          "Jews",
    "Hindu",       "Hindus",       "Buddhist",   "Buddhists", "Catholic",     "Catholics",
    "Protestant",  "Protestants",  "Orthodox",   "Anglican",  "Anglicans",    "Sikh",
    "Sikhs",       "Mormon",       "Mormons",    "Sunni",     "Sunnis",       "Shia",
    "Shias",       "Shiite",       "Shiites",    "Shi'ite",   "Shi'ites",     "Shi'a",
    "Alawite",     "Alawites",     "Druze",      "Yazidi",    "Yazidis",      "Yezidi",
    "Yezidis",     "Maronite",     "Maronites",  "Coptic",    "Copt",         "Copts",
    "Arab",        "Arabs",        "Arabic",     "Kurd",      "Kurds",        "Kurdish",
    "Turkmen",     "Turkoman",     "Berber",     "Berbers",   "Tuareg",       "Tuaregs",
    "Pashtun",     "Pashtuns",     "Tamil",      "Tamils",    "Sinhalese",    "Rohingya",
    "Rohingyas",   "Uighur",       "Uighurs",    "Uyghur",    "Uyghurs",      "Tibetan",
    "Tibetans",    "Chechen",      "Chechens",   "Ossetian",  "Ossetians",    "Abkhaz",
    "Crimean",     "Tatar",        "Tatars",     "Roma",      "Hutu",         "Hutus",
    "Tutsi",       "Tutsis",       "Fulani",     "Hausa",     "Igbo",         "Yoruba",
    "Oromo",       "Tigrayan",     "Tigrayans",  "Amhara",    "Zulu",         "Slavic",
    "Serb",        "Serbs",        "Bosniak",    "Bosniaks",  "Croat",        "Croats",
    "African",     "Africans",     "Asian",      "Asians",    "European",     "Europeans",
    "Latino",      "Latinos",      "Hispanic",   "Hispanics", "Caucasian",    "Western",
    "Republican",  "Republicans",  "Democrat",   "Democrats", "Democratic",   "Communist",
    "Communists",  "Socialist",    "Socialists", "Baathist",  "Baathists",    "Ba'athist",
    "Ba'athists",  "Nazi",         "Nazis",      "Zionist",   "Zionists",     "Salafi",
    "Salafist",    "Salafists",    "Houthi",     "Houthis",   "Soviet",       "Soviets",
    "Palestinian", "Palestinians", "Israeli",    "Israelis",  "Scandinavian", "Nordic",
    "Baltic",      "Balkan",       "Persian",    "Persians",  "Latin",        "Parisian",
    "Parisians",   "Fallujan",     "Baghdadis",  "Texan",     "Texans",       "Californian",
};

static int compare_pairs(const void *x, const void *y) {
    const uint32_t *a = x, *b = y;
    return a[0] != b[0] ? (a[0] > b[0]) - (a[0] < b[0]) : (a[1] > b[1]) - (a[1] < b[1]);
}

struct pair_list {
    struct pair {
        uint32_t hash, bits;
    } * items;
    size_t n, capacity;
};

/* Sorts and joins pairs of one hash. */
static void join_pairs(struct pair_list *p) {
    size_t n = 0;
    if (!p->n)
        return;
    qsort(p->items, p->n, sizeof *p->items, compare_pairs);
    for (size_t i = 0; i < p->n; i++) {
        if (n && p->items[n - 1].hash == p->items[i].hash)
            p->items[n - 1].bits |= p->items[i].bits;
        else
            p->items[n++] = p->items[i];
    }
    p->n = n;
}

/* The next word of a name, parted by spaces and hyphens, "'s" cut off as the tokenizer does. */
static bool next_word(str *rest, str *word) {
    while (rest->n && (rest->p[0] == ' ' || rest->p[0] == '-'))
        *rest = str_slice(*rest, 1, rest->n);
    if (!rest->n)
        return false;
    uint32_t n = 0;
    while (n < rest->n && rest->p[n] != ' ' && rest->p[n] != '-') {
        bool is_clitic = n && rest->p[n] == '\'' && n + 2 <= rest->n && rest->p[n + 1] == 's' &&
                         (n + 2 == rest->n || rest->p[n + 2] == ' ');
        if (is_clitic)
            break;
        n++;
    }
    *word = str_slice(*rest, 0, n);
    *rest = str_slice(*rest, n, rest->n);
    return true;
}

static bool is_capital(str w) {
    return w.n > 2 && ((w.p[0] >= 'A' && w.p[0] <= 'Z') || (unsigned char)w.p[0] >= 0x80);
}

static bool add_known(struct arena *a, struct pair_list *out, const struct known_name *k) {
    uint32_t keys[NAME_PHRASE], words[NAME_PHRASE], n = 0;
    bool capital[NAME_PHRASE];
    str rest = k->text, word;
    while (n < NAME_PHRASE && next_word(&rest, &word)) {
        words[n] = name_word_hash(word);
        capital[n] = is_capital(word);
        keys[n] = name_phrase_hash(n ? keys[n - 1] : 0, words[n]);
        n++;
    }
    if (!n || rest.n)
        return true;
    if (k->part) {
        uint32_t bit = k->part == KNOWN_FIRST ? GAZETTEER_FIRST : GAZETTEER_LAST;
        return VEC_PUSH(a, out, ((struct pair){words[n - 1], bit}));
    }
    for (uint32_t i = 0; i < n; i++) {
        uint32_t whole = i + 1 == n ? (uint32_t)GAZETTEER_KIND << k->kind : GAZETTEER_GOES_ON;
        uint32_t part = k->kind == NAME_ORG   ? GAZETTEER_OF_BODY
                        : k->kind != NAME_PER ? 0u
                        : i + 1 == n          ? (uint32_t)GAZETTEER_LAST
                        : i == 0              ? (uint32_t)GAZETTEER_FIRST
                                              : 0u;
        if (!VEC_PUSH(a, out, ((struct pair){keys[i], whole})))
            return false;
        if (part && capital[i] && !VEC_PUSH(a, out, ((struct pair){words[i], part})))
            return false;
    }
    return true;
}

bool name_gazetteer_build(struct arena *a, const struct known_name *known, size_t n_known,
                          struct name_lists *out) {
    struct pair_list pairs = {0};
    for (size_t i = 0; i < n_known; i++)
        if (!add_known(a, &pairs, &known[i]))
            return false;
    for (size_t i = 0; i < sizeof PEOPLES / sizeof *PEOPLES; i++)
        if (!add_known(a, &pairs,
                       &(struct known_name){str_from(PEOPLES[i]), NAME_NORP, KNOWN_WHOLE}))
            return false;
    join_pairs(&pairs);
    out->gazetteer = (const uint32_t *)pairs.items;
    out->n_gazetteer = pairs.n;
    return true;
}

/* ---- peoples -----------------------------------------------------------------------------------
 */

/* True if tokens[i] is a name of its own (or none): not a part of a longer one. */
static bool stands_alone(const struct text *t, uint32_t i, uint32_t last) {
    const struct token *w = &t->tokens[i];
    if (!w->name)
        return true;
    bool goes_on = i + 1 < last && w[1].name == w->name && !w[1].name_begins;
    return w->name_begins && !goes_on;
}

static void mark_sentence(struct text *t, struct sentence s, const struct map *peoples) {
    for (uint32_t i = s.first; i < s.last; i++) {
        struct token *w = &t->tokens[i];
        if (map_get(peoples, w->form) == MAP_NONE)
            continue;
        if (w->name == NAME_MISC && !stands_alone(t, i, s.last)) {
            /* "Sunni Arab" as one name of MISC: all its words are peoples */
            bool is_all = w->name_begins;
            uint32_t k = i + 1;
            for (; k < s.last && t->tokens[k].name == NAME_MISC && !t->tokens[k].name_begins; k++)
                is_all = is_all && map_get(peoples, t->tokens[k].form) != MAP_NONE;
            for (uint32_t j = i; is_all && j < k; j++) {
                t->tokens[j].name = NAME_NORP;
                t->tokens[j].name_begins = 1;
            }
            continue;
        }
        if (w->name == NAME_ORG || w->name == NAME_PER || !stands_alone(t, i, s.last))
            continue;
        w->name = NAME_NORP;
        w->name_begins = 1;
    }
}

bool name_mark_peoples(struct arena *a, const struct text *texts, size_t n_texts,
                       const struct known_name *known, size_t n_known, struct text **out) {
    struct map peoples = map_in(a);
    *out = ARENA_NEW(a, struct text, n_texts + 1);
    if (!*out)
        return false;
    for (size_t i = 0; i < n_known; i++)
        if (known[i].kind == NAME_NORP && !map_put(&peoples, known[i].text, 1))
            return false;
    for (size_t i = 0; i < sizeof PEOPLES / sizeof *PEOPLES; i++)
        if (!map_put(&peoples, str_from(PEOPLES[i]), 1))
            return false;
    for (size_t k = 0; k < n_texts; k++) {
        struct text *t = &(*out)[k];
        *t = texts[k];
        t->tokens = ARENA_NEW(a, struct token, (size_t)t->n_tokens + 1);
        if (!t->tokens)
            return false;
        if (t->n_tokens)
            memcpy(t->tokens, texts[k].tokens, t->n_tokens * sizeof *t->tokens);
        for (uint32_t s = 0; s < t->n_sentences; s++)
            mark_sentence(t, t->sentences[s], &peoples);
    }
    return true;
}

/* Names: a linear chain over B/I/O states, read with Viterbi (a conditional random field, Lafferty,
 * McCallum and Pereira 2001, with weights rounded to 8 bits), whose scores are added to those of a
 * network that learned by itself (name_net.c): they err in different places. A text is read twice:
 * after the first reading each capitalized word knows how the same word was read in other sentences
 * (Krishnan and Manning 2006), and the sentences with such words are read again. So "Haftar" alone
 * is a person where "Khalifa Haftar" was found before or after.
 *
 * Section "names": u32 bits, n_gazetteer, n_words, 0; int16 moves[121], int16 0; the gazetteer;
 * the words; the buckets of lang/names.h. Cost: 76 buckets of 36 bytes for a token and
 * reading, and one run of the network. */
#include "lang/names.h"

#include "base/vec.h"
#include "lang/name_net.h"

#include <math.h>

enum {
    UNREACHED = INT32_MIN / 4,
    HEADER = 16,
    MOVES = NAME_STATES * NAME_STATES,
    MOVES_BYTES = 2 * (MOVES + 1)
};

bool names_open_section(str section, struct names_model *out) {
    uint32_t head[4];
    *out = (struct names_model){0};
    if (section.n < HEADER + MOVES_BYTES)
        return false;
    memcpy(head, section.p, sizeof head);
    uint64_t need = HEADER + MOVES_BYTES + 8 * ((uint64_t)head[1] + head[2]);
    need += (uint64_t)NAME_BUCKET_BYTES << NAME_BUCKET_BITS;
    if (head[0] != NAME_BUCKET_BITS || section.n != need)
        return false;
    const char *p = section.p + HEADER;
    const int16_t *moves = (const void *)p;
    for (int k = 0; k < MOVES; k++)
        out->moves[k] = moves[k];
    out->n_gazetteer = head[1];
    out->n_words = head[2];
    out->gazetteer = (const void *)(p + MOVES_BYTES);
    out->words = out->gazetteer + 2 * (size_t)head[1];
    out->buckets = (const void *)(out->words + 2 * (size_t)head[2]);
    return true;
}

/* A score of the network as a whole number; one that is no number, from a lying file, is small. */
static int32_t whole(float score) {
    const float most = 1000.0f;
    float x = score > -most ? score : -most;
    return (int32_t)lroundf(NAME_NET_SCALE * (x < most ? x : most));
}

bool names_open(const struct model_file *m, struct names_model *out, struct hb_error *err) {
    if (!names_open_section(model_file_section(m, "names"), out) ||
        !name_net_open(model_file_section(m, "namenet"), &out->net)) {
        error_set(err, HB_ERR_INPUT, 0,
                  "the model's names are missing or damaged; train the model again");
        return false;
    }
    for (int k = 0; k < MOVES; k++)
        out->moves[k] += whole(out->net.weights[NAME_NET_AT_MOVES + k]) -
                         (k % NAME_STATES == 0 ? NAME_BALANCE : 0);
    return true;
}

/* ---- reading one sentence ----------------------------------------------------------------------
 */

struct reader {
    const struct names_model *m;
    struct arena *arena;
    struct name_view *views;        /* [room + 4] */
    int32_t (*scores)[NAME_STATES]; /* [room] */
    uint8_t (*from)[NAME_STATES];   /* [room] the best state before */
    uint8_t *states;                /* [n_tokens of the text] */
    int32_t (*net)[NAME_STATES];    /* [n_tokens of the text] the network's scores; NULL: none */
    struct name_net_space space;
    size_t room;
};

static bool reader_reserve(struct reader *r, size_t n) {
    if (n <= r->room)
        return true;
    r->room = n + n / 2 + 64;
    r->views = ARENA_NEW(r->arena, struct name_view, r->room + 4);
    r->scores = arena_array(r->arena, r->room, sizeof *r->scores);
    r->from = arena_array(r->arena, r->room, sizeof *r->from);
    return r->views && r->scores && r->from;
}

static void add_rows(const struct names_model *m, const uint32_t *features, uint32_t n,
                     int32_t sum[NAME_STATES]) {
    int16_t part[NAME_STATES] = {0}; /* 80 rows of at most 127 do not overflow */
    for (uint32_t k = 0; k < n; k++) {
        uint32_t row = features[k] & ((1u << NAME_ROW_BITS) - 1);
        const uint8_t *b = m->buckets + (size_t)(row / NAME_BUCKET_ROWS) * NAME_BUCKET_BYTES;
        uint8_t print = (uint8_t)(row % NAME_BUCKET_ROWS + 1);
        for (int slot = 0; slot < NAME_SLOTS; slot++) {
            if (b[slot] != print)
                continue;
            const int8_t *w = (const int8_t *)b + NAME_SLOTS + slot * NAME_STATES;
            for (int y = 0; y < NAME_STATES; y++)
                part[y] = (int16_t)(part[y] + w[y]);
            break;
        }
    }
    for (int y = 0; y < NAME_STATES; y++)
        sum[y] = part[y];
}

static void viterbi(struct reader *r, uint32_t n, uint8_t *states) {
    for (uint32_t i = 0; i < n; i++) {
        int32_t best[NAME_STATES];
        for (int to = 0; to < NAME_STATES; to++) {
            int chosen = 0;
            int32_t score = INT32_MIN;
            for (int from = 0; from < (i ? NAME_STATES : 1); from++) {
                if (!name_state_follows(from, to))
                    continue;
                int32_t s = (i ? r->scores[i - 1][from] : 0) + r->m->moves[from * NAME_STATES + to];
                if (s > score) {
                    score = s;
                    chosen = from;
                }
            }
            best[to] = score <= UNREACHED / 2 ? UNREACHED : score;
            r->from[i][to] = (uint8_t)chosen;
        }
        /* Only differences count: the score of "no name" so far is kept at 0, out of overflow's
         * way. */
        int32_t base = best[0];
        for (int to = 0; to < NAME_STATES; to++)
            r->scores[i][to] =
                best[to] <= UNREACHED / 2 ? UNREACHED : r->scores[i][to] + best[to] - base;
    }
    int last = 0;
    for (int y = 1; n && y < NAME_STATES; y++)
        if (r->scores[n - 1][y] > r->scores[n - 1][last])
            last = y;
    for (uint32_t i = n; i-- > 0;) {
        states[i] = (uint8_t)last;
        last = r->from[i][last];
    }
}

/* ---- the same word elsewhere -------------------------------------------------------------------
 */

struct name_memory *name_memory_new(struct arena *a, const struct text *t) {
    struct name_memory *memory = ARENA_NEW(a, struct name_memory, 1);
    size_t size = 64;
    while (size < (size_t)t->n_tokens * 2)
        size *= 2;
    if (!memory)
        return NULL;
    memory->slots = ARENA_NEW(a, struct name_memory_slot, size);
    memory->mask = (uint32_t)(size - 1);
    return memory->slots ? memory : NULL;
}

static bool is_remembered(const struct token *t) {
    return t->form.n > 1 &&
           ((t->form.p[0] >= 'A' && t->form.p[0] <= 'Z') || (unsigned char)t->form.p[0] >= 0x80);
}

static struct name_memory_slot *slot_of(const struct name_memory *memory, uint32_t word) {
    uint32_t i = word * 0x9E3779B1u >> 7 & memory->mask;
    while (memory->slots[i].word && memory->slots[i].word != word)
        i = (i + 1) & memory->mask;
    memory->slots[i].word = word;
    return &memory->slots[i];
}

void name_memory_add(struct name_memory *memory, const struct token *tokens, const uint8_t *states,
                     uint32_t n, int by) {
    for (uint32_t i = 0; i < n; i++)
        if (is_remembered(&tokens[i])) {
            uint16_t *count =
                &slot_of(memory, name_word_hash(tokens[i].form))->counts[(states[i] + 1) / 2];
            *count = (uint16_t)(*count + by);
        }
}

bool name_memory_ask(const struct name_memory *memory, const struct token *tokens, uint32_t n,
                     struct name_view *views) {
    bool has_any = false;
    for (uint32_t i = 0; i < n; i++) {
        if (!is_remembered(&tokens[i]))
            continue;
        const struct name_memory_slot *s = slot_of(memory, views[i + 2].lower);
        uint32_t best = 0;
        for (uint32_t k = 1; k < NAME_COUNT; k++)
            if (s->counts[k] > s->counts[best])
                best = k;
        views[i + 2].elsewhere = s->counts[best] ? best + 1 : 0;
        has_any |= s->counts[best] != 0;
    }
    return has_any;
}

/* ---- the whole text ----------------------------------------------------------------------------
 */

/* Lets the network score the sentence whose views are there; once, for both readings. */
static bool run_net(struct reader *r, uint32_t first, uint32_t n, bool is_shouted) {
    if (!r->net)
        return true;
    if (!name_net_run(&r->m->net, r->arena, &r->space, r->views, n, is_shouted))
        return false;
    for (uint32_t i = 0; i < n; i++)
        for (int y = 0; y < NAME_STATES; y++)
            r->net[first + i][y] = whole(r->space.scores[i][y]);
    return true;
}

/* Reads sentence s; with a memory, only where some word of it was read elsewhere. */
static bool read_sentence(struct reader *r, const struct text *t, uint32_t s,
                          struct name_memory *memory) {
    uint32_t first = t->sentences[s].first, n = t->sentences[s].last - first;
    const struct token *tokens = t->tokens + first;
    uint8_t *states = r->states + first;
    uint32_t features[NAME_FEATURES];
    if (!reader_reserve(r, n))
        return false;
    name_views(r->m, tokens, n, r->views);
    if (memory) {
        name_memory_add(memory, tokens, states, n, -1);
        bool has_any = name_memory_ask(memory, tokens, n, r->views);
        name_memory_add(memory, tokens, states, n, 1);
        if (!has_any)
            return true;
    }
    bool is_shouted = name_is_shouted(tokens, n);
    if (!memory && !run_net(r, first, n, is_shouted))
        return false;
    for (uint32_t i = 0; i < n; i++) {
        uint32_t k = name_features(r->views + i + 2, is_shouted, features);
        add_rows(r->m, features, k, r->scores[i]);
        for (int y = 0; r->net && y < NAME_STATES; y++)
            r->scores[i][y] += r->net[first + i][y];
    }
    if (memory) { /* the memory holds the first reading, whatever the order of sentences */
        viterbi(r, n, r->states + t->n_tokens + first);
        return true;
    }
    viterbi(r, n, states);
    memcpy(r->states + t->n_tokens + first, states, n);
    return true;
}

bool names_states(const struct names_model *m, struct arena *a, const struct text *t, bool is_once,
                  uint8_t **out) {
    struct reader r = {.m = m, .arena = a};
    r.states = ARENA_NEW(a, uint8_t, (size_t)t->n_tokens * 2 + 1);
    if (m->net.weights)
        r.net = arena_array(a, (size_t)t->n_tokens + 1, sizeof *r.net);
    if (!r.states || (m->net.weights && !r.net))
        return false;
    for (uint32_t s = 0; s < t->n_sentences; s++)
        if (!read_sentence(&r, t, s, NULL))
            return false;
    *out = r.states + t->n_tokens;
    if (is_once)
        return true;
    struct name_memory *memory = name_memory_new(a, t);
    if (!memory)
        return false;
    for (uint32_t s = 0; s < t->n_sentences; s++)
        name_memory_add(memory, t->tokens + t->sentences[s].first, r.states + t->sentences[s].first,
                        t->sentences[s].last - t->sentences[s].first, 1);
    for (uint32_t s = 0; s < t->n_sentences; s++)
        if (!read_sentence(&r, t, s, memory))
            return false;
    return true;
}

hb_status names_find(const struct names_model *m, struct arena *a, struct text *t,
                     struct hb_error *err) {
    struct {
        struct name *items;
        size_t n, capacity;
    } names = {0};
    uint8_t *states;
    if (!names_states(m, a, t, false, &states))
        goto refused;
    for (uint32_t s = 0; s < t->n_sentences; s++)
        names_mend(m, a, t, &t->sentences[s], states);
    for (uint32_t s = 0; s < t->n_sentences; s++) {
        for (uint32_t i = t->sentences[s].first; i < t->sentences[s].last; i++) {
            uint32_t kind = (states[i] + 1u) / 2;
            t->tokens[i].name = (uint8_t)kind;
            t->tokens[i].name_begins = states[i] % 2 == 1;
            if (states[i] % 2 == 1) {
                if (!VEC_PUSH(a, &names, ((struct name){i, i + 1, (enum name_kind)kind})))
                    goto refused;
            } else if (kind && names.n) {
                names.items[names.n - 1].last = i + 1;
            }
        }
    }
    t->names = names.items;
    t->n_names = (uint32_t)names.n;
    return HB_OK;
refused:
    return error_set(err, HB_ERR_MEMORY, 0, "no memory for the names of a text of %u words",
                     t->n_tokens);
}

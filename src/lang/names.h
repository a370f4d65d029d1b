/* Names: finds the names of persons, bodies, places, peoples and other things in tagged text.
 *
 *   President Donald Trump met Turkish officials in Ankara
 *             ~~~~~~PER~~~     ~NORP~~               LOC~
 *
 * A linear-chain model over hashed features and a network (lang/name_net.h) add up, with Viterbi
 * over B/I/O states, read twice: the second reading knows how the first read the same word
 * elsewhere in the text. */
#ifndef HB_LANG_NAMES_H
#define HB_LANG_NAMES_H

#include "base/error.h"
#include "lang/model.h"
#include "lang/net.h"
#include "lang/text.h"

/* State 0 is "no name"; 2k - 1 begins a name of kind k and 2k is within it. */
enum { NAME_STATES = 2 * NAME_COUNT - 1 };

/* May `to` follow `from`? Within a name of a kind only after its begin or itself. */
static inline bool name_state_follows(int from, int to) {
    return to == 0 || to % 2 == 1 || from == to || from == to - 1;
}

/* Weights are trained over 2^21 rows; of every 32 rows (a bucket) the strongest are kept: their
 * numbers within the bucket plus one (0: none), then int8 weights[NAME_SLOTS][NAME_STATES]. */
enum {
    NAME_ROW_BITS = 21,
    NAME_BUCKET_BITS = 16,
    NAME_SLOTS = 3,
    NAME_BUCKET_ROWS = 1 << (NAME_ROW_BITS - NAME_BUCKET_BITS),
    NAME_BUCKET_BYTES = NAME_SLOTS * (1 + NAME_STATES),
    NAME_SCALE = 16,     /* of scores as whole numbers */
    NAME_NET_SCALE = 14, /* of the network's: a little less sure */
    NAME_BALANCE = 8,    /* taken from "no name": as many are then missed as invented */
};

struct name_net {
    const float *weights; /* [NAME_NET_SIZE] (lang/name_net.h); NULL: none */
    struct net_table table;
};

/* A view of the model's sections "names" and "namenet"; borrows the mapping, read-only, shared by
 * threads. */
struct names_model {
    struct name_net net;
    int32_t moves[NAME_STATES * NAME_STATES]; /* from, to */
    const uint8_t *buckets;                   /* [(1 << NAME_BUCKET_BITS) * NAME_BUCKET_BYTES] */
    const uint32_t *gazetteer; /* [n_gazetteer * 2] ascending hash, bits (lang/name_features.h) */
    const uint32_t *words;     /* [n_words * 2] ascending hash, word_bits (lang/name_features.h) */
    uint32_t n_gazetteer, n_words;
};

/* Checks the sections' sizes; false (and *err filled) where they are not what they should be. */
bool names_open(const struct model_file *m, struct names_model *out, struct hb_error *err);

/* The same over the bytes of the section "names", without a network. */
bool names_open_section(str section, struct names_model *out);

/* Fills token.name, token.name_begins and text.names from form, upos and xpos of the tokens. Linear
 * in tokens. HB_ERR_MEMORY only. */
hb_status names_find(const struct names_model *m, struct arena *a, struct text *t,
                     struct hb_error *err);

/* ---- training -------------------------------------------------------------------------------- */

/* Names that are known beforehand (countries, demonyms, people, places), for the gazetteer. */
enum known_part { KNOWN_WHOLE, KNOWN_FIRST, KNOWN_LAST }; /* a given or family name alone */
struct known_name {
    str text; /* "United States", words parted by a space */
    enum name_kind kind;
    enum known_part part;
};

/* Reads one training file into texts, one per document (or per 20 sentences where the file does not
 * say): tokens (form and gold name; hyphens cut as the tokenizer cuts them, the rest zero) and
 * sentences. IOB1 or IOB2 in columns: UNER .iob2, wikigold, CrossNER, WNUT. Forms borrow `file`. */
hb_status names_read_iob(str file, struct arena *a, struct text **out, size_t *n_out,
                         struct hb_error *err);

/* The same from a treebank with GUM's entity layer (Entity= in MISC); tags are not kept. */
hb_status names_read_entities(str file, struct arena *a, struct text **out, size_t *n_out,
                              struct hb_error *err);

/* Reads knowledge/countries.tsv (names, aliases, capitals: LOC; demonyms: NORP) and any file of
 * actors/ (persons: PER; organisations and groups: ORG) into *out, appended. Strings borrow `file`.
 */
struct known_list {
    struct known_name *items;
    size_t n, capacity;
};
hb_status names_read_countries(str file, struct arena *a, struct known_list *out,
                               struct hb_error *err);
/* Reads knowledge/places.tsv (names and aliases: LOC). */
hb_status names_read_places(str file, struct arena *a, struct known_list *out,
                            struct hb_error *err);
/* Reads knowledge/gazetteer.tsv (regions, districts and towns of some size: LOC). */
hb_status names_read_gazetteer(str file, struct arena *a, struct known_list *out,
                               struct hb_error *err);
hb_status names_read_actors(str file, struct arena *a, struct known_list *out,
                            struct hb_error *err);
/* knowledge/names.txt: `class: word word_with_space …`, classes first, last, place, body. */
hb_status names_read_words(str file, struct arena *a, struct known_list *out, struct hb_error *err);

/* All of it from folders: the name sets, GUM's entities in `treebank` and the tables of `knowledge`
 * (either may be NULL). Texts come without tags: tag them, then call train_names. */
struct names_corpus {
    struct text *items; /* a text is a document */
    size_t n, capacity;
    struct known_list known;
    /* First text of the set whose conventions are the model's (UNER), and first of the copies of
     * some of it in small letters, as careless writers write; both go on to the end. */
    size_t home, copies;
    str vectors; /* a file of word vectors, most frequent words first; {NULL,0}: none */
};
hb_status names_read_corpus(const char *names, const char *treebank, const char *knowledge,
                            struct arena *a, struct names_corpus *out, struct hb_error *err);

/* Trains the sections from texts whose tokens hold form, upos, xpos (as the tagger gives them) and
 * the gold name and name_begins; the last passes are over the home texts alone. Peoples (NORP),
 * which most data sets leave unmarked, are marked from the known names and a list of creeds and
 * parties. `raw`: more text without gold names, for how words are written (may be none).
 * Deterministic. */
hb_status train_names(const struct names_corpus *corpus, const struct text *raw, size_t n_raw,
                      struct model_writer *w, struct hb_error *err);

#endif

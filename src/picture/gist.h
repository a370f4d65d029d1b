/* The gist of a mention: what matching compares, names and words as hashes, so that many can be
 * kept and compared quickly. */
#ifndef HB_PICTURE_GIST_H
#define HB_PICTURE_GIST_H

#include "know/plover.h"
#include "store/fold.h"

enum { GIST_PARTIES = 6, GIST_NUMBERS = 3, GIST_WORDS = 28 };

#define NO_ENTITY UINT32_MAX
struct gist_party {
    uint32_t land, code, name, sector; /* hashes; 0: unknown; name: where it is a proper one */
    uint32_t entity;                   /* in its report, NO_ENTITY */
    uint32_t count;                    /* of people or things, 0: not told */
};
struct gist_number {
    uint32_t kind; /* hash */
    bool is_dead;
    int64_t low, high;
};

enum gist_status { GIST_OCCURRED, GIST_COMING, GIST_DENIED };

struct gist {
    int64_t key, report;
    int64_t told; /* key of what it tells, 0: nothing yet */
    uint64_t id;
    date_day report_day, first, last; /* first, last DATE_NONE: untold */
    enum fold_time time;
    enum plover_type type, content;
    enum gist_status status;
    uint64_t modes;          /* bit of enum plover_mode */
    uint32_t place, country; /* hashes; place 0 where only the country is told */
    float lat, lon;
    bool has_point, is_region, is_conditional;
    bool is_queued, is_forced; /* to be looked at; whatever comes of it */
    bool has_row, is_noted;    /* led a happening when it was read; its row is to be written */
    bool is_used;              /* it was asked for in this batch (gists.h) */
    uint8_t n_actors, n_recipients, n_numbers, n_words;
    uint32_t n_lands;
    const str *lands; /* traits: of parties and of the place, each once; all of them, as in the
                         table, so that whoever finds is found */
    const struct gist_party *actors, *recipients; /* at most GIST_PARTIES */
    const struct gist_number *numbers;            /* at most GIST_NUMBERS */
    const uint32_t *words; /* at most GIST_WORDS of its sentence, that carry meaning; ascending */
    uint32_t lemma, sentence; /* the frame's word, hashed; number in the report */
    uint64_t sentence_hash;
    uint32_t worth; /* how much it tells: the more, the sooner it leads */
};

/* Of a mention of a report; its lists lie in the arena, which is marked failed if they do not. */
void gist_make(const struct fold_report *r, const struct fold_mention *m, struct arena *a,
               struct gist *out);
/* A copy whose lists lie in the arena. */
void gist_copy(const struct gist *g, struct arena *a, struct gist *out);

/* Which leads when both tell one act: the one that tells more, then the earlier report, then the
 * id. A total order that nothing but their content makes. */
bool gist_is_before(const struct gist *a, const struct gist *b);

#endif

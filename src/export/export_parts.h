/* What the formats share. Private to src/export. */
#ifndef HB_EXPORT_EXPORT_PARTS_H
#define HB_EXPORT_EXPORT_PARTS_H

#include "base/json_out.h"
#include "export/export.h"
#include "store/happening.h"

struct exporter {
    struct store *store;
    const struct export_request *request;
    struct json_out j; /* j.out is what waits to be written, in any format */
    uint64_t n;        /* happenings so far */
    struct hb_error *err;
};

/* A format of happenings has `happening`; one of the picture's folds has `all` instead. */
struct export_format {
    const char *name;
    enum happening_order order;
    uint32_t limit;   /* happenings where the filter gives none; 0: all */
    bool is_of_deeds; /* cannot tell what was done from what was announced or denied: unless the
                       * filter says otherwise, only the first is written */
    void (*begin)(struct exporter *x);
    void (*happening)(struct exporter *x, const struct told_happening *h);
    void (*end)(struct exporter *x);
    hb_status (*all)(struct exporter *x);
};

extern const struct export_format export_jsonl, export_plover, export_csv, export_gdelt,
    export_gdelt_mentions, export_icews, export_geojson, export_graphml, export_gexf, export_ics,
    export_atom;

/* Writes what waits. False: whoever reads it has enough. */
bool export_flush(struct exporter *x);

/* ---- parts of a happening ---- */

/* A code's parts: "LBY" and "REB" of LBY-REB, "IGO:UN" and nothing of IGO:UN; "---" has none. */
str export_place_of(str code);
str export_sector_of(str code);
/* Name, or the words where there is none. */
str export_party_name(const struct told_party *p);
/* The first party of a side; NULL where there is none. */
const struct told_party *export_party(const struct told_mention *m, bool is_actor);
/* Our 16 hex digits as a positive whole number of 63 bits, which tables of events want. */
uint64_t export_number_of(str id);
/* A country's English name; the code where it has none. */
str export_country_name(str code);
str export_country_fips(str code); /* {NULL,0}: none */
str export_cameo_label(str code);

/* JSON: null for nothing. */
void export_key(struct exporter *x, const char *key, str value);
void export_key_integer(struct exporter *x, const char *key, int64_t value);
void export_key_real(struct exporter *x, const char *key, double value);
/* A number outside JSON, with a point in any locale. */
void export_real(struct exporter *x, double value);
/* Words split by blanks as an array. */
void export_key_words(struct exporter *x, const char *key, str words);

/* A cell of a row of the picture, by name; {NULL,0} where there is no such column. */
str row_cell_named(const struct store_row *row, const char *name);

#endif

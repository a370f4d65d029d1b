/* Datelines: place, date and agency that open a report. */
#ifndef HB_INGEST_DATELINE_H
#define HB_INGEST_DATELINE_H

#include "base/date.h"

struct dateline {
    uint32_t end;      /* bytes of the paragraph that it takes, white space after it included */
    str place;         /* the first of them, as written; {NULL,0}: none ("(Reuters) - …") */
    struct civil date; /* month 0: none; year 0: not written */
    bool is_sure;      /* agency, date or country stand with the place */
};

/* Reads the dateline at the head of a paragraph. `text` is the whole report: a word that is used
 * there as a person is used ("Erdogan: …", "Erdogan said") is no place. */
bool dateline_read(str paragraph, str text, struct dateline *out);

#endif

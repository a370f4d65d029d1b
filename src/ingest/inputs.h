/* Inputs: files, folders and standard input, packed or not, given out report by report as bytes
 * with what is known of them. */
#ifndef HB_INGEST_INPUTS_H
#define HB_INGEST_INPUTS_H

#include "base/lines.h"
#include "ingest/ingest.h"

/* What a file, and a report in it, can be. */
enum input_kind { INPUT_TEXT, INPUT_JSON, INPUT_PAGE };

struct inputs {
    char **paths; /* [n] in the order of reading; folders replaced by their files; owned */
    size_t n, at;
    struct ingest_options ingest;
    struct lines lines;   /* of the file that is open */
    int fd;               /* -1: none */
    enum input_kind kind; /* of the open file */
};

/* One report's bytes and where they came from. */
struct input {
    struct buffer bytes; /* reused */
    char name[256];      /* "reports/a.jsonl:7" */
    enum input_kind kind;
    struct ingest_options ingest;
    struct hb_error err; /* code HB_OK: bytes hold a report */
};

/* Finds the files: a folder gives all in it and below whose names end as reports' do (.txt .json
 * .jsonl .html .htm, with .gz or .zst after it or not), in the order of their names; "-" is
 * standard input. HB_ERR_SYSTEM where one is not there. */
hb_status inputs_open(char *const *paths, int n, const struct ingest_options *o, struct inputs *out,
                      struct hb_error *err);
/* The next report into *one. False: there is none left. */
bool inputs_next(struct inputs *in, struct input *one);
void inputs_close(struct inputs *in);

/* Reads what was given out: by the reader of its kind. All lies in the arena or borrows in->bytes.
 */
hb_status input_read(const struct input *in, struct arena *a, struct report *out,
                     struct hb_error *err);

#endif

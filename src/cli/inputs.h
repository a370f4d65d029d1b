/* Inputs: files, folders and standard input, given out report by report as bytes. */
#ifndef HB_CLI_INPUTS_H
#define HB_CLI_INPUTS_H

#include "base/lines.h"
#include "ingest/ingest.h"

struct inputs {
    char **paths; /* [n] in the order of reading; folders replaced by their files; owned */
    size_t n, at;
    struct ingest_options ingest;
    struct lines lines; /* of the file that is open */
    int fd;             /* -1: none */
    bool is_lines;      /* the open file is JSON lines */
};

/* One report's bytes and where they came from. */
struct input {
    struct buffer bytes; /* reused */
    char name[256];      /* "reports/a.jsonl:7" */
    bool is_json;
    struct ingest_options ingest;
    struct hb_error err; /* code HB_OK: bytes hold a report */
};

/* Finds the files: a folder gives all in it and below whose names end in .txt, .json, .jsonl, in
 * the order of their names; "-" is standard input. HB_ERR_SYSTEM where one is not there. */
hb_status inputs_open(char *const *paths, int n, const struct ingest_options *o, struct inputs *out,
                      struct hb_error *err);
/* The next report into *one. False: there is none left. */
bool inputs_next(struct inputs *in, struct input *one);
void inputs_close(struct inputs *in);

#endif

/* Inputs: files, folders and standard input, packed or not, given out report by report as bytes
 * with what is known of them. */
#ifndef HB_INGEST_INPUTS_H
#define HB_INGEST_INPUTS_H

#include "base/json_out.h"
#include "base/lines.h"
#include "ingest/containers.h"
#include "ingest/ingest.h"

/* What a report's bytes are. */
enum input_kind { INPUT_TEXT, INPUT_JSON, INPUT_PAGE };
/* What a file is: one report, or a container of many. */
enum file_kind { FILE_TEXT, FILE_PAGE, FILE_LINES, FILE_FEED, FILE_CSV, FILE_WARC, FILE_MAIL };

/* Who fetches an address (ingest itself knows no network): gives a file of what is there, and where
 * it came from in the end. is_named: the user named it, it was not found in a file. With HB_OK *fd
 * is open and the caller's; with anything else nothing is left open. */
struct inputs_opener {
    hb_status (*open)(void *context, const char *url, bool is_named, int *fd, struct origin *from,
                      struct hb_error *err);
    void *context;
};

struct inputs {
    char **paths; /* [n] in the order of reading; folders replaced by their files; owned */
    size_t n, at;
    struct ingest_options ingest;
    struct inputs_opener
        opener;   /* set by the caller after inputs_open, where addresses are meant */
    bool fetches; /* set by the caller: pages of records that give a teaser or an address alone */
    struct origin from;  /* of the open file, if it was fetched */
    struct csv_map map;  /* which columns of a table are what */
    struct lines lines;  /* of the file that is open */
    int fd;              /* -1: none */
    enum file_kind kind; /* of the open file */
    uint64_t n_given;    /* reports of the open file so far */
    struct csv csv;
    struct warc warc;
    struct arena arena;       /* of the open feed or message */
    struct arena looking;     /* of the record in hand */
    struct json_out entries;  /* of the open feed, JSON lines */
    size_t at_entry;          /* bytes of them given out */
    uint64_t n_done, n_total; /* bytes of the files that are done, of all files */
    bool is_unbounded;        /* an address or a pipe is among them: n_total says nothing */
};

/* One report's bytes and where they came from. */
struct input {
    struct buffer bytes; /* reused */
    char name[256];      /* "reports/a.jsonl:7" */
    struct origin from;  /* of a page, as its container says; ingest borrows it */
    enum input_kind kind;
    struct ingest_options ingest;
    struct hb_error err; /* code HB_OK: bytes hold a report */
};

/* Finds the files: a folder gives all in it and below whose names end as reports' do (.txt .json
 * .jsonl .html .htm, with .gz or .zst after it or not), in the order of their names; "-" is
 * standard input. HB_ERR_SYSTEM where one is not there. */
hb_status inputs_open(char *const *paths, int n, const struct ingest_options *o,
                      const struct csv_map *map, struct inputs *out, struct hb_error *err);
/* Adds one more path to those that are not read yet. A path that is not there, but has '*', '?' or
 * '[' in it, is a pattern: the files that it fits, in the order of their names. */
hb_status inputs_add(struct inputs *in, const char *path, struct hb_error *err);
/* How many bytes of the files have been read, as they lie there, and how many there are; *total 0:
 * that cannot be told. */
void inputs_tell(const struct inputs *in, uint64_t *done, uint64_t *total);
/* The next report into *one. False: there is none left. */
bool inputs_next(struct inputs *in, struct input *one);
void inputs_close(struct inputs *in);

/* Reads what was given out: by the reader of its kind. All lies in the arena or borrows in->bytes.
 */
hb_status input_read(const struct input *in, struct arena *a, struct report *out,
                     struct hb_error *err);

#endif

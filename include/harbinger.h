/* Harbinger: reads news reports and codes the political events in them.
 *
 *     hb_coder *coder;
 *     struct hb_error err;
 *     if (hb_open("en-1.model", "harbinger.know", NULL, &coder, &err) != HB_OK)
 *         …err.message…
 *     hb_session *session = hb_session_new(coder);
 *     hb_string line;
 *     if (hb_code_text(session, text, strlen(text), "2019-12-26", &line, &err) == HB_OK)
 *         fwrite(line.data, 1, line.size, stdout);
 *     hb_session_free(session);
 *     hb_close(coder);
 *
 * Threads: a coder is read-only after hb_open and may be shared by any number of threads; a session
 * belongs to one thread at a time. The library keeps no global state, never prints and never exits.
 * Input: any bytes are safe. Text is repaired to UTF-8 and composed (NFC); offsets in all that
 * comes out are Unicode code points into that text, `end` exclusive. The same input gives the same
 * output. Errors: every function that can fail returns an hb_status and fills *err, which may be
 * NULL. */
#ifndef HARBINGER_H
#define HARBINGER_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#ifndef HB_STATUS_DEFINED
#define HB_STATUS_DEFINED

typedef enum hb_status {
    HB_OK = 0,
    HB_ERR_SYSTEM = 1, /* a system call failed; message names it and its reason */
    HB_ERR_MEMORY = 2, /* no memory, or a report that needs more than the session may hold */
    HB_ERR_INPUT = 3,  /* bytes that are not what they should be */
    HB_ERR_LIMIT = 4,  /* input larger or deeper than allowed */
    HB_ERR_USAGE = 5,  /* a wrong argument */
} hb_status;

struct hb_error {
    hb_status code;
    uint64_t position; /* byte offset or line number in the input, as message says; 0 if none */
    char message[200]; /* what, where, and what to do; NUL-terminated */
};

#endif

typedef struct hb_coder hb_coder;     /* model and knowledge */
typedef struct hb_session hb_session; /* memory for one report after another */

/* Bytes that belong to the session and hold until its next call. Not NUL-terminated. */
typedef struct hb_string {
    const char *data;
    size_t size;
} hb_string;

/* "0.7.0" */
const char *hb_version(void);

/* Maps the language model and the compiled knowledge; takes milliseconds. `overlay`: a folder of
 * tables that are asked first, or NULL. On success *out is owned by the caller: hb_close. */
hb_status hb_open(const char *model, const char *knowledge, const char *overlay, hb_coder **out,
                  struct hb_error *err);
/* All its sessions must have been freed. NULL does nothing. */
void hb_close(hb_coder *coder);

/* Borrows the coder. NULL without memory. The caller frees it: hb_session_free. */
hb_session *hb_session_new(const hb_coder *coder);
void hb_session_free(hb_session *session);

/* Codes a plain text of `size` bytes, published on `date` ("YYYY-MM-DD"; NULL: taken from the
 * dateline, or unknown). *out is one line of JSON, newline included: id, date, title, text (which
 * the offsets point into), coder, sentences, events, relations, agenda, entities, places, quotes,
 * warnings (docs/formats.md). O(size). */
hb_status hb_code_text(hb_session *session, const char *text, size_t size, const char *date,
                       hb_string *out, struct hb_error *err);
/* The same for a report as a JSON object {"text": …, "id", "date", "title", "url", "outlet"};
 * with_text not 0: the text is repeated in the output. */
hb_status hb_code_json(hb_session *session, const char *json, size_t size, int with_text,
                       hb_string *out, struct hb_error *err);
/* The brief for a person: `width` columns (at least 40), has_color not 0: with terminal colors. */
hb_status hb_brief_text(hb_session *session, const char *text, size_t size, const char *date,
                        unsigned width, int has_color, hb_string *out, struct hb_error *err);

/* ---- many reports at once, as columns of a table ---- */

/* The C data interface of Apache Arrow, in its own words:
 * https://arrow.apache.org/docs/format/CDataInterface.html */
#ifndef ARROW_C_DATA_INTERFACE
#define ARROW_C_DATA_INTERFACE

#define ARROW_FLAG_NULLABLE 2

struct ArrowSchema {
    const char *format, *name, *metadata;
    int64_t flags, n_children;
    struct ArrowSchema **children, *dictionary;
    void (*release)(struct ArrowSchema *);
    void *private_data;
};

struct ArrowArray {
    int64_t length, null_count, offset, n_buffers, n_children;
    const void **buffers;
    struct ArrowArray **children, *dictionary;
    void (*release)(struct ArrowArray *);
    void *private_data;
};

#endif

/* Codes n reports, each a JSON object as for hb_code_json or a line that was coded with its text,
 * which is not coded again, on `threads` threads (0: one a processor), into a table of n rows in
 * their order: id; published (YYYY-MM-DD); line, as hb_code_json writes it with the text; error,
 * the reason why a report is set aside, whose line is null; events, a list of rows: report, id,
 * published, type, mode, context, quad, goldstein, score, confidence, status, actor, actor_code,
 * recipient, recipient_code, when, place, country, lat, lon, by, by_kind, stance, sentence, rule,
 * url, outlet (docs/formats.md; several of one kind are split by ";"). A report that is set aside
 * is no error of the call. On success *array and *schema are owned by the caller, who calls the
 * `release` of each, in any thread; they outlive the coder. HB_ERR_USAGE without a coder, or
 * without reports where n > 0; HB_ERR_LIMIT where a column would be larger than 1 GiB;
 * HB_ERR_MEMORY; HB_ERR_SYSTEM where no thread starts: then both `release` are NULL. A call holds
 * its whole table: some 12 kB a report, so give a few hundred. */
hb_status hb_code_columns(const hb_coder *coder, const hb_string *reports, size_t n,
                          unsigned threads, struct ArrowArray *array, struct ArrowSchema *schema,
                          struct hb_error *err);

/* ---- an archive, as `harbinger add` makes it, opened for questions ---- */

typedef struct hb_archive hb_archive;

/* HB_ERR_SYSTEM where the file is not there, is no archive, or a newer program made it. On success
 * *out is owned by the caller: hb_archive_close. An archive belongs to one thread at a time;
 * several may be open on one file, also while it is written. */
hb_status hb_archive_open(const char *path, hb_archive **out, struct hb_error *err);
/* NULL does nothing. */
void hb_archive_close(hb_archive *archive);

/* Called for each row, a JSON object without a newline, or for each part of an export; it holds
 * until the call returns. 0: enough. */
typedef int hb_sink(void *context, const char *data, size_t size);

/* Asks "events", "relations", "agenda" …: any question of the program, by its name. `conditions`:
 * names and values by turns and a NULL at the end, as {"since", "2019-12", "actor", "TUR", NULL};
 * the names are those of the program's options. Columns: docs/formats.md. Rows come in an order
 * that depends on the archive's content alone. HB_ERR_USAGE where there is no such question or a
 * condition is wrong. */
hb_status hb_archive_ask(hb_archive *archive, const char *question, const char *const *conditions,
                         hb_sink *sink, void *context, struct hb_error *err);

/* What `harbinger export --format` writes: "geojson", "graphml", "ics" …, part after part.
 * Conditions and errors as for hb_archive_ask. */
hb_status hb_archive_export(hb_archive *archive, const char *format, const char *const *conditions,
                            hb_sink *sink, void *context, struct hb_error *err);

#ifdef __cplusplus
}
#endif

#endif

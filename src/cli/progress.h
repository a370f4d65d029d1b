/* What a verb that reads many reports says meanwhile and at its end, on stderr. On a terminal a
 * line that is written over and over: reports, how many a second, how many were set aside, how long
 * it will still take where that can be told. Each report that is set aside is named with its
 * reason; at the end the reasons are summed up, with up to three examples each. --quiet leaves the
 * sums alone. One thread at a time. */
#ifndef HB_CLI_PROGRESS_H
#define HB_CLI_PROGRESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { PROGRESS_REASONS = 24, PROGRESS_EXAMPLES = 3, PROGRESS_ROOM = 160 };

struct progress_reason {
    char message[PROGRESS_ROOM]; /* as it was given first */
    uint64_t n;
    char examples[PROGRESS_EXAMPLES][PROGRESS_ROOM]; /* "reports/a.jsonl:7" */
};

struct progress {
    const char *verb;
    bool is_quiet, is_terminal;
    bool is_drawn;           /* the line stands on the terminal */
    int64_t begun, drawn_at; /* milliseconds */
    uint64_t n_read, n_aside;
    uint64_t done, total; /* bytes of the input; total 0: not known */
    struct progress_reason reasons[PROGRESS_REASONS];
    uint32_t n_reasons;
    uint64_t n_other; /* set aside for further reasons */
};

/* Borrows `verb`, a literal. */
void progress_begin(struct progress *p, const char *verb, bool is_quiet);
/* How much of the input has been read, in bytes. */
void progress_at(struct progress *p, uint64_t done, uint64_t total);
/* A report was read, or (again below) set aside. */
void progress_one(struct progress *p);
/* Names what was set aside and why: "harbinger add: a.html: set aside: no article found". */
void progress_aside(struct progress *p, const char *name, const char *message);
/* The same of what failed but is not set aside, a line or a feed: "harbinger code: line 2: not
 * JSON". */
void progress_fault(struct progress *p, const char *name, const char *message);
/* Takes the line off the terminal, before anything else is printed. */
void progress_clear(struct progress *p);
/* The sums, where more than one was set aside or nothing was said of them before. */
void progress_end(struct progress *p);

/* "--quiet", for getopt_long's table. */
enum { OPTION_QUIET = 0x1100 };
#define PROGRESS_OPTIONS                                                                           \
    { "quiet", no_argument, NULL, OPTION_QUIET }

#endif

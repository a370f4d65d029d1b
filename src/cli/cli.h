/* The command line: a verb is a function that reads its own options with getopt_long, does its
 * steps and returns an exit code. main.c holds the table of verbs. */
#ifndef HB_CLI_CLI_H
#define HB_CLI_CLI_H

#include "base/date.h"
#include "base/error.h"

enum exit_code {
    EXIT_DONE = 0,
    EXIT_SET_ASIDE = 1, /* some input was set aside, each named on stderr */
    EXIT_USAGE = 2,
    EXIT_SYSTEM = 3, /* the archive or a system call failed */
};

/* argv[0] is the verb; getopt's state is fresh. */
int verb_read(int argc, char **argv);
int verb_code(int argc, char **argv);
int verb_extract(int argc, char **argv);
int verb_parse(int argc, char **argv);
int verb_train(int argc, char **argv);
int verb_add(int argc, char **argv);
int verb_watch(int argc, char **argv);
int verb_worker(int argc, char **argv);
int verb_recode(int argc, char **argv);
int verb_forget(int argc, char **argv);
int verb_copy(int argc, char **argv);
int verb_refresh(int argc, char **argv);
int verb_check(int argc, char **argv);
int verb_explain(int argc, char **argv);
int verb_export(int argc, char **argv);
int verb_map(int argc, char **argv);
int verb_graph(int argc, char **argv);
int verb_serve(int argc, char **argv);
int verb_backtest(int argc, char **argv);
int verb_brief(int argc, char **argv);
int verb_backtest_levels(int argc, char **argv);
int verb_alarms(int argc, char **argv);
int verb_forecast(int argc, char **argv);
int verb_track_record(int argc, char **argv);
int verb_ask(int argc, char **argv); /* events, relations, actors, reports, search: by argv[0] */

/* Print to stdout; return EXIT_DONE or EXIT_SYSTEM. `more` (may be NULL) follows `help`. */
int cli_help(const char *help, const char *more);
int cli_version(void);

/* "harbinger read: message" on stderr. */
void cli_say(const char *verb, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* The same for an error, then the exit code that belongs to it. */
int cli_fail(const char *verb, const struct hb_error *err);
/* Points to --help on stderr, after getopt said what is wrong. Returns EXIT_USAGE. */
int cli_usage(const char *verb);
/* A whole number within [low, high]; says what is wrong and returns false otherwise. */
bool cli_number(const char *verb, const char *option, const char *value, long low, long high,
                long *out);
/* A day as YYYY-MM-DD. */
bool cli_day(const char *verb, const char *option, const char *value, date_day *out);
/* Is stdout a terminal that shows color (NO_COLOR and TERM=dumb heeded)? */
bool cli_has_color(void);
struct csv_map; /* ingest/containers.h */
/* Which columns of a table are what: "title=headline,text=body". */
bool cli_map(const char *verb, const char *value, struct csv_map *out);
/* Flushes stdout and says so if what was printed did not all arrive: `code`, or EXIT_SYSTEM. */
int cli_finish(const char *verb, int code);

#endif

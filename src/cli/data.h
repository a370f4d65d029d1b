/* The two files that the program needs beside itself, the language model and the compiled
 * knowledge: where they are looked for, and both opened as a coder. */
#ifndef HB_CLI_DATA_H
#define HB_CLI_DATA_H

#include "code/coder.h"

struct data_options {
    const char *model;          /* --model FILE; NULL: looked for */
    const char *knowledge_file; /* --knowledge-file FILE; NULL: looked for */
    const char *overlay;        /* --knowledge DIR; NULL: none */
};

struct data {
    struct lang_model *model;
    struct know *know;
    struct coder coder;
};

/* For getopt_long's table, and what to do with what it returns (false: not one of these). */
enum { OPTION_MODEL = 0x1000, OPTION_KNOWLEDGE_FILE, OPTION_KNOWLEDGE };
#define DATA_OPTIONS                                                                               \
    {"model", required_argument, NULL, OPTION_MODEL},                                              \
        {"knowledge-file", required_argument, NULL, OPTION_KNOWLEDGE_FILE}, {                      \
        "knowledge", required_argument, NULL, OPTION_KNOWLEDGE                                     \
    }
bool data_option(int option, const char *value, struct data_options *o);
extern const char data_help[];

/* Finds "en-1.model" or "harbinger.know": in $HARBINGER_DATA, beside the executable, in the folders
 * of a build and of an installation. False, with the folders looked in as err's message, if it is
 * nowhere. */
bool data_find(const char *name, char *path, size_t room, struct hb_error *err);
hb_status data_open(const struct data_options *o, struct data *out, struct hb_error *err);
void data_close(struct data *d);

#endif

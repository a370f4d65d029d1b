/* The bounds that keep any input from exhausting the program. Each reader of foreign bytes takes a
 * pointer to one of these. */
#ifndef HB_BASE_LIMITS_H
#define HB_BASE_LIMITS_H

#include <stdint.h>

struct hb_limits {
    uint32_t report_bytes;    /* a report's text; longer is cut there, with a warning */
    uint32_t page_bytes;      /* a web page; larger is set aside */
    uint32_t line_bytes;      /* a line of JSON lines; longer is set aside */
    uint32_t sentence_tokens; /* a sentence is split at the best place beyond this */
    uint32_t word_bytes;      /* a run without white space is cut into words of this length */
    uint32_t json_depth;      /* nesting of brackets in a JSON line */
};

/* 4 MiB text, 8 MiB page, 64 MiB line, 200 tokens, 256 bytes, depth 64. */
struct hb_limits limits_default(void);

#endif

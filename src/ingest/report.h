/* A report: what one news item says of itself, and its text in blocks. Offsets into `text` (bytes
 * inside the program, code points in all output) are the coin of the whole house. */
#ifndef HB_INGEST_REPORT_H
#define HB_INGEST_REPORT_H

#include "base/date.h"
#include "base/error.h"
#include "base/limits.h"
#include "base/str.h"

enum block_kind {
    BLOCK_BODY = 0,
    BLOCK_HEADLINE = 1, /* first line of a plain text that stands like one; the title is apart */
    BLOCK_DATELINE = 2, /* "TRIPOLI, Jan 14 (Reuters) —", "Washington:" */
    BLOCK_CAPTION = 3,
    BLOCK_CREDIT = 4, /* photo credits, bylines, "Copy of IMG.jpg": never coded */
};

struct block {
    enum block_kind kind;
    uint32_t begin, end; /* bytes into text, end exclusive; blocks ascend and never overlap */
};

enum date_source {
    DATE_FROM_NOTHING,
    DATE_FROM_RECORD,
    DATE_FROM_OPTION,
    DATE_FROM_DATELINE,
    DATE_FROM_FILE
};

struct report {
    str id;    /* given, or 16 hex digits of a hash of the content */
    str title; /* {NULL,0}: none */
    str url, outlet, byline;
    str captions;         /* of a page's pictures, split by blank lines; not part of the text */
    str text;             /* repaired UTF-8, NFC, LF */
    const char *language; /* ISO 639-1; NULL: not told */
    date_day date;        /* of publication; DATE_NONE */
    enum date_source date_source;
    str dateline_place; /* "TRIPOLI"; {NULL,0}: none */
    struct block *blocks;
    uint32_t n_blocks;
    uint32_t repaired; /* ill-formed bytes replaced */
    const char *warnings[8];
    uint32_t n_warnings;
};

#endif

/* An act as one report tells it, with all that folds weigh: ask/deeds.sql and ask/claims.sql. */
#ifndef HB_PICTURE_DEED_H
#define HB_PICTURE_DEED_H

#include "base/date.h"
#include "picture/parties.h"
#include "store/evidence.h"

struct deed {
    int64_t report; /* key */
    str id, happening, report_id, date, outlet;
    str type, mode, content, status, place, country, by, by_kind, numbers, words;
    str day;
    bool is_dated;             /* else day is the report's */
    date_day day_number, told; /* told: the report's day */
    struct parties parties;
};

/* Copies the row into the arena. */
struct deed deed_read(struct arena *a, const struct store_row *row);
/* 1970-01-01 = 0; DATE_NONE of nothing. */
date_day day_of_text(str day);
#endif

/* Dates as people write them at the head of a report: "Jan. 14", "14 January 2020", "Thursday, Dec
 * 26, 2019", "2020-01-14". The dates within sentences are another matter and not read here. */
#ifndef HB_INGEST_WRITTEN_H
#define HB_INGEST_WRITTEN_H

#include "base/date.h"

/* Reads a date that begins at s.p[*at], with a weekday before it or not, and moves *at past it.
 * out->year is 0 where none is written. */
bool written_date_read(str s, uint32_t *at, struct civil *out);
/* 1-12 for "January", "Jan", "JAN", "Sept"; 0 for any other word. */
int written_month(str word);
bool written_is_weekday(str word);
/* The day meant; without a year, the one that lies nearest before reference (at most a week after
 * it). DATE_NONE if it cannot be told. */
date_day written_day(struct civil c, date_day reference);
/* The day of a moment as programs and people write one: "2019-12-26T10:00Z", "20191226T100000Z",
 * "Thu, 26 Dec 2019 10:00:00 GMT". DATE_NONE for anything else. */
date_day written_moment(str s);
/* True if s is a date and words that go with one ("Published: …", "Last updated 10:30 GMT, …"). */
bool written_is_date_line(str s, struct civil *out);
/* The first day written as digits in a file's name: "2019-12-26", "2019_12_26", "20191226". */
date_day written_in_name(const char *file_name);

#endif

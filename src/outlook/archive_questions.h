/* The outlook's questions by name, beside those of src/picture: what the HTTP API, the C library
 * and Python ask. Conditions mean what they mean there; `period` (day, week, month) chooses whether
 * a forecast ranks and explains 1, 7 or 30 days. */
#ifndef HB_OUTLOOK_ARCHIVE_QUESTIONS_H
#define HB_OUTLOOK_ARCHIVE_QUESTIONS_H

#include "picture/question.h"

picture_question forecast_question;         /* forecast_ask */
picture_question forecast_reasons_question; /* a row for each reason */
picture_question track_record_question;     /* track_record_ask */
picture_question reliability_question;      /* a row for each band of chances */
picture_question alarms_question;           /* alarms_ask; nothing is recorded */
picture_question alarms_score_question;

/* The days of a forecast that a period stands for: 1, 7 or 30. */
uint32_t outlook_within(enum picture_period period);

/* "forecast", "forecast-reasons", "track-record", "reliability", "alarms", "alarms-score", and
 * every question of src/picture; NULL where there is none. */
const struct question *any_question_named(str name);

#endif

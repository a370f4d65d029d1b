/* Forecasts for a person: one act after another with its chance as a bar that shows how sure it is,
 * the reasons under it, and the words behind them.
 *
 *     62 %  LBY-REB → LBY  ASSAULT            within 7 days (41–80 %); 1 day 18 %, 30 days 93 %
 *           ▏░░░░░░░░▒▒▒▒▓▒▒▒▒░░░░▕
 *           + they did it on 12 of 43 days before …
 */
#ifndef HB_EXPORT_OUTLOOK_TEXT_H
#define HB_EXPORT_OUTLOOK_TEXT_H

#include "base/buffer.h"
#include "store/store.h"

struct outlook_text {
    uint32_t width;
    bool has_color, is_brief; /* brief: without reasons */
    uint64_t n;               /* acts so far */
};

/* Appends a row of forecast_ask (with what it says of the past before the first). */
void outlook_text_put(struct outlook_text *t, const struct store_row *row, struct buffer *out);
/* The chance as a bar of `columns` characters: what is sure, the range, the rest. In the arena. */
str chance_bar(struct arena *a, double low, double chance, double high, uint32_t columns);
/* "62 %", "0.4 %", "< 0.1 %". In the arena. */
str chance_text(struct arena *a, double chance);

#endif

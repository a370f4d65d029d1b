/* "Today" is the archive's, never the clock's: the same archive answers the same next year. */
#include "picture/ask.h"
#include "store/evidence.h"

hb_status picture_today(struct store *s, const struct store_filter *f, struct arena *a, str *out,
                        struct hb_error *err) {
    if (!f->as_of.n)
        return store_newest(s, a, out, err);
    struct interval days;
    *out = f->as_of;
    if (interval_parse(f->as_of, &days))
        *out = str_copy(a, str_from(interval_format((struct interval){days.last, days.last}).z));
    return HB_OK;
}

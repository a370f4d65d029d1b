/* Is a count out of the ordinary, given how much was reported and its own past? Shared by the
 * indicators and by whoever raises alarms. */
#ifndef HB_PICTURE_UNUSUAL_H
#define HB_PICTURE_UNUSUAL_H

#include <stdbool.h>
#include <stddef.h>

enum { UNUSUAL_PAST = 12, UNUSUAL_PAST_LEAST = 4 }; /* periods compared with, at most, at least */

struct unusual {
    double expected, spreads; /* what the coverage let expect; how far the count is off */
    bool is_known;            /* there was enough past */
};

/* `rates` are counts per report of n earlier periods, which get sorted. */
struct unusual unusual_of(double count, double coverage, double *rates, size_t n);

#endif

/* What reports tell grows and shrinks with how much is reported, so a count y is compared with what
 * the coverage E of its period (reports that are no copies) would let expect at the past rate:
 * mu = E * median(y/E) over up to twelve earlier periods (the mean where the median is 0). Its
 * spread is the wider of chance (Poisson, sqrt(mu), at least 1) and of what the past shows (1.4826
 * * median absolute deviation, as robust as a median: Leys et al. 2013,
 * doi:10.1016/j.jesp.2013.03.013); Farrington et al. 1996 (doi:10.2307/2983331) flag outbreaks of
 * disease in the same way. */
#include "picture/unusual.h"

#include "picture/periods.h"

#include <math.h>

struct unusual unusual_of(double count, double coverage, double *rates, size_t n) {
    double deviations[UNUSUAL_PAST], mean = 0;
    struct unusual u = {0};
    n = n < UNUSUAL_PAST ? n : UNUSUAL_PAST;
    if (n < UNUSUAL_PAST_LEAST || coverage <= 0)
        return u;
    double rate = median_of(rates, n);
    for (size_t i = 0; i < n; i++)
        mean += rates[i] / (double)n;
    rate = rate > 0 ? rate : mean; /* of what is rare the median is zero */
    for (size_t i = 0; i < n; i++)
        deviations[i] = fabs(rates[i] - rate);
    u.expected = rate * coverage;
    double chance = sqrt(u.expected > 1 ? u.expected : 1);
    double shown = 1.4826 * median_of(deviations, n) * coverage;
    u.spreads = (count - u.expected) / (chance > shown ? chance : shown);
    u.is_known = true;
    return u;
}

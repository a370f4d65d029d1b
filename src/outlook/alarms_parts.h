/* What the files of alarms share. Private to src/outlook. */
#ifndef HB_OUTLOOK_ALARMS_PARTS_H
#define HB_OUTLOOK_ALARMS_PARTS_H

#include "outlook/alarms.h"

bool alarm_is_hostile(uint8_t type);
/* Adds the alarms of a rule on levels; false: no memory. */
bool alarms_of_levels(const struct annals *p, const struct alarm_rule *rule, struct arena *a,
                      struct alarm_list *out);
/* Reports dated within (after, until]. O(log n). */
uint32_t alarm_coverage(const struct annals *p, date_day after, date_day until);
enum { ALARM_DAYS = 7, ALARM_REPORTS = 5 };

#endif

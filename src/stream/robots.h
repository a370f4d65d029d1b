/* robots.txt (RFC 9309): what a site asks of those who fetch by program. */
#ifndef HB_STREAM_ROBOTS_H
#define HB_STREAM_ROBOTS_H

#include "base/str.h"

/* May `path` (with its query) be fetched by `agent` (a product name: "harbinger")? The group that
 * names the agent counts, else that of '*'; in it the longest rule that matches, an Allow before a
 * Disallow of one length.
 * '*' and a final '$' in rules mean what they mean everywhere. O(length of the text). */
bool robots_allow(str text, str agent, str path);
/* Seconds between requests that the group asks for; 0: none. */
double robots_delay(str text, str agent);

#endif

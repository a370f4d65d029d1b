/* Addresses given on the command line, and with --fetch those of pages that records lead to:
 * fetched when their turn comes. */
#ifndef HB_CLI_WEB_H
#define HB_CLI_WEB_H

#include "ingest/inputs.h"

struct web {
    bool allows_private;   /* --allow-private */
    struct fetcher *pages; /* of what records lead to; made when it is needed */
};
/* What inputs are given to open addresses with; borrows w. */
struct inputs_opener web_opener(struct web *w);
void web_close(struct web *w);

#endif

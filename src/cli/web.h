/* Addresses given on the command line: fetched when their turn comes. */
#ifndef HB_CLI_WEB_H
#define HB_CLI_WEB_H

#include "ingest/inputs.h"

struct web {
    bool allows_private; /* --allow-private */
};
/* What inputs are given to open addresses with; borrows w. */
struct inputs_opener web_opener(struct web *w);

#endif

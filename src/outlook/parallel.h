/* The same work on pieces 0 … n-1 by several threads. What a piece does may depend on its number
 * only, and pieces write to places of their own, so results do not depend on the threads. */
#ifndef HB_OUTLOOK_PARALLEL_H
#define HB_OUTLOOK_PARALLEL_H

#include "base/error.h"

#include <stddef.h>

/* Calls work(context, piece) once for each piece. HB_ERR_SYSTEM if no thread could be started. */
hb_status parallel_run(unsigned n_threads, size_t n_pieces,
                       void (*work)(void *context, size_t piece), void *context,
                       struct hb_error *err);

#endif

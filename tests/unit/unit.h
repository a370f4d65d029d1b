/* What every unit test includes: cmocka with the headers it wants before it, and a few shorthands.
 */
#ifndef HB_TESTS_UNIT_H
#define HB_TESTS_UNIT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/str.h"

#include <stdio.h>
#include <string.h>

/* A slice equals a literal; both are shown if not. */
static inline void check_str_at(str got, const char *wanted, const char *file, int line) {
    if (str_is(got, wanted))
        return;
    print_error("%s:%d: got \"%.*s\", wanted \"%s\"\n", file, line, (int)got.n, got.p ? got.p : "",
                wanted);
    _fail(file, line);
}
#define check_str(got, wanted) check_str_at((got), (wanted), __FILE__, __LINE__)

#endif

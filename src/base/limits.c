/* Default bounds: a news report is a few kilobytes; these leave a thousandfold margin. */
#include "base/limits.h"

struct hb_limits limits_default(void) {
    return (struct hb_limits){.report_bytes = 4u << 20,
                              .page_bytes = 8u << 20,
                              .line_bytes = 64u << 20,
                              .sentence_tokens = 200,
                              .word_bytes = 256,
                              .json_depth = 64};
}

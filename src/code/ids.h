/* Ids of facts: sixteen hex digits, the same in every run and on every machine. */
#ifndef HB_CODE_IDS_H
#define HB_CODE_IDS_H

#include "code/coded.h"

struct hex_id {
    char z[17];
};
struct hex_id hex_id_of(uint64_t hash);
/* Of an event: its report, its trigger in code points, its type. */
struct hex_id event_id_of(str report_id, uint32_t begin, uint32_t end, enum plover_type type);

#endif

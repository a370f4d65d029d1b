/* Ids are hashes of what a fact is, so that reading a report again gives the same ones. */
#include "code/ids.h"

#include <stdio.h>

struct hex_id hex_id_of(uint64_t hash) {
    struct hex_id id;
    snprintf(id.z, sizeof id.z, "%016llx", (unsigned long long)hash);
    return id;
}

struct hex_id event_id_of(str report_id, uint32_t begin, uint32_t end, enum plover_type type) {
    uint64_t place = (uint64_t)begin << 32 | end;
    return hex_id_of(
        hash_mix(hash_mix(hash_str(report_id), place), hash_str(str_from(plover_type_name(type)))));
}

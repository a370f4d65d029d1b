/* Fuzz target: a feed (RSS, RDF, Atom, JSON Feed) → its entries, read as reports. */
#include "base/json_out.h"
#include "check.h"
#include "fuzz.h"
#include "ingest/containers.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static struct arena feed, one;
    static struct json_out entries;
    struct ingest_options o = ingest_defaults();
    struct hb_error err;
    str bytes = {(const char *)data, (uint32_t)size};
    o.limits.report_bytes = 1000;
    arena_reset(&feed);
    buffer_reset(&entries.out);
    entries.needs_comma = false;
    feed_begins(bytes);
    if (feed_read(bytes, &feed, &entries, &err) != HB_OK)
        return 0;
    str rest = {entries.out.p, (uint32_t)entries.out.n}, entry;
    while (rest.p && str_split(&rest, '\n', &entry)) {
        struct report r;
        arena_reset(&one);
        if (entry.n && report_from_json(entry, &o, &one, &r, &err) == HB_OK)
            check_report(&r);
    }
    return 0;
}

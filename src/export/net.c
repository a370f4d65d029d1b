/* Reads the rows of picture_relations. A state is one node whatever it is called ("Libya", "the
 * Libyan side"); whoever has a proper name is a node of that name; the others of a code are one. */
#include "export/net.h"

#include "base/map.h"
#include "base/vec.h"
#include "export/export_parts.h"
#include "picture/answer.h"
#include "picture/ask.h"
#include "picture/who.h"

struct reading {
    struct arena *arena;
    struct net *net;
    struct map nodes; /* id → place in net->nodes */
};

str net_code_words(struct arena *a, str code) {
    static const char *const words[][2] = {
        {"GOV", "government"}, {"LEG", "parliament"},   {"JUD", "courts"},  {"MIL", "military"},
        {"COP", "police"},     {"SPY", "intelligence"}, {"REB", "rebels"},  {"PAR", "militias"},
        {"OPP", "opposition"}, {"PTY", "parties"},      {"MED", "media"},   {"BUS", "business"},
        {"EDU", "education"},  {"NGO", "NGOs"},         {"REL", "clergy"},  {"CRM", "criminals"},
        {"CVL", "civilians"},  {"REF", "refugees"},     {"ELI", "notables"}};
    str place = export_place_of(code), sector = export_sector_of(code);
    str where = export_country_name(place);
    if (str_is(place, "INT"))
        where = STR("International");
    if (!sector.n)
        return where.n ? where : STR("unknown");
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (str_is(sector, words[i][0]))
            sector = str_from(words[i][1]);
    return text_of(a, "%.*s, %.*s", (int)where.n, where.p ? where.p : "", (int)sector.n, sector.p);
}

/* The node of a code and a name; MAP_NONE without memory. */
static uint32_t node_of(struct reading *r, str code, str name) {
    bool is_state = code.n == 3 && code.p[0] != '-';
    struct who who = who_of(code, name);
    if (is_state)
        who.name = (str){NULL, 0};
    str id = text_of(r->arena, "%.*s%s%.*s", (int)code.n, code.p, who.name.n ? " " : "",
                     (int)who.name.n, who.name.p ? who.name.p : "");
    uint32_t *at = map_put(&r->nodes, id, MAP_NONE);
    if (!at || *at != MAP_NONE)
        return at ? *at : MAP_NONE;
    struct net_node node = {.id = id, .code = str_copy(r->arena, code)};
    node.label = who.name.n ? str_copy(r->arena, who.name) : net_code_words(r->arena, node.code);
    if (code.n && code.p[0] == '-' && name.n)
        node.label = str_copy(r->arena, name);
    *at = (uint32_t)r->net->nodes.n;
    return VEC_PUSH(r->arena, &r->net->nodes, node) ? (uint32_t)r->net->nodes.n - 1 : MAP_NONE;
}

static str copied(struct reading *r, const struct store_row *row, const char *column) {
    str s = row_cell_named(row, column);
    return s.n ? str_copy(r->arena, s) : (str){NULL, 0};
}

static uint32_t number_named(const struct store_row *row, const char *name) {
    uint32_t n = 0;
    for (uint32_t i = 0; i < row_columns(row); i++)
        if (strcmp(row_name(row, i), name) == 0)
            n = (uint32_t)row_integer(row, i);
    return n;
}

static bool take_relation(void *context, const struct store_row *row) {
    struct reading *r = context;
    struct net_edge e = {
        .from = node_of(r, row_cell_named(row, "from_code"), row_cell_named(row, "from")),
        .to = node_of(r, row_cell_named(row, "to_code"), row_cell_named(row, "to")),
        .type = copied(r, row, "type"),
        .manner = copied(r, row, "manner"),
        .standing = copied(r, row, "standing"),
        .since = copied(r, row, "since"),
        .until = copied(r, row, "until"),
        .first = copied(r, row, "first"),
        .last = copied(r, row, "last"),
        .word = copied(r, row, "word"),
        .by = copied(r, row, "by"),
        .report = copied(r, row, "report"),
        .n_reports = number_named(row, "reports"),
        .n_independent = number_named(row, "independent")};
    if (e.from == MAP_NONE || e.to == MAP_NONE || !VEC_PUSH(r->arena, &r->net->edges, e))
        return false;
    r->net->nodes.items[e.from].n_edges++;
    r->net->nodes.items[e.to].n_edges++;
    return true;
}

hb_status net_read(struct store *s, const struct store_filter *f, struct arena *a, struct net *out,
                   struct hb_error *err) {
    struct reading r = {.arena = a, .net = out, .nodes = map_in(a)};
    hb_status status =
        picture_relations(s, f, &(struct picture_options){0}, take_relation, &r, err);
    if (status == HB_OK && a->failed)
        status = error_set(err, HB_ERR_MEMORY, 0, "no memory for relations");
    return status;
}

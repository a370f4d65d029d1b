/* Connecting to a server, the archive's version there, transactions, and what went wrong.
 *
 * Three sorts of transactions: those that only add reports run beside each other, as each has its
 * rows ready and enters them at once, in one order, so that two never wait for each other in a
 * circle; all others take turns by a lock of harbinger.archive and see the archive as it was when
 * their turn came, so that the picture is made of reports that are there whole; and of these, those
 * that enter or withdraw reports in an order of their own have who adds wait meanwhile. */
#include "store/postgres_parts.h"

#include "base/alloc.h"

#include <poll.h>
#include <stdio.h>
#include <stdlib.h>

extern const char server_make[];      /* server/make.sql */
extern const char server_functions[]; /* server/functions.sql */

enum { WAIT_SECONDS = 120, ASK_MILLISECONDS = 20 };
enum { MAKERS_LOCK = 0x48425631 }; /* "HBV1": any number that all versions agree on */

/* ---- faults ---- */

bool pg_keep_fault(struct pg *c, int fault, const char *message) {
    size_t n = strcspn(message, "\n");
    c->fault = fault;
    snprintf(c->message, sizeof c->message, "%.*s", (int)(n < 150 ? n : 150), message);
    return false;
}

static int fault_of(const char *state) {
    static const struct {
        const char *state; /* or its class */
        int fault;
    } faults[] = {{"57014", FAULT_STOPPED},   {"53100", FAULT_FULL}, {"25006", FAULT_READ_ONLY},
                  {"42501", FAULT_READ_ONLY}, {"40", FAULT_BUSY},    {"55P03", FAULT_BUSY},
                  {"XX", FAULT_DAMAGED},      {"22", FAULT_SQL},     {"42", FAULT_SQL},
                  {"53200", FAULT_MEMORY}};
    for (size_t i = 0; state && i < sizeof faults / sizeof *faults; i++)
        if (strncmp(state, faults[i].state, strlen(faults[i].state)) == 0)
            return faults[i].fault;
    return FAULT_OTHER;
}

static bool keep_fault_of(struct pg *c, const PGresult *r) {
    const char *message = PQresultErrorField(r, PG_DIAG_MESSAGE_PRIMARY);
    const char *state = PQresultErrorField(r, PG_DIAG_SQLSTATE);
    if (!state)
        return pg_keep_fault(c, FAULT_OTHER, PQerrorMessage(c->conn));
    return pg_keep_fault(c, fault_of(state), message ? message : "the server refuses");
}

int pg_fault(const struct pg *c) {
    return c->fault;
}

const char *pg_message(const struct pg *c) {
    return c->message;
}

/* ---- answers ---- */

static void cancel(struct pg *c) {
    char why[256];
    PGcancel *order = PQgetCancel(c->conn);
    if (order)
        PQcancel(order, why, sizeof why);
    PQfreeCancel(order);
}

/* Waits until there is an answer, asking now and then whether it is still wanted. */
static void wait_for_answer(struct pg *c) {
    bool is_cancelled = false;
    while (!is_cancelled && PQisBusy(c->conn)) {
        struct pollfd fd = {.fd = PQsocket(c->conn), .events = POLLIN};
        poll(&fd, 1, ASK_MILLISECONDS);
        if (!PQconsumeInput(c->conn))
            return;
        if (PQisBusy(c->conn) && !c->may_go_on(c->context)) {
            cancel(c);
            is_cancelled = true;
        }
    }
}

static bool is_fine(const PGresult *r) {
    ExecStatusType s = PQresultStatus(r);
    return s == PGRES_COMMAND_OK || s == PGRES_TUPLES_OK;
}

PGresult *pg_answer(struct pg *c, int is_sent) {
    PGresult *last = NULL, *next;
    bool has_failed = false;
    if (!is_sent) {
        pg_keep_fault(c, FAULT_OTHER, PQerrorMessage(c->conn));
        return NULL;
    }
    if (c->may_go_on)
        wait_for_answer(c);
    while ((next = PQgetResult(c->conn))) {
        if (!is_fine(next) && !has_failed) {
            keep_fault_of(c, next);
            has_failed = true;
        }
        PQclear(last);
        last = next;
    }
    if (!has_failed && last)
        return last;
    if (!has_failed)
        pg_keep_fault(c, FAULT_OTHER, PQerrorMessage(c->conn));
    PQclear(last);
    return NULL;
}

bool pg_exec(struct pg *c, const char *sql) {
    PGresult *r = pg_answer(c, PQsendQuery(c->conn, sql));
    PQclear(r);
    return r != NULL;
}

/* A statement's one number. */
static bool ask_number(struct pg *c, const char *sql, int64_t *out) {
    PGresult *r = pg_answer(c, PQsendQuery(c->conn, sql));
    bool is_one = r && PQntuples(r) == 1 && PQnfields(r) == 1;
    *out = is_one ? strtoll(PQgetvalue(r, 0, 0), NULL, 10) : 0;
    PQclear(r);
    return is_one || (r && pg_keep_fault(c, FAULT_OTHER, "the server's answer has no number"));
}

/* ---- connecting ---- */

static void say_nothing(void *context, const char *message) {
    (void)context, (void)message;
}

static bool begin_session(struct pg *c) {
    char wait[64];
    /* Of one that was killed no question goes on for long; servers on some systems cannot tell. */
    pg_exec(c, "SET client_connection_check_interval = '5s'");
    PQsetNoticeProcessor(c->conn, say_nothing, NULL);
    snprintf(wait, sizeof wait, "SET lock_timeout = '%ds'", WAIT_SECONDS);
    c->n_connected++;
    return pg_exec(c, "SET client_encoding = 'UTF8'; SET search_path = harbinger, public; SET "
                      "cursor_tuple_fraction = 1; SET jit = off; SET datestyle = 'ISO'; SET "
                      "client_min_messages = 'warning'; SET bytea_output = 'hex'") &&
           pg_exec(c, wait) &&
           (c->may_write || pg_exec(c, "SET default_transaction_read_only = on"));
}

bool pg_is_ready(struct pg *c) {
    if (PQstatus(c->conn) == CONNECTION_OK)
        return true;
    if (c->in_transaction || c->n_streams)
        return pg_keep_fault(c, FAULT_OTHER, "the connection to the server is lost");
    PQreset(c->conn);
    return PQstatus(c->conn) == CONNECTION_OK
               ? begin_session(c)
               : pg_keep_fault(c, FAULT_OTHER, PQerrorMessage(c->conn));
}

/* Inside a transaction. */
static bool bring_up(struct pg *c, const struct db_options *o, int64_t version) {
    char sql[96];
    struct db db = {.server = c};
    snprintf(sql, sizeof sql, "UPDATE harbinger.archive SET version = %d", o->version);
    return pg_exec(c, server_functions) && db_bring_up(&db, o, version) && pg_exec(c, sql);
}

/* -1: there is no archive. */
static bool ask_version(struct pg *c, int64_t *out) {
    int64_t is_there;
    if (!ask_number(c, "SELECT (to_regclass('harbinger.archive') IS NOT NULL)::int", &is_there))
        return false;
    *out = -1;
    return !is_there || ask_number(c, "SELECT version FROM harbinger.archive", out);
}

/* Makes the archive or brings it up to date; of several that want to, the first does. */
static bool make_or_bring_up(struct pg *c, const struct db_options *o) {
    char begin[64];
    int64_t version;
    snprintf(begin, sizeof begin, "BEGIN; SELECT pg_advisory_xact_lock(%d)", MAKERS_LOCK);
    bool is_done = pg_exec(c, begin) && ask_version(c, &version) &&
                   (version >= 0 || pg_exec(c, server_make)) &&
                   (version == o->version || bring_up(c, o, version < 0 ? 0 : version)) &&
                   pg_exec(c, "COMMIT");
    if (!is_done && PQstatus(c->conn) == CONNECTION_OK)
        PQclear(PQexec(c->conn, "ROLLBACK"));
    return is_done;
}

static hb_status open_archive(struct pg *c, const struct db_options *o, struct hb_error *err) {
    const char *encoding = PQparameterStatus(c->conn, "server_encoding");
    struct db db = {.server = c};
    int64_t version = -1;
    if (encoding && strcmp(encoding, "UTF8") != 0)
        return error_set(err, HB_ERR_SYSTEM, 0,
                         "the data base is kept in %.20s; an archive needs one in UTF8", encoding);
    if (PQserverVersion(c->conn) < 140000)
        return error_set(err, HB_ERR_SYSTEM, 0, "the server is older than PostgreSQL 14");
    if (!begin_session(c) || !ask_version(c, &version))
        return db_fail(&db, "opening the archive", err);
    if (version < 0 && o->access != STORE_CREATE)
        return error_set(err, HB_ERR_SYSTEM, 0,
                         "no archive in this data base ('harbinger add' makes one)");
    hb_status status = db_check_version(o, version, version < 0, err);
    if (status != HB_OK || version == o->version)
        return status;
    return make_or_bring_up(c, o) ? HB_OK : db_fail(&db, "making the archive", err);
}

hb_status pg_open(const struct db_options *o, struct pg **out, struct hb_error *err) {
    struct pg *c = mem_zeroed(1, sizeof *c);
    *out = c;
    if (!c)
        return error_set(err, HB_ERR_MEMORY, 0, "no memory to open an archive");
    c->may_write = o->access != STORE_READ;
    c->conn = PQconnectdb(o->name);
    if (PQstatus(c->conn) == CONNECTION_OK)
        return open_archive(c, o, err);
    const char *why = PQerrorMessage(c->conn);
    return error_set(err, HB_ERR_SYSTEM, 0, "no connection: %.*s", (int)strcspn(why, "\n"), why);
}

void pg_close(struct pg *c) {
    if (!c)
        return;
    PQfinish(c->conn);
    mem_free(c->own);
    mem_free(c);
}

bool pg_run(struct pg *c, const char *sql) {
    struct dialect d;
    bool is_done = dialect_translate(str_from(sql), &d) && pg_is_ready(c) && pg_flush(c);
    if (is_done)
        is_done = pg_exec(c, d.sql.p);
    else if (!d.sql.p)
        pg_keep_fault(c, FAULT_MEMORY, "no memory");
    dialect_free(&d);
    return is_done;
}

/* ---- transactions ---- */

/* Lets the server count the tables that have more than doubled since it last did. It does so by
 * itself, but a minute later, and plans meanwhile for tables that hold nothing. What is refused to
 * one who does not own the tables is not needed. */
static void count_what_has_grown(struct pg *c) {
    static const char grown[] =
        "SELECT coalesce(string_agg(format('ANALYZE harbinger.%I', relname), '; '), '') FROM "
        "pg_class WHERE relnamespace = 'harbinger'::regnamespace AND relkind = 'r' AND "
        "pg_relation_size(oid) / 8192 > 2 * relpages + 4";
    PGresult *r = pg_answer(c, PQsendQuery(c->conn, grown));
    if (r && PQntuples(r) == 1 && PQgetlength(r, 0, 0) > 0)
        pg_exec(c, PQgetvalue(r, 0, 0));
    PQclear(r);
}

/* Who adds locks rows of coders, then of reports, then of pages, which is the order here too. */
#define IN_TURN                                                                                    \
    "BEGIN ISOLATION LEVEL REPEATABLE READ; LOCK TABLE harbinger.archive IN EXCLUSIVE MODE"
static const char *const begins[] = {
    [PG_ADDS] = "BEGIN",
    [PG_WRITES] = IN_TURN,
    [PG_CHANGES] = IN_TURN "; LOCK TABLE harbinger.coder, harbinger.report, harbinger.raw IN SHARE "
                           "ROW EXCLUSIVE MODE"};

bool pg_begin(struct pg *c, enum pg_turn turn) {
    c->has_dropped = c->has_sent = false;
    c->n_own = 0;
    if (!pg_is_ready(c))
        return false;
    if (turn != PG_ADDS)
        count_what_has_grown(c);
    c->in_transaction = pg_exec(c, begins[turn]);
    if (!c->in_transaction)
        pg_exec(c, "ROLLBACK");
    return c->in_transaction;
}

bool pg_commit(struct pg *c) {
    bool is_done = pg_flush(c);
    PGresult *r = is_done ? pg_answer(c, PQsendQuery(c->conn, "COMMIT")) : NULL;
    is_done = r && strcmp(PQcmdStatus(r), "COMMIT") == 0;
    if (r && !is_done)
        pg_keep_fault(c, FAULT_OTHER, "the transaction had failed before");
    PQclear(r);
    if (!is_done)
        pg_rollback(c);
    c->in_transaction = false;
    c->n_own = 0;
    return is_done;
}

void pg_rollback(struct pg *c) {
    pg_forget_kept(c);
    if (c->in_transaction)
        PQclear(PQexec(c->conn, "ROLLBACK"));
    c->in_transaction = false;
    c->n_own = 0;
}

void pg_be_patient(struct pg *c, bool is_patient) {
    char sql[64];
    snprintf(sql, sizeof sql, "SET lock_timeout = '%dms'", is_patient ? WAIT_SECONDS * 1000 : 1);
    if (pg_is_ready(c))
        pg_exec(c, sql);
}

void pg_guard(struct pg *c, bool (*may_go_on)(void *context), void *context) {
    c->may_go_on = may_go_on;
    c->context = context;
}

bool pg_version(struct pg *c, int64_t *out) {
    return pg_is_ready(c) &&
           ask_number(c, "SELECT hashtextextended(pg_current_snapshot()::text, 0)", out);
}

bool pg_size(struct pg *c, int64_t *out) {
    return pg_is_ready(c) &&
           ask_number(c,
                      "SELECT coalesce(sum(pg_total_relation_size(oid)), 0)::bigint FROM pg_class "
                      "WHERE relnamespace = 'harbinger'::regnamespace AND relkind = 'r'",
                      out);
}

int64_t pg_next_key(struct pg *c, const char *table) {
    char sql[96];
    struct pg_keys *k = c->keys;
    while (k < c->keys + PG_KEYED_TABLES - 1 && k->table && strcmp(k->table, table) != 0)
        k++;
    k->table = table;
    if (k->next < k->end)
        return k->next++;
    snprintf(sql, sizeof sql, "SELECT nextval('harbinger.%s_key_seq')", table);
    if (!pg_is_ready(c) || !ask_number(c, sql, &k->next))
        return 0;
    k->end = k->next + DIALECT_KEYS;
    return k->next++;
}

bool pg_is_own(struct pg *c, uint64_t id, bool is_to_be) {
    for (size_t i = 0; i < c->n_own; i++)
        if (c->own[i] == id)
            return true;
    if (!is_to_be)
        return false;
    if (c->n_own == c->own_capacity) {
        size_t capacity = c->own_capacity ? 2 * c->own_capacity : 512;
        uint64_t *grown = mem_resize(c->own, capacity * sizeof *grown);
        if (!grown)
            return false;
        c->own = grown;
        c->own_capacity = capacity;
    }
    c->own[c->n_own++] = id;
    return false;
}

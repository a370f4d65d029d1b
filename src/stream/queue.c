/* NATS JetStream by libnats 3. A fetch that fails is a fetch that brought nothing: the library
 * connects again by itself, to any server of the cluster, and what was not acknowledged comes
 * again. */
#include "stream/queue.h"

#include "base/alloc.h"

#include <nats/nats.h>

#include <stdio.h>
#include <time.h>

enum { MOST_SERVERS = 16, MOST_PENDING = 4096, URL_ROOM = 256 };
static const int64_t RECONNECT_WAIT = 500, FLUSH_WAIT = 2000; /* milliseconds */
static const int64_t NANOSECONDS = 1000000000;

struct queue {
    natsConnection *connection;
    jsCtx *js;
    natsSubscription *subscription;
    const char *stream, *durable, *dead_letter; /* borrows */
    time_t last_heard;
};

static hb_status refuse(struct hb_error *err, const char *doing, natsStatus status) {
    const char *reason = nats_GetLastError(NULL);
    return error_set(err, HB_ERR_SYSTEM, 0, "%s: %s%s%.100s", doing, natsStatus_GetText(status),
                     reason && *reason ? ": " : "", reason ? reason : "");
}

/* "a,b"; the library copies them. */
static natsStatus set_servers(natsOptions *options, const char *servers) {
    const char *list[MOST_SERVERS];
    char copies[MOST_SERVERS][URL_ROOM];
    int n = 0;
    for (str rest = str_from(servers), one; str_split(&rest, ',', &one); n++) {
        if (n == MOST_SERVERS || one.n >= URL_ROOM)
            return NATS_INVALID_ARG;
        snprintf(copies[n], URL_ROOM, "%.*s", (int)one.n, one.p);
        list[n] = copies[n];
    }
    return natsOptions_SetServers(options, list, n);
}

static natsStatus set_options(natsOptions *options, const struct queue_options *o) {
    natsStatus s = set_servers(options, o->servers);
    if (s == NATS_OK)
        s = natsOptions_SetName(options, "harbinger worker");
    if (s == NATS_OK)
        s = natsOptions_SetMaxReconnect(options, -1);
    if (s == NATS_OK)
        s = natsOptions_SetReconnectWait(options, RECONNECT_WAIT);
    if (s == NATS_OK && o->credentials)
        s = natsOptions_SetUserCredentialsFromFiles(options, o->credentials, NULL);
    return s;
}

static natsStatus subscribe(struct queue *q, const struct queue_options *o) {
    jsSubOptions options;
    natsStatus s = jsSubOptions_Init(&options);
    options.Stream = o->stream;
    options.Config.AckPolicy = js_AckExplicit;
    options.Config.AckWait = o->wait_seconds * NANOSECONDS;
    options.Config.MaxAckPending = MOST_PENDING;
    const char *subject = o->subject ? o->subject : ">";
    return s == NATS_OK ? js_PullSubscribe(&q->subscription, q->js, subject, o->durable, NULL,
                                           &options, NULL)
                        : s;
}

static void rest_a_little(void) {
    nanosleep(&(struct timespec){.tv_nsec = 200 * 1000000}, NULL);
}

/* A cluster that has just lost a server chooses another leader before it answers. */
static natsStatus subscribe_patiently(struct queue *q, const struct queue_options *o) {
    time_t begun = time(NULL);
    for (;;) {
        natsStatus s = subscribe(q, o);
        bool is_away = s == NATS_TIMEOUT || s == NATS_NO_RESPONDERS;
        if (!is_away || time(NULL) - begun > QUEUE_PATIENCE)
            return s;
        rest_a_little();
    }
}

hb_status queue_open(const struct queue_options *o, struct queue **out, struct hb_error *err) {
    struct queue *q = mem_zeroed(1, sizeof *q);
    natsOptions *options = NULL;
    *out = NULL;
    if (!q)
        return error_set(err, HB_ERR_MEMORY, 0, "no memory for a queue");
    q->stream = o->stream;
    q->durable = o->durable;
    q->dead_letter = o->dead_letter;
    natsStatus s = natsOptions_Create(&options);
    if (s == NATS_OK)
        s = set_options(options, o);
    if (s == NATS_OK)
        s = natsConnection_Connect(&q->connection, options);
    natsOptions_Destroy(options);
    hb_status status = s == NATS_OK ? HB_OK : refuse(err, o->servers, s);
    if (status == HB_OK && (s = natsConnection_JetStream(&q->js, q->connection, NULL)) != NATS_OK)
        status = refuse(err, "JetStream", s);
    if (status == HB_OK && (s = subscribe_patiently(q, o)) != NATS_OK)
        status = refuse(err, o->stream, s);
    if (status != HB_OK) {
        queue_close(q);
        return status;
    }
    q->last_heard = time(NULL);
    *out = q;
    return HB_OK;
}

void queue_close(struct queue *q) {
    if (!q)
        return;
    if (q->connection)
        natsConnection_FlushTimeout(q->connection, FLUSH_WAIT);
    natsSubscription_Destroy(q->subscription);
    jsCtx_Destroy(q->js);
    natsConnection_Destroy(q->connection);
    mem_free(q);
}

static void take(struct queued *out, natsMsg *m) {
    jsMsgMetaData *meta = NULL;
    *out = (struct queued){.message = m, .tries = 1};
    out->bytes = (str){natsMsg_GetData(m), (uint32_t)natsMsg_GetDataLength(m)};
    if (natsMsg_GetMetaData(&meta, m) == NATS_OK) {
        out->tries = meta->NumDelivered;
        out->number = meta->Sequence.Stream;
    }
    jsMsgMetaData_Destroy(meta);
}

hb_status queue_fetch(struct queue *q, struct queued *out, unsigned room, int milliseconds,
                      unsigned *n, struct hb_error *err) {
    natsMsgList list = {0};
    *n = 0;
    natsStatus s = natsSubscription_Fetch(&list, q->subscription, (int)room, milliseconds, NULL);
    bool has_heard = s == NATS_OK || s == NATS_TIMEOUT;
    if (has_heard)
        q->last_heard = time(NULL);
    else if (time(NULL) - q->last_heard > QUEUE_PATIENCE)
        return refuse(err, "the server has been away too long", s);
    else
        rest_a_little();
    for (int i = 0; s == NATS_OK && i < list.Count; i++) {
        take(&out[(*n)++], list.Msgs[i]);
        list.Msgs[i] = NULL; /* ours now */
    }
    natsMsgList_Destroy(&list);
    return HB_OK;
}

bool queue_is_empty(struct queue *q) {
    jsConsumerInfo *info = NULL;
    natsStatus s = js_GetConsumerInfo(&info, q->js, q->stream, q->durable, NULL, NULL);
    bool is_empty = s == NATS_OK && info->NumPending == 0 && info->NumAckPending == 0;
    jsConsumerInfo_Destroy(info);
    return is_empty;
}

static void let_go(struct queued *m) {
    natsMsg_Destroy(m->message);
    m->message = NULL;
}

void queue_done(struct queue *q, struct queued *m) {
    (void)q;
    natsMsg_Ack(m->message, NULL);
    let_go(m);
}

void queue_again(struct queue *q, struct queued *m, int pause_milliseconds) {
    (void)q;
    natsMsg_NakWithDelay(m->message, pause_milliseconds, NULL);
    let_go(m);
}

bool queue_bury(struct queue *q, struct queued *m, const char *reason) {
    natsMsg *letter = NULL;
    natsStatus s = NATS_OK;
    if (q->dead_letter)
        s = natsMsg_Create(&letter, q->dead_letter, NULL, m->bytes.p, (int)m->bytes.n);
    if (s == NATS_OK && letter)
        s = natsMsgHeader_Set(letter, "Harbinger-Reason", reason);
    if (s == NATS_OK && letter)
        s = js_PublishMsg(NULL, q->js, letter, NULL, NULL);
    natsMsg_Destroy(letter);
    if (s == NATS_OK)
        natsMsg_Term(m->message, NULL);
    let_go(m);
    return s == NATS_OK;
}

void queue_hold(struct queue *q, const struct queued *m) {
    (void)q;
    natsMsg_InProgress(m->message, NULL);
}

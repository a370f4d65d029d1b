/* The site of an archive: pages, the API and live updates over HTTP, for one analyst's machine or,
 * with a token, for a house.
 *
 *   socket ─guard→ request ─route→ job ─worker→ exchange → reply ─→ socket
 *
 * One thread owns all sockets (epoll) and never asks the archive. Questions are answered by
 * workers, each with a connection of its own that cannot write; long answers pass through a bounded
 * pipe, so that neither a slow reader nor a large archive holds more than some hundred KiB. One
 * thread looks once a second whether the archive has changed and ends what takes too long. */
#ifndef HB_SERVE_SERVE_H
#define HB_SERVE_SERVE_H

#include "base/error.h"
#include "code/coder.h"

struct serve_options {
    const char *archive;
    const char *address;  /* "127.0.0.1"; another one wants a token */
    uint16_t port;        /* 0: the kernel's choice */
    const char *host;     /* one more name that the server is called by; NULL: none */
    const char *token;    /* NULL: nobody may write */
    const char *web_root; /* front-end files from there; NULL: those in the program */
    const char *title;
    uint32_t rate;             /* requests a second from one address; 0: 200 */
    uint32_t memory;           /* MiB that the server may take; 0: 192 */
    const struct coder *coder; /* of reports that are posted; NULL: none can be */
    const char *coder_name;
};

struct server;

/* Listens when it returns. *out is owned by the caller: serve_close. HB_ERR_USAGE: an address
 * without a token; HB_ERR_SYSTEM: no archive, the port is taken. */
hb_status serve_open(const struct serve_options *o, struct server **out, struct hb_error *err);
uint16_t serve_port(const struct server *s);
/* Ends what is under way; NULL does nothing. */
void serve_close(struct server *s);

#endif

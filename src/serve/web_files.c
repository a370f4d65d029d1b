/* Files of the front-end: from the table in the program, or from a folder that one works on. */
#include "serve/web_files.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

enum { MOST_BYTES = 16 << 20 };

const struct web_file *web_file_named(str name) {
    for (const struct web_file *f = web_files; f->name; f++)
        if (str_is(name, f->name))
            return f;
    return NULL;
}

void web_file_unpack(const struct web_file *f, struct buffer *out) {
    enum { GZIP = 16 + MAX_WBITS };
    unsigned char piece[1 << 14];
    z_stream z = {.next_in = (unsigned char *)f->gzip, .avail_in = (uInt)f->n_gzip};
    int step = inflateInit2(&z, GZIP);
    while (step == Z_OK) {
        z.next_out = piece;
        z.avail_out = sizeof piece;
        step = inflate(&z, Z_NO_FLUSH);
        buffer_put(out, (const char *)piece, sizeof piece - z.avail_out);
    }
    out->failed |= step != Z_STREAM_END;
    inflateEnd(&z);
}

static bool is_plain(str name) {
    for (uint32_t i = 0; i < name.n; i++) {
        char c = name.p[i];
        bool is_letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        bool follows_a_letter = i > 0 && name.p[i - 1] != '/' && name.p[i - 1] != '.';
        if (!is_letter && c != '_' && c != '-' && !((c == '.' || c == '/') && follows_a_letter))
            return false;
    }
    return name.n > 0 && name.n < 200;
}

static const char *media_of(str name) {
    static const char *const medias[][2] = {{".js", "text/javascript; charset=utf-8"},
                                            {".css", "text/css; charset=utf-8"},
                                            {".json", "application/json"},
                                            {".map", "application/json"},
                                            {".svg", "image/svg+xml"},
                                            {".png", "image/png"},
                                            {".woff2", "font/woff2"},
                                            {".txt", "text/plain; charset=utf-8"}};
    for (size_t i = 0; i < sizeof medias / sizeof *medias; i++)
        if (str_ends(name, str_from(medias[i][0])))
            return medias[i][1];
    return "application/octet-stream";
}

static bool read_all(int fd, struct buffer *out) {
    char piece[1 << 14];
    struct stat about;
    ssize_t n = 0;
    if (fstat(fd, &about) != 0 || !S_ISREG(about.st_mode))
        return false;
    while (out->n < MOST_BYTES && (n = read(fd, piece, sizeof piece)) > 0)
        buffer_put(out, piece, (size_t)n);
    return n == 0 && !out->failed;
}

bool web_file_read(const char *root, str name, struct buffer *out, const char **media) {
    char path[256];
    if (!is_plain(name))
        return false;
    memcpy(path, name.p, name.n);
    path[name.n] = '\0';
    int folder = open(root, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    int fd = folder < 0 ? -1 : openat(folder, path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK);
    bool is_read = fd >= 0 && read_all(fd, out);
    if (fd >= 0)
        close(fd);
    if (folder >= 0)
        close(folder);
    *media = media_of(name);
    return is_read;
}

/* Files by POSIX calls: mmap for what is large and shared (model, knowledge), read for the rest. */
#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

hb_status file_map_open(const char *path, struct file_map *out, struct hb_error *err) {
    *out = (struct file_map){NULL, 0};
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return error_set(err, HB_ERR_SYSTEM, 0, "%s: %s", path, strerror(errno));
    struct stat st;
    hb_status status = HB_OK;
    if (fstat(fd, &st) != 0 || !S_ISREG(st.st_mode)) {
        status = error_set(err, HB_ERR_SYSTEM, 0, "%s: not a regular file", path);
    } else if (st.st_size > 0) {
        void *p = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
        if (p == MAP_FAILED)
            status = error_set(err, HB_ERR_SYSTEM, 0, "%s: cannot map: %s", path, strerror(errno));
        else
            *out = (struct file_map){p, (size_t)st.st_size};
    }
    close(fd);
    return status;
}

void file_map_close(struct file_map *m) {
    if (m->data)
        munmap((void *)(uintptr_t)m->data, m->size);
    *m = (struct file_map){NULL, 0};
}

hb_status file_read(const char *path, size_t maximum, struct arena *a, str *out,
                    struct hb_error *err) {
    bool is_stdin = strcmp(path, "-") == 0;
    int fd = is_stdin ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return error_set(err, HB_ERR_SYSTEM, 0, "%s: %s", path, strerror(errno));
    hb_status status = HB_OK;
    char *buffer = NULL;
    size_t n = 0, capacity = 0;
    for (;;) {
        if (n + 1 >= capacity) {
            char *grown = arena_grow(a, buffer, n, &capacity, n + (64 << 10), 1);
            if (!grown) {
                status = error_set(err, HB_ERR_MEMORY, n, "%s: no memory after %zu bytes", path, n);
                break;
            }
            buffer = grown;
        }
        size_t room = capacity - n - 1;
        ssize_t got = read(fd, buffer + n, room > (1 << 20) ? (1 << 20) : room);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0) {
            status = error_set(err, HB_ERR_SYSTEM, n, "%s: %s", path, strerror(errno));
            break;
        }
        if (got == 0)
            break;
        n += (size_t)got;
        if (n > maximum || n > UINT32_MAX - 2) {
            status = error_set(err, HB_ERR_LIMIT, n, "%s: larger than %zu bytes", path, maximum);
            break;
        }
    }
    if (!is_stdin)
        close(fd);
    if (status == HB_OK) {
        buffer[n] = 0;
        *out = (str){buffer, (uint32_t)n};
    }
    return status;
}

hb_status file_write(const char *path, const void *data, size_t size, struct hb_error *err) {
    char temporary[4096];
    if (snprintf(temporary, sizeof temporary, "%s.tmp", path) >= (int)sizeof temporary)
        return error_set(err, HB_ERR_USAGE, 0, "path too long: %.100s", path);
    FILE *f = fopen(temporary, "wb");
    if (!f)
        return error_set(err, HB_ERR_SYSTEM, 0, "%s: %s", temporary, strerror(errno));
    bool is_written = fwrite(data, 1, size, f) == size;
    is_written = fclose(f) == 0 && is_written;
    if (!is_written || rename(temporary, path) != 0) {
        remove(temporary);
        return error_set(err, HB_ERR_SYSTEM, 0, "%s: cannot write: %s", path, strerror(errno));
    }
    return HB_OK;
}

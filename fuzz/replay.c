/* Runs a fuzz target over the files named as arguments, and over each cut short at every 7th byte:
 * what a fuzzer found once is tried in every build, and some of what it has not found yet. */
#include "fuzz.h"

#include <stdio.h>
#include <stdlib.h>

static int replay(const char *path) {
    enum { LARGEST = 1 << 20, STEP = 7 };
    FILE *f = fopen(path, "rb");
    uint8_t *whole = malloc(LARGEST);
    if (!f || !whole) {
        fprintf(stderr, "%s: cannot read\n", path);
        exit(1);
    }
    size_t n = fread(whole, 1, LARGEST, f);
    fclose(f);
    for (size_t size = 0; size < n; size += STEP) {
        uint8_t *exact = malloc(size ? size : 1); /* so that a sanitizer sees the end */
        if (!exact)
            exit(1);
        for (size_t i = 0; i < size; i++)
            exact[i] = whole[i];
        LLVMFuzzerTestOneInput(exact, size);
        free(exact);
    }
    LLVMFuzzerTestOneInput(whole, n);
    free(whole);
    return 0;
}

int main(int argc, char **argv) {
    for (int i = 1; i < argc; i++)
        replay(argv[i]);
    printf("%d files\n", argc - 1);
    return 0;
}

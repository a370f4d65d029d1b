/* A fuzz target is one function over bytes. With clang it is libFuzzer's entry; any other compiler
 * links replay.c, which runs the target over the files of a corpus. */
#ifndef HB_FUZZ_FUZZ_H
#define HB_FUZZ_FUZZ_H

#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#endif

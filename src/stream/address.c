/* Networks as IANA registers them; a mask is compared by shifting what differs away. */
#include "stream/address.h"

#include <netinet/in.h>
#include <stdint.h>
#include <string.h>

static bool is_public_4(uint32_t a) {
    static const struct {
        uint32_t net, bits;
    } closed[] = {{0x00000000, 8},  {0x0A000000, 8},  {0x64400000, 10}, {0x7F000000, 8},
                  {0xA9FE0000, 16}, {0xAC100000, 12}, {0xC0000000, 24}, {0xC0000200, 24},
                  {0xC0A80000, 16}, {0xC6120000, 15}, {0xC6336400, 24}, {0xCB007100, 24},
                  {0xE0000000, 4},  {0xF0000000, 4}};
    for (size_t i = 0; i < sizeof closed / sizeof *closed; i++)
        if ((a ^ closed[i].net) >> (32 - closed[i].bits) == 0)
            return false;
    return true;
}

static uint32_t word_at(const uint8_t *p) {
    return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3];
}

static bool is_public_6(const uint8_t *p) {
    static const uint8_t zeros[12];
    static const uint8_t mapped[12] = {[10] = 0xFF, [11] = 0xFF};
    static const uint8_t translated[12] = {0x00, 0x64, 0xFF, 0x9B}; /* RFC 6052 */
    if (memcmp(p, mapped, 12) == 0 || memcmp(p, translated, 12) == 0)
        return is_public_4(word_at(p + 12));
    if (memcmp(p, zeros, 12) == 0) /* ::, ::1, and IPv4-compatible ones, long retired */
        return false;
    if (p[0] == 0x20 && p[1] == 0x02) /* 6to4 */
        return is_public_4(word_at(p + 2));
    return p[0] >> 5 == 1; /* 2000::/3, all that is given out */
}

bool address_is_public(const struct sockaddr *a) {
    if (a->sa_family == AF_INET) {
        struct sockaddr_in in;
        memcpy(&in, a, sizeof in);
        return is_public_4(ntohl(in.sin_addr.s_addr));
    }
    if (a->sa_family == AF_INET6) {
        struct sockaddr_in6 in;
        memcpy(&in, a, sizeof in);
        return is_public_6(in.sin6_addr.s6_addr);
    }
    return false;
}

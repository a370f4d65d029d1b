/* Addresses that a program which fetches what pages and feeds name must not be led to. */
#ifndef HB_STREAM_ADDRESS_H
#define HB_STREAM_ADDRESS_H

#include <stdbool.h>
#include <sys/socket.h>

/* Is it an address of the public Internet? No: loopback, private, link-local (cloud metadata among
 * them), shared, reserved and multicast addresses, IPv4 ones wrapped in IPv6 included (RFC 6890,
 * RFC 4291, RFC 6598). What is neither IPv4 nor IPv6 is not. */
bool address_is_public(const struct sockaddr *a);

#endif

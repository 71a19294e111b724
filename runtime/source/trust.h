/// Which certificates a TLS connection may end in.
#pragma once

#include <curl/curl.h>

#include <string_view>

struct x509_store_st;

namespace bob::runtime {

/// In PEM: the five that AWS says to trust (Amazon Trust Services), or those in the file that SSL_CERT_FILE names.
/// Throws `TransportError` when that can't be read.
std::string_view trusted_roots();
/// Has the transfer's connections trust them, and nothing else.
void trust_roots(CURL*);
/// The same for a store of OpenSSL's, where that is the library.
bool look_up_roots(x509_store_st*);

}  // namespace bob::runtime

#include "trust.h"

#include <cstdlib>
#include <string>

#include "files.h"
#include "http.h"
#include "roots.h"

namespace bob::runtime {
namespace {

std::string contents(const char* path) {
    std::string bytes;
    if (!read_file(path, bytes))
        throw TransportError{.message = std::string(path) + ", which SSL_CERT_FILE names, can't be read",
                             .may_have_arrived = false};
    return bytes;
}

}  // namespace

std::string_view trusted_roots() {
    const char* path = std::getenv("SSL_CERT_FILE");
    if (!path || !*path) return amazon_roots;
    static const std::string own = contents(path);
    return own;
}

#ifdef BOB_TLS_MBEDTLS
void trust_roots(CURL* easy) {
    const std::string_view roots = trusted_roots();
    const curl_blob blob{const_cast<char*>(roots.data()), roots.size(), CURL_BLOB_NOCOPY};
    curl_easy_setopt(easy, CURLOPT_CAINFO_BLOB, &blob);
}
#endif

}  // namespace bob::runtime

#include "signature.h"

#include <algorithm>

#include "crypto.h"
#include "text.h"

namespace bob::runtime {

std::vector<std::string> signature_headers(const ToSign& request) {
    const std::size_t host_begins = request.url.find("//") + 2;
    const std::size_t path_begins = std::min(request.url.find('/', host_begins), request.url.size());
    const std::string_view host = request.url.substr(host_begins, path_begins - host_begins);
    const std::string_view path = request.url.substr(path_begins);
    std::string canonical_path;
    for (std::size_t at = 0; at < path.size();) {
        const std::size_t slash = std::min(path.find('/', at), path.size());
        canonical_path += percent_encoded(path.substr(at, slash - at));
        if (slash < path.size()) canonical_path += '/';
        at = slash + 1;
    }

    const std::string hash = hexadecimal(sha256(request.body));
    std::string names = "host;x-amz-content-sha256;x-amz-date";
    std::string signed_headers = "host:" + std::string(host) + "\nx-amz-content-sha256:" + hash +
                                 "\nx-amz-date:" + std::string(request.time) + "\n";
    if (!request.session_token.empty()) {
        names += ";x-amz-security-token";
        signed_headers += "x-amz-security-token:" + std::string(request.session_token) + "\n";
    }
    const std::string canonical = std::string(request.method) + "\n" + (canonical_path.empty() ? "/" : canonical_path) +
                                  "\n\n" + signed_headers + "\n" + names + "\n" + hash;

    const std::string_view day = request.time.substr(0, 8);
    const std::string scope =
        std::string(day) + "/" + std::string(request.region) + "/" + std::string(request.service) + "/aws4_request";
    std::string key = hmac_sha256("AWS4" + std::string(request.secret_access_key), day);
    for (const std::string_view part : {request.region, request.service, std::string_view("aws4_request")})
        key = hmac_sha256(key, part);
    const std::string signature = hexadecimal(hmac_sha256(
        key, "AWS4-HMAC-SHA256\n" + std::string(request.time) + "\n" + scope + "\n" + hexadecimal(sha256(canonical))));

    std::vector<std::string> made = {
        "x-amz-content-sha256: " + hash, "x-amz-date: " + std::string(request.time),
        "Authorization: AWS4-HMAC-SHA256 Credential=" + std::string(request.access_key_id) + "/" + scope +
            ", SignedHeaders=" + names + ", Signature=" + signature};
    if (!request.session_token.empty()) made.push_back("x-amz-security-token: " + std::string(request.session_token));
    return made;
}

}  // namespace bob::runtime

/// Signature Version 4, for requests whose path has characters to encode: the services but S3 expect the path to be
/// encoded once more in what is signed, and the libcurl that handlers link signs it as it is sent.
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace bob::runtime {

struct ToSign {
    std::string_view method;
    std::string_view url;  ///< as it is sent, without a query
    std::string_view body;
    std::string_view region;
    std::string_view service;
    std::string_view time;  ///< "20261202T155734Z"
    std::string_view access_key_id, secret_access_key, session_token;
};

/// The headers that sign it, each as `Name: value`.
std::vector<std::string> signature_headers(const ToSign&);

}  // namespace bob::runtime

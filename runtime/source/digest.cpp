#include "bob/runtime/digest.h"

#include "crypto.h"
#include "text.h"

namespace bob {

std::string hmac_sha256(std::string_view key, std::string_view data) {
    return runtime::hexadecimal(runtime::hmac_sha256(key, data));
}

bool same_secret(std::string_view one, std::string_view other) { return runtime::same_secret(one, other); }

}  // namespace bob

#include "crypto.h"

#include <sys/random.h>

#include <cerrno>
#include <system_error>

namespace bob::runtime {

bool same_secret(std::string_view one, std::string_view other) {
    if (one.size() != other.size()) return false;
    // Volatile, so that no compiler stops at the first difference.
    volatile unsigned char different = 0;
    for (std::size_t i = 0; i < one.size(); ++i)
        different =
            different | static_cast<unsigned char>(static_cast<unsigned>(one[i]) ^ static_cast<unsigned>(other[i]));
    return different == 0;
}

void random_bytes(void* bytes, std::size_t size) {
    auto* into = static_cast<char*>(bytes);
    while (size > 0) {
        const ssize_t got = getrandom(into, size, 0);
        if (got < 0) {
            if (errno == EINTR) continue;
            throw std::system_error(errno, std::generic_category(), "getrandom");
        }
        into += got;
        size -= static_cast<std::size_t>(got);
    }
}

}  // namespace bob::runtime

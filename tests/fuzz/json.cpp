/// Any bytes are JSON or a `JsonError`, and what was read is written so that it reads the same.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "bob/runtime/value.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    bob::Value read;
    try {
        read = bob::parse_json(text);
    } catch (const bob::JsonError& error) {
        if (error.offset > size + 1) std::abort();
        return 0;
    }
    const std::string written = bob::to_json(read);
    if (bob::to_json(bob::parse_json(written)) != written) std::abort();

    std::string bytes;
    if (bob::from_base64(text, bytes)) {
        std::string again;
        if (!bob::from_base64(bob::to_base64(bytes), again) || again != bytes) std::abort();
    }
    return 0;
}

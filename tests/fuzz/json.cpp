/// Any bytes are JSON or a `JsonError`, as another parser says too; what was read is written so that it reads the same.
#include <cstdint>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <string_view>

#include "bob/runtime/value.h"
#include "event.h"

namespace {

void must(bool holds) {
    if (!holds) std::abort();
}

/// Whether the other parser reads it as we do. It stops at a NUL byte, reads over a byte order mark, has no limit of
/// depth, and wants to know how large a number is.
bool another_reads(std::string_view text) {
    if (text.find('\0') != std::string_view::npos || text.starts_with("\xEF\xBB\xBF")) return false;
    return nlohmann::json::accept(text);
}

bool has_what_another_refuses(const bob::Value& value) {
    if (value.is(bob::Value::Kind::number))
        return value.text().find_first_of("eE") != std::string_view::npos || value.text().size() > 300;
    for (const bob::Value& one : value.elements())
        if (has_what_another_refuses(one)) return true;
    for (const auto& member : value.members())
        if (has_what_another_refuses(member.value)) return true;
    return false;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    bob::Value read;
    try {
        read = bob::parse_json(text);
    } catch (const bob::JsonError& error) {
        must(error.offset <= size);
        must(!another_reads(text) || error.message.find("levels deep") != std::string::npos);
        return 0;
    }
    must(another_reads(text) || has_what_another_refuses(read));
    const std::string written = bob::to_json(read);
    must(bob::parse_json(written) == read);
    must(bob::to_json(bob::Value(read)) == written);

    // Of an event, everything but a body that is too long is the same.
    bool fits = true;
    bob::Value event = bob::runtime::parse_event(text, 16, fits);
    if (!fits) {
        bob::Value* const body = event.find("body");
        must(body != nullptr);
        if (read["body"].text().size() > 16) *body = read["body"];
    }
    if (fits) must(event == read);

    // One value fewer than there are is too few.
    std::size_t values = 0;
    const auto count = [&](const bob::Value& value, const auto& self) -> void {
        ++values;
        for (const bob::Value& one : value.elements()) self(one, self);
        for (const auto& member : value.members()) self(member.value, self);
    };
    count(read, count);
    must(bob::parse_json(text, values) == read);
    try {
        (void)bob::parse_json(text, values - 1);
        std::abort();
    } catch (const bob::JsonError& error) {
        must(error.too_many_values);
    }

    std::string bytes;
    if (bob::from_base64(text, bytes)) {
        std::string again;
        must(bob::from_base64(bob::to_base64(bytes), again) && again == bytes);
    }
    return 0;
}

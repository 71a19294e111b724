#pragma once

#include <string>

namespace bob {

/// A random UUID, version 4 of RFC 4122, from the system's random numbers: `f81d4fae-7dec-41d0-a765-00a0c91e6bf6`.
std::string new_uuid();
/// Whether the text is a UUID of any version, in lower case as `new_uuid` writes it.
bool is_uuid(const std::string& text);

}  // namespace bob

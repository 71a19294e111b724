/// Recorded payloads, written after AWS's documentation: tests/runtime/events/<name>.json.
#pragma once

#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>

#include "bob/runtime/value.h"

namespace bob::test {

inline Value event(const std::string& name) {
    std::ifstream file("tests/runtime/events/" + name + ".json", std::ios::binary);
    if (!file) throw std::runtime_error("no event " + name);
    return parse_json(std::string(std::istreambuf_iterator<char>(file), {}));
}

/// The value at a path of members, to change it.
template <class... Names>
Value& at(Value& value, const char* name, Names... more) {
    Value* found = value.find(name);
    if (!found) found = &value.set(name, Value::map());
    if constexpr (sizeof...(more) > 0)
        return at(*found, more...);
    else
        return *found;
}

}  // namespace bob::test

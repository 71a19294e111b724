#include "generator/read/json.h"

#include <nlohmann/json.hpp>

namespace bobgen {

namespace {

Value convert(const nlohmann::ordered_json& from) {
    switch (from.type()) {
        case nlohmann::ordered_json::value_t::boolean:
            return from.get<bool>();
        case nlohmann::ordered_json::value_t::number_integer:
        case nlohmann::ordered_json::value_t::number_unsigned:
            return from.get<std::int64_t>();
        case nlohmann::ordered_json::value_t::number_float:
            return from.get<double>();
        case nlohmann::ordered_json::value_t::string:
            return from.get_ref<const std::string&>();
        case nlohmann::ordered_json::value_t::array: {
            List made;
            for (const auto& element : from) made.push_back(convert(element));
            return made;
        }
        case nlohmann::ordered_json::value_t::object: {
            Value made = Map{};
            for (const auto& [name, value] : from.items()) made.set(name, convert(value));
            return made;
        }
        case nlohmann::ordered_json::value_t::null:
        case nlohmann::ordered_json::value_t::binary:
        case nlohmann::ordered_json::value_t::discarded:
            break;
    }
    return {};
}

}  // namespace

std::optional<Value> read_json(std::string_view text, std::string& error) {
    try {
        return convert(nlohmann::ordered_json::parse(text));
    } catch (const nlohmann::json::exception& fault) {
        error = fault.what();
        if (const auto end = error.find("] "); end != std::string::npos) error.erase(0, end + 2);
        return std::nullopt;
    }
}

}  // namespace bobgen

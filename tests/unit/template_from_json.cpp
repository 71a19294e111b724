#include "tests/unit/template_from_json.h"

#include <nlohmann/json.hpp>
#include <optional>
#include <stdexcept>

namespace bobgen::testing {

namespace {

using Json = nlohmann::ordered_json;

constexpr const char* file = "template.json";

std::string below(const std::string& pointer, const std::string& name) {
    std::string made = pointer;
    return made.append("/").append(name);
}

class Reader {
public:
    explicit Reader(std::vector<std::string>& pointers) : pointers_(pointers) {}

    /// `Condition` is an intrinsic function among conditions only; elsewhere it is a word like others.
    Value value(const Json& from, const std::string& pointer, bool in_condition = false) {
        const Place here = place(pointer);
        switch (from.type()) {
            case Json::value_t::boolean:
                return Value(from.get<bool>()).at(here);
            case Json::value_t::number_integer:
            case Json::value_t::number_unsigned:
                return Value(from.get<std::int64_t>()).at(here);
            case Json::value_t::number_float:
                return Value(from.get<double>()).at(here);
            case Json::value_t::string:
                return Value(from.get<std::string>()).at(here);
            case Json::value_t::array: {
                List made;
                for (std::size_t i = 0; i < from.size(); ++i)
                    made.push_back(value(from[i], below(pointer, std::to_string(i)), in_condition));
                return Value(std::move(made)).at(here);
            }
            case Json::value_t::object: {
                if (from.size() == 1) {
                    const auto only = from.begin();
                    if (const auto function = intrinsic(only.key(), in_condition))
                        return call(*function, value(only.value(), below(pointer, only.key()), in_condition)).at(here);
                }
                Map made;
                for (const auto& [name, member] : from.items()) {
                    Value read = value(member, below(pointer, name), in_condition);
                    const Place named = read.place;
                    made.push_back({name, std::move(read), named});
                }
                return Value(std::move(made)).at(here);
            }
            case Json::value_t::null:
            case Json::value_t::binary:
            case Json::value_t::discarded:
                break;
        }
        return Value().at(here);
    }

    Place place(const std::string& pointer) {
        pointers_.push_back(pointer);
        return {file, static_cast<unsigned>(pointers_.size()), 1};
    }

private:
    static std::optional<Intrinsic> intrinsic(std::string_view name, bool in_condition) {
        for (int i = 0; i <= static_cast<int>(Intrinsic::length); ++i) {
            const auto function = static_cast<Intrinsic>(i);
            if (function == Intrinsic::condition && !in_condition) continue;
            if (long_name(function) == name) return function;
        }
        return {};
    }

    std::vector<std::string>& pointers_;
};

std::string text_at(const Json& from, const char* name) {
    const auto found = from.find(name);
    return found != from.end() && found->is_string() ? found->get<std::string>() : std::string();
}

}  // namespace

std::string_view JsonTemplate::pointer(Place place) const {
    if (place.file != std::string_view(file) || place.line == 0 || place.line > pointers.size()) return {};
    return pointers[place.line - 1];
}

JsonTemplate template_from_json(std::string_view text) {
    const Json document = Json::parse(text);
    if (!document.is_object()) throw std::invalid_argument("a template is a JSON object");
    JsonTemplate made;
    Reader reader(made.pointers);
    made.value.place = reader.place("");
    made.value.description = text_at(document, "Description");
    if (const auto given = document.find("Metadata"); given != document.end())
        made.value.metadata = reader.value(*given, "/Metadata");
    if (const auto given = document.find("Transform"); given != document.end())
        made.value.transform = reader.value(*given, "/Transform");
    if (const auto given = document.find("Rules"); given != document.end())
        made.value.rules = reader.value(*given, "/Rules", true);
    const auto each = [&](const char* section, auto add) {
        const auto found = document.find(section);
        if (found == document.end()) return;
        for (const auto& [name, body] : found->items()) add(name, body, below(std::string("/") + section, name));
    };
    each("Parameters", [&](const std::string& name, const Json& body, const std::string& pointer) {
        Value read = reader.value(body, pointer);
        const Place place = read.place;
        made.value.parameters.push_back({name, std::move(read), place});
    });
    each("Mappings", [&](const std::string& name, const Json& body, const std::string& pointer) {
        Value read = reader.value(body, pointer);
        const Place place = read.place;
        made.value.mappings.push_back({name, std::move(read), place});
    });
    each("Conditions", [&](const std::string& name, const Json& body, const std::string& pointer) {
        Value read = reader.value(body, pointer, true);
        const Place place = read.place;
        made.value.conditions.push_back({name, std::move(read), place});
    });
    each("Resources", [&](const std::string& name, const Json& body, const std::string& pointer) {
        TemplateResource resource;
        resource.logical_id = name;
        resource.place = reader.place(pointer);
        if (body.is_object()) {
            resource.type = text_at(body, "Type");
            resource.condition = text_at(body, "Condition");
            resource.deletion_policy = text_at(body, "DeletionPolicy");
            resource.update_replace_policy = text_at(body, "UpdateReplacePolicy");
            if (const auto ids = body.find("DependsOn"); ids != body.end())
                for (const Json& id : ids->is_array() ? *ids : Json::array({*ids}))
                    if (id.is_string()) resource.depends_on.push_back(id.get<std::string>());
            if (const auto given = body.find("Properties"); given != body.end())
                resource.properties = reader.value(*given, below(pointer, "Properties"));
        }
        made.value.resources.push_back(std::move(resource));
    });
    each("Outputs", [&](const std::string& name, const Json& body, const std::string& pointer) {
        Value read = reader.value(body, pointer);
        const Place place = read.place;
        made.value.outputs.push_back({name, std::move(read), text_at(body, "Condition"), place});
    });
    return made;
}

}  // namespace bobgen::testing

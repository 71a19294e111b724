#include "generator/analysis/reading.h"

#include <algorithm>

#include "generator/analysis/resolve.h"

namespace bobgen {

Names::Names(const Template& from) {
    resources_.reserve(from.resources.size());
    for (const auto& one : from.resources) resources_.emplace(one.logical_id, &one);
    for (const auto& one : from.parameters) parameters_.emplace(one.name, &one);
    for (const auto& one : from.conditions) conditions_.emplace(one.name, &one);
}

template <class Map>
static auto look_up(const Map& map, std::string_view name) -> typename Map::mapped_type {
    const auto found = map.find(name);
    return found == map.end() ? nullptr : found->second;
}

const TemplateResource* Names::resource(std::string_view id) const { return look_up(resources_, id); }
const TemplateParameter* Names::parameter(std::string_view name) const { return look_up(parameters_, name); }
const TemplateCondition* Names::condition(std::string_view name) const { return look_up(conditions_, name); }

const TemplateResource* Names::resource(std::string_view id, std::string_view type) const {
    const TemplateResource* found = resource(id);
    return found && found->type == type ? found : nullptr;
}

std::optional<std::int64_t> whole_number(const Value* value) {
    return value ? integer_in(*value) : std::optional<std::int64_t>{};
}

std::optional<bool> truth(const Value* value) { return value ? boolean_in(*value) : std::optional<bool>{}; }

std::optional<std::string_view> text_of(const Value* value) {
    if (!value || !value->is_text() || is_unknown(*value)) return {};
    return value->text();
}

namespace {

struct Attribute {
    std::string_view id;
    std::string_view name;
};

/// Has a list of two elements, but a tree built by hand may have anything.
Attribute attribute_of(const Value& argument) {
    if (argument.is_text()) {
        const std::string_view text = argument.text();
        const auto dot = text.find('.');
        return dot == text.npos ? Attribute{text, {}} : Attribute{text.substr(0, dot), text.substr(dot + 1)};
    }
    if (!argument.is_list() || argument.list().empty() || !argument.list()[0].is_text()) return {};
    const List& parts = argument.list();
    return {parts[0].text(), parts.size() > 1 ? text_of(&parts[1]).value_or("") : ""};
}

}  // namespace

std::string_view target_of_attribute(const Value* value, std::string_view attribute) {
    if (!value || !value->is_call(Intrinsic::get_att)) return {};
    const Attribute found = attribute_of(value->argument());
    return found.name == attribute ? found.id : std::string_view{};
}

std::string_view target_of_arn(const Value* value) {
    if (value && value->is_call(Intrinsic::ref)) return text_of(&value->argument()).value_or("");
    return target_of_attribute(value, "Arn");
}

Place place_of(const Value* value, Place otherwise) { return value ? value->place.or_else(otherwise) : otherwise; }

Place place_of(const TemplateResource& resource, const Value& properties, std::string_view name) {
    const Member* member = properties.find_member(name);
    return member ? member->value.place.or_else(member->place).or_else(resource.place) : resource.place;
}

std::vector<Substitution> substitutions(std::string_view text) {
    std::vector<Substitution> found;
    for (std::size_t at = text.find("${"); at != text.npos; at = text.find("${", at)) {
        const std::size_t close = text.find('}', at);
        if (close == text.npos) break;
        std::string_view inside = text.substr(at + 2, close - at - 2);
        if (!inside.starts_with('!')) {
            while (inside.starts_with(' ')) inside.remove_prefix(1);
            while (inside.ends_with(' ')) inside.remove_suffix(1);
            const auto dot = inside.find('.');
            found.push_back({inside.substr(0, dot), dot == inside.npos ? "" : inside.substr(dot + 1), at, close + 1});
        }
        at = close + 1;
    }
    return found;
}

namespace {

/// Looks at the mentions of a value in the order of writing, until one of them is what `is_it` looks for.
template <class IsIt>
class MentionSearch {
public:
    explicit MentionSearch(const IsIt& is_it) : is_it_(is_it) {}

    bool in(const Value& value, Place outer, bool later) const {
        const Place place = value.place.or_else(outer);
        switch (value.kind()) {
            case Value::Kind::list:
                return std::any_of(value.list().begin(), value.list().end(),
                                   [&](const Value& one) { return in(one, place, later); });
            case Value::Kind::map:
                return std::any_of(value.map().begin(), value.map().end(),
                                   [&](const Member& one) { return in(one.value, one.place.or_else(place), later); });
            case Value::Kind::call:
                return in_call(value.call().function, value.argument(), place, later);
            case Value::Kind::null:
            case Value::Kind::boolean:
            case Value::Kind::integer:
            case Value::Kind::real:
            case Value::Kind::text:
                return false;
        }
        return false;
    }

private:
    bool in_call(Intrinsic function, const Value& argument, Place place, bool later) const {
        const Place inner = argument.place.or_else(place);
        switch (function) {
            case Intrinsic::ref:
                return argument.is_text() && is_it_({Mention::Kind::reference, argument.text(), {}, inner, later});
            case Intrinsic::get_att:
                if (const Attribute found = attribute_of(argument);
                    !found.id.empty() && is_it_({Mention::Kind::attribute, found.id, found.name, inner, later}))
                    return true;
                // The attribute's name may itself be a `Ref` to a parameter.
                return argument.is_list() && argument.list().size() > 1 && argument.list()[1].is_call() &&
                       in(argument.list()[1], inner, later);
            case Intrinsic::sub: {
                if (argument.is_text()) return in_text(argument, nullptr, place, later);
                if (!argument.is_list() || argument.list().empty()) return false;
                const List& parts = argument.list();
                const Value* own_names = parts.size() > 1 ? &parts[1] : nullptr;
                return (parts[0].is_text() && in_text(parts[0], own_names, inner, later)) ||
                       (own_names && in(*own_names, inner, later));
            }
            case Intrinsic::if_: {
                if (!argument.is_list() || argument.list().empty()) return false;
                const List& parts = argument.list();
                return (parts[0].is_text() &&
                        is_it_(
                            {Mention::Kind::condition, parts[0].text(), {}, parts[0].place.or_else(inner), later})) ||
                       std::any_of(parts.begin() + 1, parts.end(),
                                   [&](const Value& one) { return in(one, inner, true); });
            }
            case Intrinsic::condition:
                return argument.is_text() && is_it_({Mention::Kind::condition, argument.text(), {}, inner, later});
            case Intrinsic::join:
            case Intrinsic::select:
            case Intrinsic::split:
            case Intrinsic::equals:
            case Intrinsic::not_:
            case Intrinsic::and_:
            case Intrinsic::or_:
            case Intrinsic::find_in_map:
            case Intrinsic::base64:
            case Intrinsic::cidr:
            case Intrinsic::get_azs:
            case Intrinsic::import_value:
            case Intrinsic::transform:
            case Intrinsic::to_json_string:
            case Intrinsic::length:
                return in(argument, place, later);
        }
        return false;
    }

    bool in_text(const Value& text, const Value* own_names, Place place, bool later) const {
        for (const Substitution& one : substitutions(text.text())) {
            if (own_names &&
                own_names->find(one.attribute.empty()
                                    ? one.name
                                    : std::string_view(one.name.data(), one.name.size() + 1 + one.attribute.size())))
                continue;
            if (is_it_({one.attribute.empty() ? Mention::Kind::reference : Mention::Kind::attribute, one.name,
                        one.attribute, text.place.or_else(place), later}))
                return true;
        }
        return false;
    }

    const IsIt& is_it_;
};

bool looks_up(const Value& value, const Template& in) {
    bool found = false;
    if (!in.mappings.empty()) each_call(value, Intrinsic::find_in_map, [&](const Value&) { found = true; });
    return found;
}

bool is_resolved(const Mention& one, const Template& in) {
    if (one.kind == Mention::Kind::condition || one.name == "AWS::NoValue") return true;
    return std::ranges::any_of(searched(in.parameters), [&](const TemplateParameter& parameter) {
        return parameter.name == one.name && parameter.body.find("Default");
    });
}

bool has_something_to_resolve(const Value& value, const Template& in) {
    const auto is_it = [&](const Mention& one) { return is_resolved(one, in); };
    return looks_up(value, in) || MentionSearch(is_it).in(value, {}, false);
}

}  // namespace

void each_mention(const Value& root, Place otherwise, const std::function<void(const Mention&)>& visit) {
    const auto visit_and_go_on = [&](const Mention& one) { return visit(one), false; };
    MentionSearch(visit_and_go_on).in(root, otherwise, false);
}

std::vector<Mention> mentions_in(const Value& root, Place otherwise) {
    std::vector<Mention> made;
    const auto keep_and_go_on = [&](const Mention& one) { return made.push_back(one), false; };
    MentionSearch(keep_and_go_on).in(root, otherwise, false);
    return made;
}

bool has_something_to_resolve(const Value& value, const std::vector<Mention>& mentions, const Template& in) {
    return std::ranges::any_of(mentions, [&](const Mention& one) { return is_resolved(one, in); }) ||
           looks_up(value, in);
}

Settled::Settled(const Value& value, const Template& in) {
    if (has_something_to_resolve(value, in))
        copy_ = resolved(value, in);
    else
        value_ = &value;
}

const TemplateResource* function_of(std::string_view logical_id, const Names& names) {
    constexpr std::string_view function_type = "AWS::Lambda::Function";
    const TemplateResource* found = names.resource(logical_id);
    if (found && (found->type == "AWS::Lambda::Alias" || found->type == "AWS::Lambda::Version"))
        return named_by(found->properties.find("FunctionName"), function_type, names);
    return found && found->type == function_type ? found : nullptr;
}

const TemplateResource* named_by(const Value* value, std::string_view type, const Names& names) {
    if (!value) return nullptr;
    if (const TemplateResource* found = names.resource(target_of_arn(value), type)) return found;
    if (!value->is_call(Intrinsic::sub) || !value->argument().is_text()) return nullptr;
    const std::string& text = value->argument().text();
    const auto parts = substitutions(text);
    const bool is_alone = parts.size() == 1 && parts[0].begin == 0 && parts[0].end == text.size() &&
                          (parts[0].attribute.empty() || parts[0].attribute == "Arn");
    return is_alone ? names.resource(parts[0].name, type) : nullptr;
}

bool has_text_with(const Value& value, std::string_view part) {
    const auto in = [&](const Value& one) { return has_text_with(one, part); };
    switch (value.kind()) {
        case Value::Kind::text:
            return value.text().size() >= part.size() && value.text().find(part) != std::string::npos;
        case Value::Kind::list:
            return std::any_of(value.list().begin(), value.list().end(), in);
        case Value::Kind::map:
            return std::any_of(value.map().begin(), value.map().end(),
                               [&](const Member& one) { return in(one.value); });
        case Value::Kind::call:
            return in(value.argument());
        default:
            return false;
    }
}

void each_text(const Value& value, Place otherwise, const std::function<void(std::string_view, Place)>& visit) {
    const Place place = value.place.or_else(otherwise);
    if (value.is_text())
        visit(value.text(), place);
    else if (value.is_list())
        for (const Value& one : value.list()) each_text(one, place, visit);
    else if (value.is_map())
        for (const Member& one : value.map()) each_text(one.value, one.place.or_else(place), visit);
    else if (value.is_call())
        each_text(value.argument(), place, visit);
}

namespace {

std::string concatenated(std::initializer_list<std::string_view> parts) {
    std::size_t size = 0;
    for (const std::string_view part : parts) size += part.size();
    std::string made;
    made.reserve(size);
    for (const std::string_view part : parts) made += part;
    return made;
}

std::string placeholder(std::string_view name, std::string_view attribute) {
    return concatenated({"${", name, attribute.empty() ? "" : ".", attribute, "}"});
}

/// The form of the ARN of each type, from its AWS page.
std::string physical_arn_of(const TemplateResource& resource) {
    const std::string_view id = resource.logical_id;
    const auto arn = [&](std::string_view service, std::string_view kind, std::string_view end = "}") {
        return concatenated(
            {"arn:${AWS::Partition}:", service, ":${AWS::Region}:${AWS::AccountId}:", kind, "${", id, end});
    };
    if (resource.type == dynamodb_table) return arn("dynamodb", "table/");
    if (resource.type == "AWS::Lambda::Function") return arn("lambda", "function:");
    if (resource.type == "AWS::SQS::Queue") return arn("sqs", "", ".QueueName}");
    if (resource.type == "AWS::SNS::Topic") return arn("sns", "", ".TopicName}");
    if (resource.type == "AWS::Logs::LogGroup") return arn("logs", "log-group:", "}:*");
    if (resource.type == "AWS::Kinesis::Stream") return arn("kinesis", "stream/");
    if (resource.type == "AWS::Cognito::UserPool") return arn("cognito-idp", "userpool/");
    if (resource.type == "AWS::S3::Bucket") return concatenated({"arn:${AWS::Partition}:s3:::${", id, "}"});
    if (resource.type == "AWS::IAM::Role")
        return concatenated({"arn:${AWS::Partition}:iam::${AWS::AccountId}:role/${", id, "}"});
    return {};
}

std::string spelt_out(std::string_view name, std::string_view attribute, const Names& names) {
    if (const TemplateResource* resource = names.resource(name)) {
        const bool is_arn =
            resource->type == "AWS::SNS::Topic" ? attribute.empty() || attribute == "TopicArn" : attribute == "Arn";
        if (is_arn)
            if (std::string made = physical_arn_of(*resource); !made.empty()) return made;
        if (resource->type == dynamodb_table && attribute == "StreamArn")
            return physical_arn_of(*resource) + "/stream/${?}";
    }
    return placeholder(name, attribute);
}

std::string substituted(std::string_view text, const Value* own_names, const Names& names, int depth);

/// `depth` guards against an absurdly nested tree.
std::string spelt_out(const Value& value, const Names& names, int depth) {
    constexpr int deep_enough = 64;
    if (depth > deep_enough) return "${?}";
    switch (value.kind()) {
        case Value::Kind::text:
            return value.text();
        case Value::Kind::integer:
            return std::to_string(value.integer());
        case Value::Kind::call:
            break;
        case Value::Kind::null:
        case Value::Kind::boolean:
        case Value::Kind::real:
        case Value::Kind::list:
        case Value::Kind::map:
            return "${?}";
    }
    const Value& argument = value.argument();
    if (value.is_call(Intrinsic::ref) && argument.is_text()) return spelt_out(argument.text(), {}, names);
    if (value.is_call(Intrinsic::get_att)) {
        const Attribute found = attribute_of(argument);
        return found.id.empty() || found.name.empty() ? "${?}" : spelt_out(found.id, found.name, names);
    }
    if (value.is_call(Intrinsic::sub)) {
        if (argument.is_text()) return substituted(argument.text(), nullptr, names, depth);
        if (argument.is_list() && !argument.list().empty() && argument.list()[0].is_text())
            return substituted(argument.list()[0].text(), argument.list().size() > 1 ? &argument.list()[1] : nullptr,
                               names, depth);
    }
    if (value.is_call(Intrinsic::join) && argument.is_list() && argument.list().size() == 2 &&
        argument.list()[0].is_text() && argument.list()[1].is_list()) {
        std::string made;
        bool first = true;
        for (const Value& part : argument.list()[1].list()) {
            if (!first) made += argument.list()[0].text();
            made += spelt_out(part, names, depth + 1);
            first = false;
        }
        return made;
    }
    return "${?}";
}

std::string substituted(std::string_view text, const Value* own_names, const Names& names, int depth) {
    std::string made;
    std::size_t written = 0;
    for (const Substitution& one : substitutions(text)) {
        made += text.substr(written, one.begin - written);
        const Value* own = own_names && one.attribute.empty() ? own_names->find(one.name) : nullptr;
        made += own ? spelt_out(*own, names, depth + 1) : spelt_out(one.name, one.attribute, names);
        written = one.end;
    }
    return made.append(text.substr(written));
}

}  // namespace

std::string spelt_out(const Value& value, const Names& names) { return spelt_out(value, names, 0); }

std::optional<std::string> constant_text(const Value& value, const Names& names) {
    if (!value.is_text() && !value.is_call(Intrinsic::sub) && !value.is_call(Intrinsic::join)) return {};
    // Mostly, something is filled in; then nothing has to be put together.
    bool is_constant = true;
    if (value.is_call(Intrinsic::sub)) {
        is_constant = value.argument().is_text() && value.argument().text().find("${") == std::string::npos;
    } else if (value.is_call(Intrinsic::join) && value.argument().is_list() && value.argument().list().size() == 2) {
        const Value& parts = value.argument().list()[1];
        is_constant = parts.is_list() && std::all_of(parts.list().begin(), parts.list().end(), [](const Value& one) {
                          return one.is_text() || one.is_call(Intrinsic::sub);
                      });
    }
    if (!is_constant) return {};
    std::string made = spelt_out(value, names);
    if (made.find("${") != made.npos || made.find("{{resolve:") != made.npos) return {};
    return made;
}

}  // namespace bobgen

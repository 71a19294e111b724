/// What the rules read from a template: names, values that may be intrinsic functions, and references.
///
/// The answer for anything known only at deploy time is "nothing", so that no rule reports it.
#pragma once

#include <cstdint>
#include <functional>
#include <memory_resource>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "generator/template.h"

namespace bobgen {

/// The names of a template, for lookups that would otherwise search its lists. Points into the template.
class Names {
public:
    explicit Names(const Template&);

    const TemplateResource* resource(std::string_view id) const;
    /// The resource, when it has this type.
    const TemplateResource* resource(std::string_view id, std::string_view type) const;
    const TemplateParameter* parameter(std::string_view name) const;
    const TemplateCondition* condition(std::string_view name) const;

private:
    std::pmr::monotonic_buffer_resource memory_;  ///< of the entries, which stay as long as all
    std::pmr::unordered_map<std::string_view, const TemplateResource*> resources_{&memory_};
    std::pmr::unordered_map<std::string_view, const TemplateParameter*> parameters_{&memory_};
    std::pmr::unordered_map<std::string_view, const TemplateCondition*> conditions_{&memory_};
};

/// One reference to another part of the template.
struct Mention {
    enum class Kind : std::uint8_t { reference, attribute, condition };
    Kind kind;
    std::string_view name;
    std::string_view attribute;  ///< of `Fn::GetAtt`; empty when it is not known
    Place place;
    bool decided_later;  ///< inside a branch of `Fn::If`
};

/// A value as CloudFormation will see it, with parameter defaults and conditions resolved. Copies only values that have
/// something to resolve.
class Settled {
public:
    Settled(const Value&, const Template&);
    Settled(const Settled&) = delete;

    const Value& operator*() const { return value_ ? *value_ : copy_; }
    const Value* operator->() const { return &**this; }

private:
    const Value* value_ = nullptr;
    Value copy_;
};

/// Whether a value with these mentions is another once parameters and conditions are resolved.
bool has_something_to_resolve(const Value&, const std::vector<Mention>&, const Template&);

/// CloudFormation accepts "5" for 5 and "true" for true.
std::optional<std::int64_t> whole_number(const Value*);
std::optional<bool> truth(const Value*);
/// A string without dynamic references.
std::optional<std::string_view> text_of(const Value*);
inline bool is_true(const Value* value) { return truth(value).value_or(false); }

/// Whether these are the properties of a WebSocket API, not of an HTTP API.
inline bool is_websocket_api(const Value& properties) {
    return text_of(properties.find("ProtocolType")) == "WEBSOCKET";
}

/// The logical id of `Fn::GetAtt: [id, attribute]`; empty for anything else.
std::string_view target_of_attribute(const Value*, std::string_view attribute);
/// The function, or other thing with an ARN, that a value names: `Fn::GetAtt: [id, Arn]` or `Ref: id`.
std::string_view target_of_arn(const Value*);

/// The resource of a type that a value names: by `Ref`, by `Fn::GetAtt: [id, Arn]`, or by one of these alone in
/// `Fn::Sub`.
const TemplateResource* named_by(const Value*, std::string_view type, const Names&);
/// The function of this logical id, or of which this is an alias or a version.
const TemplateResource* function_of(std::string_view logical_id, const Names&);

/// The place of the value, or if it has none, of the name before it, or of the resource.
Place place_of(const Value* value, Place otherwise);
Place place_of(const TemplateResource&, const Value& properties, std::string_view name);

/// Calls for every element of a list, or for the value itself: IAM and CloudFormation treat a single value as a list of
/// one.
template <class Visit>
void each(const Value* value, const Visit& visit) {
    if (!value || value->is_null()) return;
    if (!value->is_list()) return visit(*value);
    for (const Value& one : value->list()) visit(one);
}

/// `${Name}` and `${Name.Attribute}` of `Fn::Sub`; `${!Name}` is a literal. Views into the string.
struct Substitution {
    std::string_view name;
    std::string_view attribute;
    std::size_t begin;
    std::size_t end;  ///< after the closing brace
};
std::vector<Substitution> substitutions(std::string_view text);

/// Every reference in a value, in source order. `otherwise` is the place for values without one.
void each_mention(const Value&, Place otherwise, const std::function<void(const Mention&)>&);

std::vector<Mention> mentions_in(const Value&, Place otherwise);

/// Every string in a value, including those in the arguments of functions.
void each_text(const Value&, Place otherwise, const std::function<void(std::string_view text, Place)>&);

/// Whether any of its strings has this in it.
bool has_text_with(const Value&, std::string_view part);

/// The string that a value becomes, as far as it is known: `${Name}` and `${Name.Attribute}` mark what CloudFormation
/// fills in, `${?}` what is completely unknown. ARNs of the template's own resources are written out as far as AWS
/// defines them: `arn:${AWS::Partition}:dynamodb:${AWS::Region}:${AWS::AccountId}:table/${Orders}`.
std::string spelt_out(const Value&, const Names&);

/// A string that is written out, or that `Fn::Sub` and `Fn::Join` make of strings that are. Nothing when AWS, or a tool
/// before it, fills something in.
std::optional<std::string> constant_text(const Value&, const Names&);

}  // namespace bobgen

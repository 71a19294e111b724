/// What the rules ask of a template: names, values that may be intrinsic functions, and what points where.
///
/// Whatever can be known only at deploy time answers "nothing", so that no rule judges it.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "generator/template.h"

namespace bobgen {

/// The names of a template, for questions that would otherwise walk its lists. Points into the template.
class Names {
public:
    explicit Names(const Template&);

    const TemplateResource* resource(std::string_view id) const;
    /// The resource, when it is of this type.
    const TemplateResource* resource(std::string_view id, std::string_view type) const;
    const TemplateParameter* parameter(std::string_view name) const;
    const TemplateCondition* condition(std::string_view name) const;

private:
    std::unordered_map<std::string_view, const TemplateResource*> resources_;
    std::unordered_map<std::string_view, const TemplateParameter*> parameters_;
    std::unordered_map<std::string_view, const TemplateCondition*> conditions_;
};

/// A value as CloudFormation will see it, parameter defaults and conditions resolved. Copies only what has something to
/// resolve.
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

/// CloudFormation takes "5" for 5 and "true" for true.
std::optional<std::int64_t> whole_number(const Value*);
std::optional<bool> truth(const Value*);
/// A text without dynamic references in it.
std::optional<std::string_view> text_of(const Value*);
inline bool is_true(const Value* value) { return truth(value).value_or(false); }

/// The logical id of `Fn::GetAtt: [id, attribute]`; empty for anything else.
std::string_view target_of_attribute(const Value*, std::string_view attribute);
/// The function, or other thing with an ARN, that a value names: `Fn::GetAtt: [id, Arn]` or `Ref: id`.
std::string_view target_of_arn(const Value*);

/// The place of the value, or where it has none, of the name before it, or of the resource.
Place place_of(const Value* value, Place otherwise);
Place place_of(const TemplateResource&, const Value& properties, std::string_view name);

/// Calls for every element of a list, or for the value itself: IAM and CloudFormation take one for a list of one.
template <class Visit>
void each(const Value* value, const Visit& visit) {
    if (!value || value->is_null()) return;
    if (!value->is_list()) return visit(*value);
    for (const Value& one : value->list()) visit(one);
}

/// `${Name}` and `${Name.Attribute}` of `Fn::Sub`; `${!Name}` is none. Views into the text.
struct Substitution {
    std::string_view name;
    std::string_view attribute;
    std::size_t begin;
    std::size_t end;  ///< behind the closing brace
};
std::vector<Substitution> substitutions(std::string_view text);

/// One mention of something else in the template.
struct Mention {
    enum class Kind : std::uint8_t { reference, attribute, condition };
    Kind kind;
    std::string_view name;
    std::string_view attribute;  ///< of `Fn::GetAtt`; empty when it is not known
    Place place;
    bool decided_later;  ///< inside a branch of `Fn::If`
};
/// Every mention in a value, in the order of writing. `otherwise` is the place of what has none.
void each_mention(const Value&, Place otherwise, const std::function<void(const Mention&)>&);

/// Every text in a value, also in the arguments of functions.
void each_text(const Value&, Place otherwise, const std::function<void(std::string_view text, Place)>&);

/// The text that a value becomes, as far as it is known: `${Name}` and `${Name.Attribute}` stand where CloudFormation
/// fills in, `${?}` where even that is unknown. ARNs of the template's own resources are spelt out as far as AWS fixes
/// them: `arn:${AWS::Partition}:dynamodb:${AWS::Region}:${AWS::AccountId}:table/${Orders}`.
std::string spelt_out(const Value&, const Names&);

}  // namespace bobgen

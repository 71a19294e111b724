/// What a value of a template means, however it is written: the form in which two templates are compared.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "generator/analysis/reading.h"
#include "generator/analysis/resolve.h"
#include "generator/template.h"

namespace bobgen::diff {

/// Placeholder in a string for what only CloudFormation fills in. No template has these characters in a string: XML and
/// YAML forbid them, and JSON must escape them.
inline constexpr char filled_in_begin = '\x01';
inline constexpr char filled_in_end = '\x02';

/// One template in one way of deploying it.
class Side {
public:
    /// Refers to all three, which must outlive it.
    Side(const Template& tree, const Names& names, const Deployment& deployment)
        : tree_(&tree), names_(&names), deployment_(&deployment) {}

    const Template& tree() const { return *tree_; }
    const Names& names() const { return *names_; }

    /// The value with everything evaluated that the template defines. References, `Fn::Sub` and `Fn::Join` become
    /// strings with placeholders for what AWS fills in, so that they are equal when they mean the same; a remaining
    /// call is compared argument by argument. Lists whose order means nothing are sorted. Places are kept.
    Value meaning(const Value&) const;

    /// Whether the resource exists. A condition that only AWS can evaluate counts as true.
    bool has(const TemplateResource&) const;
    bool holds(std::string_view condition) const;

private:
    Value canonical(const Value&, std::string_view name, bool in_policy, unsigned depth) const;
    Value canonical_call(const Value&, std::string_view name, bool in_policy, unsigned depth) const;
    Value mapped(const Value& call, unsigned depth) const;
    std::string filled_in(std::string_view name, std::string_view attribute) const;
    bool spell(const Value&, std::string& out, unsigned depth) const;
    bool spell_substitution(std::string_view text, const Value* own, std::string& out, unsigned depth) const;

    const Template* tree_;
    const Names* names_;
    const Deployment* deployment_;
};

/// Equal in meaning. Both come from `meaning()`.
bool same(const Value&, const Value&);
/// Nothing, an empty list and a missing value are the same to every service.
bool is_absent(const Value*);

/// The string as a template would write it: `${Orders.Arn}`.
std::string shown(std::string_view text);
inline std::string shown(const std::string& text) { return shown(std::string_view(text)); }
/// On one line and short: `5`, `"ALL"`, `${Orders.Arn}`, `[a, b]`, `{…}`.
std::string shown(const Value&);
/// The complete value, as JSON with placeholders: equal strings are equal values.
std::string shown_whole(const Value&);

/// Calls for each placeholder in the strings of a value: the name, and the attribute if there is one.
void each_filled_in(const Value&, const std::function<void(std::string_view name, std::string_view attribute)>&);

}  // namespace bobgen::diff

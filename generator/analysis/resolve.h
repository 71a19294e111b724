/// The values of a template after deployment, as far as the template alone defines them: parameters have their
/// defaults, mappings are looked up, conditions are evaluated, `Fn::If` takes its branch, and `AWS::NoValue` removes
/// its property.
///
/// What cannot be known (a resource's attribute, an import, a dynamic reference) stays a call, and no check may report
/// it.
#pragma once

#include <algorithm>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "generator/template.h"

namespace bobgen {

/// How many entries of a section are searched for a name: all, up to ten times CloudFormation's quota of parameters and
/// of mappings. CloudFormation rejects a larger template anyway; here only the time must stay bounded.
template <class Entry>
std::span<const Entry> searched(const std::vector<Entry>& entries) {
    constexpr std::size_t most = 2'000;
    return {entries.data(), std::min(entries.size(), most)};
}

/// A parameter without a default, and the value that one deployment gives it. Nothing: a value other than all those
/// that the conditions compare.
struct Assumption {
    std::string_view parameter;
    std::optional<std::string> value;
    std::span<const std::string> others;  ///< the other values that are tried
};

/// One way in which a template can be deployed. Refers to the template, which must outlive it.
class Deployment {
public:
    explicit Deployment(const Template& from, std::vector<Assumption> assumptions = {}, bool use_defaults = true)
        : template_(&from), assumptions_(std::move(assumptions)), use_defaults_(use_defaults) {}

    /// The value with every intrinsic evaluated that can be. Places are kept: a parameter's value has the place of the
    /// reference to it. A value that is removed entirely is returned as the reference to `AWS::NoValue`.
    Value resolved(const Value&) const;

    /// Nothing when it depends on what only AWS knows, or is not a condition of this template.
    std::optional<bool> condition(std::string_view name) const;

    const std::vector<Assumption>& assumptions() const { return assumptions_; }

private:
    std::optional<bool> judged(const Value& expression, unsigned depth) const;
    std::optional<bool> named(std::string_view condition, unsigned depth) const;
    std::optional<bool> equal(const Value& left, const Value& right, unsigned depth) const;
    std::optional<Value> parameter(std::string_view name) const;
    Value resolved(const Value&, unsigned depth) const;
    Value worked_out(const Value& call, unsigned depth) const;
    Value looked_up(const Value& find_in_map, unsigned depth) const;

    const Template* template_;
    std::vector<Assumption> assumptions_;
    bool use_defaults_;
    /// Each condition is evaluated once: conditions that share others would otherwise take unbounded time. While a
    /// condition is being evaluated, it is unknown to itself, which ends a cycle.
    mutable std::vector<std::pair<std::string_view, std::optional<bool>>> judged_;
};

/// The deployments that the conditions and mappings of a template distinguish. One, when every parameter that a
/// condition reads, or that selects from a mapping, has a default; otherwise one for each combination of the compared
/// values, so that two properties that depend on the same parameter are checked together. Beyond `most` combinations,
/// the remaining parameters stay unknown.
class Deployments {
public:
    enum class Defaults : unsigned char { used, ignored };

    explicit Deployments(const Template&, Defaults = Defaults::used, std::size_t most = 64);
    Deployments(const Deployments&) = delete;
    Deployments& operator=(const Deployments&) = delete;

    const std::vector<Deployment>& all() const { return deployments_; }

private:
    struct Choice {
        std::string_view parameter;
        std::vector<std::string> values;
        bool open;  ///< other values are possible
    };
    std::vector<Choice> choices_;
    std::vector<Deployment> deployments_;
};

/// The value with the parameters' defaults.
Value resolved(const Value&, const Template&);

/// Every function call in a value, outer ones first.
void each_call(const Value&, Intrinsic, const std::function<void(const Value&)>& visit);

/// Whether anything in it is a call, and so needs resolving.
bool has_calls(const Value&);

/// `{Ref: AWS::NoValue}`
bool is_no_value(const Value&);

/// Only AWS knows the value: a call that could not be evaluated, a function that bob does not know, or a string with a
/// dynamic reference
/// (`{{resolve:ssm:…}}`).
bool is_unknown(const Value&);

/// The value as CloudFormation reads it for an Integer: 5, 5.0 or "5".
std::optional<std::int64_t> integer_in(const Value&);
/// The value as CloudFormation reads it for a Boolean: true or "true".
std::optional<bool> boolean_in(const Value&);
/// The value as CloudFormation reads it for a String: numbers and booleans are written out.
std::optional<std::string> text_in(const Value&);

}  // namespace bobgen

#include "generator/check/template/parameters.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <regex>
#include <unordered_set>

#include "generator/analysis/macros.h"
#include "generator/analysis/reading.h"
#include "generator/analysis/resolve.h"
#include "generator/analysis/yields.h"
#include "generator/nearest.h"
#include "generator/rules/intrinsics.h"

namespace bobgen {

namespace {

/// "Supported parameter types", CloudFormation User Guide. The types of AWS resources can also be used in `List<…>`.
constexpr std::string_view plain_types[] = {"String",       "Number",       "CommaDelimitedList",
                                            "List<String>", "List<Number>", "AWS::SSM::Parameter::Name"};
constexpr std::string_view resource_types[] = {"AWS::EC2::AvailabilityZone::Name",
                                               "AWS::EC2::Image::Id",
                                               "AWS::EC2::Instance::Id",
                                               "AWS::EC2::KeyPair::KeyName",
                                               "AWS::EC2::SecurityGroup::Id",
                                               "AWS::EC2::SecurityGroup::GroupName",
                                               "AWS::EC2::Subnet::Id",
                                               "AWS::EC2::VPC::Id",
                                               "AWS::EC2::Volume::Id",
                                               "AWS::Route53::HostedZone::Id"};
constexpr std::string_view stored = "AWS::SSM::Parameter::Value<";

bool is_type(std::string_view type) {
    const auto is_one_of = [&](const auto& all) {
        return std::find(std::begin(all), std::end(all), type) != std::end(all);
    };
    if (is_one_of(plain_types)) return true;
    if (type.starts_with(stored) && type.ends_with('>')) {
        type.remove_prefix(stored.size());
        type.remove_suffix(1);
        if (type == "String" || type == "List<String>" || type == "CommaDelimitedList") return true;
    }
    if (type.starts_with("List<") && type.ends_with('>')) {
        type.remove_prefix(5);
        type.remove_suffix(1);
    }
    return is_one_of(resource_types);
}

std::optional<double> number_in(std::string_view text) {
    double number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size() || text.empty()) return {};
    return number;
}

/// CloudFormation's patterns are Java's, and std::regex backtracks through every way to match. So a pattern is only
/// tried when it means the same in both, and has few ways to match.
class Matcher {
public:
    /// Whether the whole string matches; nothing when the pattern is not tried.
    std::optional<bool> operator()(const std::string& text, const std::string& pattern) {
        constexpr std::size_t longest_text = 64, longest_pattern = 256;
        constexpr unsigned most_doublings = 18;
        if (text.size() > longest_text || pattern.size() > longest_pattern) return {};
        const auto doublings = ways(pattern);
        if (!doublings || *doublings > most_doublings) return {};
        const std::size_t cost = std::size_t{1} << *doublings;
        if (cost > left_) return {};
        left_ -= cost;
        try {
            return std::regex_match(text, std::regex(pattern, std::regex::ECMAScript));
        } catch (const std::regex_error&) {
            return {};
        }
    }

private:
    /// How often the ways to match double, at most; nothing for what Java reads differently, and for repeated groups.
    static std::optional<unsigned> ways(std::string_view pattern) {
        constexpr unsigned any_number = 6;  // as many as the longest string has characters
        unsigned doublings = 0;
        for (std::size_t i = 0; i < pattern.size(); ++i) {
            const char here = pattern[i], next = i + 1 < pattern.size() ? pattern[i + 1] : '\0';
            const bool is_repeated = next == '*' || next == '+' || next == '{' || next == '?';
            switch (here) {
                case '\\':
                    // Java's classes, quotations and back references.
                    if (std::string_view("pPQEGAZzbBkhHvVRX123456789").find(next) != std::string_view::npos) return {};
                    ++i;
                    break;
                case '(':
                    if (next == '?') return {};
                    break;
                case ')':
                    if (is_repeated) return {};
                    break;
                case '&':
                    if (next == '&') return {};
                    break;
                case '*':
                case '+':
                    if (next == '+' || next == '*') return {};
                    doublings += any_number;
                    break;
                case '?':
                case '|':
                    ++doublings;
                    break;
                case '{': {
                    // `{3}` has one way, `{1,3}` has three.
                    const std::size_t comma = pattern.find_first_of(",}", i);
                    if (comma != std::string_view::npos && pattern[comma] == ',')
                        doublings += comma + 2 < pattern.size() && pattern[comma + 2] == '}' ? 3 : any_number;
                    break;
                }
                default:
                    break;
            }
        }
        return doublings;
    }

    std::size_t left_ = std::size_t{1} << 22;  ///< of steps, for all parameters together
};

class ParameterCheck {
public:
    ParameterCheck(const Facts& facts, Report& report) : in_(facts.tree), report_(report) {}

    void run() {
        for (const TemplateParameter& one : in_.parameters)
            if (!one.name.starts_with("Fn::") && one.body.is_map()) check(one);
        if (is_read_as_deployed()) check_used();
    }

private:
    void check(const TemplateParameter& parameter) {
        const Value* type = parameter.body.find("Type");
        if (!type || !type->is_text()) return;
        if (!is_type(type->text())) {
            Nearest near(type->text());
            for (const std::string_view one : plain_types) near.offer(one);
            for (const std::string_view one : resource_types) near.offer(one);
            report_.add({.rule = &rules::unknown_parameter_type,
                         .message = fmt::format("parameter `{:.80}` is of the type `{:.80}`, which CloudFormation does "
                                                "not have",
                                                parameter.name, type->text()),
                         .primary = {place_of(type, parameter.place), {}},
                         .fix = near.best().empty() ? "use `String`, `Number` or `CommaDelimitedList`"
                                                    : fmt::format("did you mean `{}`?", near.best())});
            return;
        }
        check_constraints(parameter);
        const Value* given = parameter.body.find("Default");
        // The default of an SSM parameter type is the name of the stored parameter.
        if (!given || type->text().starts_with("AWS::SSM::")) return;
        const Place place = place_of(given, parameter.place);
        const auto text = given->is_call() ? std::nullopt : text_in(*given);
        if (!text)
            return refuse(parameter, place, "is not a plain string",
                          "write the value itself; functions do not work here");
        if (is_unknown(*given)) return;
        if (yield_of(parameter) == Yield::list) {
            std::string_view rest = *text;
            for (bool more = !rest.empty(); more;) {
                const std::size_t comma = rest.find(',');
                std::string_view one = rest.substr(0, comma);
                while (one.starts_with(' ')) one.remove_prefix(1);
                while (one.ends_with(' ')) one.remove_suffix(1);
                if (!check_value(parameter, type->text(), std::string(one), *text, place)) return;
                more = comma != rest.npos;
                if (more) rest.remove_prefix(comma + 1);
            }
            return;
        }
        check_value(parameter, type->text(), *text, *text, place);
    }

    void check_constraints(const TemplateParameter& parameter) {
        const auto malformed = [&](std::string_view name, std::string_view what, std::string fix) {
            report_.add({.rule = &rules::malformed_parameter,
                         .message = fmt::format("`{}` of parameter `{:.80}` {}", name, parameter.name, what),
                         .primary = {place_of(parameter.body.find(name), parameter.place), {}},
                         .fix = std::move(fix)});
        };
        // A value that is nothing to CloudFormation hides nothing when somebody makes it deploy.
        if (const Value* hides = parameter.body.find("NoEcho");
            hides && !boolean_in(*hides) && (hides->is_call() || !is_unknown(*hides)))
            malformed("NoEcho", "is not a boolean", "write `true` or `false`");
        if (const Value* allowed = parameter.body.find("AllowedValues")) {
            const bool is_list =
                allowed->is_list() && std::all_of(allowed->list().begin(), allowed->list().end(),
                                                  [](const Value& one) { return text_in(one).has_value(); });
            if (!is_list)
                malformed("AllowedValues", "is not a list of strings", "write a list; functions do not work here");
        }
        for (const std::string_view name : {"MinLength", "MaxLength", "MinValue", "MaxValue"}) {
            const Value* found = parameter.body.find(name);
            const auto text = found && !found->is_call() ? text_in(*found) : std::nullopt;
            if (found && !(text && number_in(*text))) malformed(name, "is not a number", "write a number");
        }
    }

    /// False when something was reported. `whole` is the default that the string is an element of.
    bool check_value(const TemplateParameter& parameter, std::string_view type, const std::string& text,
                     const std::string& whole, Place place) {
        const auto refused = [&](const std::string& what, std::string fix) {
            refuse(parameter, place, what, std::move(fix));
            return false;
        };
        const Value& body = parameter.body;
        if (const Value* allowed = body.find("AllowedValues"); allowed && allowed->is_list()) {
            const List& values = allowed->list();
            const bool known = std::any_of(values.begin(), values.end(), [&](const Value& one) {
                const auto allows = text_in(one);
                return is_unknown(one) || allows == text || allows == whole;
            });
            if (!known) {
                Nearest near(text);
                for (const Value& one : values)
                    if (one.is_text()) near.offer(one.text());
                return refused("is not one of its `AllowedValues`",
                               near.best().empty() ? "choose one of them, or add it"
                                                   : fmt::format("did you mean `{}`?", near.best()));
            }
        }
        const auto limit = [&](std::string_view name) -> std::optional<double> {
            const Value* found = body.find(name);
            const auto written = found && !found->is_call() ? text_in(*found) : std::nullopt;
            return written ? number_in(*written) : std::nullopt;
        };
        if (type == "Number" || type == "List<Number>") {
            const auto number = number_in(text);
            if (!number) return refused("is not a number", "write a number");
            if (const auto least = limit("MinValue"); least && *number < *least)
                return refused("is less than its `MinValue`", fmt::format("write at least {:g}", *least));
            if (const auto most = limit("MaxValue"); most && *number > *most)
                return refused("is more than its `MaxValue`", fmt::format("write at most {:g}", *most));
            return true;
        }
        if (type != "String" && type != "CommaDelimitedList") return true;
        if (type == "String") {
            if (const auto least = limit("MinLength"); least && static_cast<double>(text.size()) < *least)
                return refused("is shorter than its `MinLength`",
                               fmt::format("write at least {:g} characters", *least));
            if (const auto most = limit("MaxLength"); most && static_cast<double>(characters(text)) > *most)
                return refused("is longer than its `MaxLength`", fmt::format("write at most {:g} characters", *most));
        }
        const auto pattern = text_of(body.find("AllowedPattern"));
        if (pattern && matches_(text, std::string(*pattern)) == false)
            return refused("does not match its `AllowedPattern`", "write one that matches, or correct the pattern");
        return true;
    }

    static std::size_t characters(std::string_view text) {
        return static_cast<std::size_t>(
            std::count_if(text.begin(), text.end(), [](char one) { return (one & 0xC0) != 0x80; }));
    }

    void refuse(const TemplateParameter& parameter, Place place, std::string_view what, std::string fix) {
        report_.add({.rule = &rules::default_not_allowed,
                     .message = fmt::format("the default of parameter `{:.80}` {}", parameter.name, what),
                     .primary = {place, {}},
                     .fix = std::move(fix)});
    }

    /// The use of a parameter may be invisible: in what a macro adds, in a policy that is a function, in the variables
    /// of a serverless.yml. A stack's parameter may be there for its other outputs.
    bool is_read_as_deployed() const {
        const std::string_view file = in_.place.file;
        const bool is_source = file.ends_with(".cpp") || file.ends_with(".h");
        const bool is_framework = std::any_of(in_.resources.begin(), in_.resources.end(),
                                              [](const TemplateResource& one) { return one.made_by_serverless; });
        return in_.place.known() && !is_source && !is_framework && in_.transform.is_null() &&
               in_.other_sections.is_null();
    }

    void check_used() {
        if (in_.parameters.empty()) return;
        std::unordered_set<std::string_view> used;
        bool has_transform = false;
        const auto look = [&](const Value& value) {
            each_mention(value, {}, [&](const Mention& one) { used.insert(one.name); });
            has_transform = has_transform || brings_more(value);
        };
        for (const TemplateCondition& one : in_.conditions) look(one.expression);
        for (const TemplateResource& one : in_.resources)
            for (const Value* part :
                 {&one.properties, &one.metadata, &one.policies, &one.update_policy, &one.creation_policy})
                look(*part);
        for (const TemplateOutput& one : in_.outputs) look(one.body);
        look(in_.rules);
        look(in_.metadata);
        if (has_transform || !in_.rules.is_null()) return;
        for (const TemplateParameter& one : in_.parameters) {
            if (used.contains(one.name)) continue;
            report_.add({.rule = &rules::unused_parameter,
                         .message = fmt::format("nothing uses parameter `{:.80}`", one.name),
                         .primary = {one.place, {}},
                         .fix = "remove it, or add the reference that it was meant for"});
        }
    }

    static bool brings_more(const Value& value) {
        if (value.is_call()) return value.is_call(Intrinsic::transform) || brings_more(value.argument());
        if (value.is_list()) return std::any_of(value.list().begin(), value.list().end(), brings_more);
        return value.is_map() && std::any_of(value.map().begin(), value.map().end(), [](const Member& one) {
                   return one.name.starts_with("Fn::") || brings_more(one.value);
               });
    }

    const Template& in_;
    Matcher matches_;
    Report& report_;
};

}  // namespace

void check_parameters(const Facts& facts, Report& report) { ParameterCheck(facts, report).run(); }

}  // namespace bobgen

/// What a contract says of a C++ type: `type<Offer>`, with the rules that stand beside the struct (bob/rules.h).
#pragma once

#include <array>
#include <limits>
#include <string>
#include <vector>

#include "bob/containers.h"
#include "bob/enumerators.h"
#include "bob/fields.h"
#include "bob/operation.h"
#include "bob/rules.h"

namespace bob {

class Value;

namespace detail {

/// The name of a type as the compiler writes it: `scheduler::Offer`.
template <class T>
consteval std::string_view type_name() {
    return template_argument(__PRETTY_FUNCTION__, "T = ");
}
/// Without its namespaces, and with the arguments of a template: `PageOf<scheduler::Meeting>`.
consteval std::string_view short_name(std::string_view name) {
    const std::string_view before_arguments = name.substr(0, name.find('<'));
    const std::size_t colon = before_arguments.rfind("::");
    return colon == std::string_view::npos ? name : name.substr(colon + 2);
}

template <class T>
consteval Schema make_schema();
}  // namespace detail

/// Its type and rules, as data. Specialise it for a type with a `Codec` of its own.
template <class T>
inline constexpr Schema schema = detail::make_schema<T>();

namespace detail {

template <class T, class... Members>
consteval auto make_members(FieldTypeList<Members...>) {
    std::size_t at = 0;
    std::array<SchemaMember, sizeof...(Members)> made{SchemaMember{
        .name = bob::field_names<T>[at++], .schema = &schema<BareType<Members>>, .optional = is_optional<Members>}...};
    const auto apply_rule = [](Constraints& into, const auto& rule) {
        if constexpr (requires { rule.describe(into); }) rule.describe(into);
    };
    const auto apply_member = [&](const auto& rule) {
        if constexpr (requires { rule.rules.rules; }) {
            for (SchemaMember& member : made) {
                if (member.name != rule.member) continue;
                std::apply(
                    [&](const auto&... each) {
                        const auto apply_one = [&](const auto& one) {
                            if constexpr (requires { one.rules.rules; })
                                std::apply([&](const auto&... inner) { (apply_rule(member.elements, inner), ...); },
                                           one.rules.rules);
                            else
                                apply_rule(member.constraints, one);
                        };
                        (apply_one(each), ...);
                    },
                    rule.rules.rules);
            }
        }
    };
    std::apply([&](const auto&... rule) { (apply_member(rule), ...); }, field_rules<T>.rules);
    return made;
}
template <class T>
inline constexpr auto schema_members = make_members<T>(TypesOfFields<T>{});

template <class T>
consteval Schema make_schema() {
    using Form = Schema::Form;
    Schema made;
    if constexpr (std::is_same_v<T, Value>) {
        made.form = Form::anything;
    } else if constexpr (std::is_same_v<T, std::string>) {
        made.form = Form::text;
    } else if constexpr (std::is_same_v<T, Timestamp>) {
        made.form = Form::text;
        made.format = "date-time";
    } else if constexpr (std::is_same_v<T, EpochSeconds>) {
        made.form = Form::whole;
        made.format = "int64";
        made.description = "Seconds since 1970, in UTC.";
    } else if constexpr (std::is_same_v<T, Number>) {
        made.form = Form::number;
    } else if constexpr (std::is_same_v<T, std::vector<std::byte>>) {
        made.form = Form::text;
        made.format = "byte";
    } else if constexpr (std::is_same_v<T, bool>) {
        made.form = Form::boolean;
    } else if constexpr (std::is_integral_v<T>) {
        made.form = Form::whole;
        made.minimum = static_cast<std::int64_t>(std::numeric_limits<T>::min());
        if constexpr (sizeof(T) < 8) {
            made.maximum = static_cast<std::int64_t>(std::numeric_limits<T>::max());
            if constexpr (sizeof(T) == 4 && std::is_signed_v<T>) made.format = "int32";
        } else {
            if constexpr (std::is_signed_v<T>) made.minimum = {};
            made.format = "int64";
        }
    } else if constexpr (std::is_floating_point_v<T>) {
        made.form = Form::number;
        made.format = sizeof(T) == 4 ? "float" : "double";
    } else if constexpr (std::is_enum_v<T>) {
        made.form = Form::choice;
        made.name = short_name(type_name<T>());
        made.full_name = type_name<T>();
        made.choices = enumerators<T>.data();
        made.choice_count = count_enumerators<T>();
    } else if constexpr (is_list<T>) {
        made.form = Form::list;
        made.element = &schema<typename T::value_type>;
    } else if constexpr (is_set<T>) {
        made.form = Form::set;
        made.element = &schema<typename T::value_type>;
    } else if constexpr (is_map<T>) {
        made.form = Form::map;
        made.element = &schema<typename T::mapped_type>;
    } else {
        static_assert(Reflected<T>, "specialise bob::schema for a type of a contract that has a Codec of its own");
        made.form = Form::object;
        made.name = short_name(type_name<T>());
        made.full_name = type_name<T>();
        made.members = schema_members<T>.data();
        made.member_count = schema_members<T>.size();
    }
    return made;
}

}  // namespace detail

namespace detail {
inline constexpr Schema any_schema{};
}  // namespace detail

/// Any JSON value, where the contract is somebody else's. The handler reads it into a type of its own.
inline constexpr ContractType anything{&detail::any_schema};

/// A type of a contract: `.body = type<Offer>`.
template <class T>
inline constexpr ContractType type{&schema<T>};

}  // namespace bob

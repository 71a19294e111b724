/// A value that is known only to the stage or to CloudFormation: a name, an ARN, a parameter, a secret, a text with
/// placeholders.
#pragma once

#include <bit>
#include <utility>

#include "bob/kind.h"
#include "bob/list.h"
#include "bob/setting.h"

namespace bob {

/// `Ref` or `Fn::GetAtt` of something declared, `Fn::Sub` of a text, or a value kept elsewhere. Created by the
/// functions below.
struct Reference {
    enum class Form : unsigned char { ref, attribute, sub, import, stack_output, ssm };
    Form form = Form::ref;
    Kind kind = Kind::resource;
    std::string_view target;
    const char* attribute = nullptr;
    /// Has the target, where that is made before `main` and may not be there yet.
    const Text* named = nullptr;
};

template <class T>
concept Declared = requires(const T& declaration) {
    { T::kind } -> std::convertible_to<Kind>;
    declaration.name.text;
};

namespace detail {
/// A text that may be gone when the template is written; `runtime()` in stage.h keeps its characters.
template <class T>
concept OwnedText = requires(const T& text) { text.c_str(); };
template <Declared T>
constexpr Reference reference(Reference::Form form, const T& declaration, const char* attribute = nullptr) {
    // A declaration of a type in `bob::aws` is no constant, but its address is.
    if constexpr (requires { T::aws; })
        if (std::is_constant_evaluated() || declaration.name.empty())
            return {form, T::kind, {}, attribute, &declaration.name};
    return {form, T::kind, declaration.name.text, attribute};
}
/// The type of a declared thing in CloudFormation's words; empty when it is no resource.
template <Declared T>
constexpr std::string_view type_of() {
    if constexpr (requires { T::aws; })
        return T::aws.name;
    else
        return info(T::kind).type;
}
}  // namespace detail

/// `Ref`: the name or id of something declared in the stack (AWS's page of the resource type says which).
template <Declared T>
constexpr Reference ref(const T& declaration) {
    return detail::reference(Reference::Form::ref, declaration);
}
/// `Ref` of a logical id, a parameter, or a pseudo parameter such as `AWS::Region`.
constexpr Reference ref(std::string_view logical_id) {
    return {Reference::Form::ref, Kind::resource, logical_id, nullptr};
}
constexpr Reference ref(RuntimeText logical_id) { return ref(logical_id.text); }
Reference ref(const detail::OwnedText auto&) = delete;  // write ref(runtime(…))

/// `Fn::GetAtt`, with AWS's name of the attribute.
template <Declared T>
constexpr Reference attribute(const T& declaration, const char* name) {
    return detail::reference(Reference::Form::attribute, declaration, name);
}
constexpr Reference attribute(std::string_view logical_id, const char* name) {
    return {Reference::Form::attribute, Kind::resource, logical_id, name};
}
constexpr Reference attribute(RuntimeText logical_id, const char* name) { return attribute(logical_id.text, name); }
Reference attribute(const detail::OwnedText auto&, const char*) = delete;  // write attribute(runtime(…), …)

/// The ARN of something declared in the stack.
template <Declared T>
constexpr Reference arn(const T& declaration) {
    if constexpr (requires { T::aws; }) {
        static_assert(T::aws.arn, "CloudFormation gives no ARN of this resource type: write it with `sub`");
        if (*T::aws.arn == 0) return ref(declaration);
        return attribute(declaration, T::aws.arn);
    }
    // For a topic `Ref` is the ARN; the generator knows the form that each kind needs.
    return attribute(declaration, "Arn");
}

/// `Fn::Sub`: a text with `${LogicalId}`, `${LogicalId.Attribute}` or `${AWS::Region}` in it; `${!x}` is a plain
/// `${x}`.
constexpr Reference sub(std::string_view text) { return {Reference::Form::sub, Kind::resource, text, nullptr}; }
constexpr Reference sub(RuntimeText text) { return sub(text.text); }
Reference sub(const detail::OwnedText auto&) = delete;  // write sub(runtime(…))

/// `Fn::ImportValue` of what another stack exports.
constexpr Reference import_value(std::string_view export_name) {
    return {Reference::Form::import, Kind::resource, export_name, nullptr};
}
/// The same, of a name with the stage in it: `import_value(runtime("shop-" + stage + "-api"))`.
constexpr Reference import_value(RuntimeText export_name) { return import_value(export_name.text); }
Reference import_value(const detail::OwnedText auto&) = delete;  // write import_value(runtime(…))

/// `Fn::GetStackOutput`: an output of another stack of the account and Region, which needs no export. CloudFormation
/// reads it when this stack is created and updated, so the other stack can still change it.
constexpr Reference stack_output(std::string_view stack_name, const char* output_name) {
    return {Reference::Form::stack_output, Kind::resource, stack_name, output_name};
}
constexpr Reference stack_output(RuntimeText stack_name, const char* output_name) {
    return stack_output(stack_name.text, output_name);
}
Reference stack_output(const detail::OwnedText auto&, const char*) = delete;  // write stack_output(runtime(…), …)

/// `{{resolve:ssm:…}}`: a parameter of the Parameter Store that is no secret, read when the stack is deployed. A
/// version may follow: `"/shop/api-id:3"`.
constexpr Reference ssm_parameter(std::string_view name) {
    return {Reference::Form::ssm, Kind::resource, name, nullptr};
}
constexpr Reference ssm_parameter(RuntimeText name) { return ssm_parameter(name.text); }
Reference ssm_parameter(const detail::OwnedText auto&) = delete;  // write ssm_parameter(runtime(…))

struct Parameter;

/// A literal, a number, or anything above, with its place.
struct Expression {
    enum class Form : unsigned char { none, text, integer, real, boolean, config, secret, reference };
    Form form = Form::none;
    Reference::Form reference = Reference::Form::ref;
    Kind kind = Kind::resource;
    const char* attribute = nullptr;
    std::string_view text;        ///< the literal, the path in the configuration, or the target of the reference
    std::int64_t number = 0;      ///< the bits of a real one; of a configured one, whether it is real
    const Text* named = nullptr;  ///< of the reference
    Place place;

    constexpr Expression() noexcept {}
    constexpr Expression(const char* literal, std::source_location at = std::source_location::current()) noexcept
        : form(Form::text), text(literal), place(at) {}
    constexpr Expression(RuntimeText made, std::source_location at = std::source_location::current()) noexcept
        : form(Form::text), text(made.text), place(at) {}
    constexpr Expression(std::same_as<bool> auto value, std::source_location = {}) noexcept
        : form(Form::boolean), number(value) {}
    template <std::integral T>
        requires(!std::same_as<T, bool> && !std::same_as<T, char>)
    constexpr Expression(T value, std::source_location at = std::source_location::current()) noexcept
        : form(std::in_range<std::int64_t>(value) ? Form::integer : Form::real),
          number(std::in_range<std::int64_t>(value) ? static_cast<std::int64_t>(value)
                                                    : std::bit_cast<std::int64_t>(static_cast<double>(value))),
          place(at) {}
    template <std::floating_point T>
    constexpr Expression(T value, std::source_location at = std::source_location::current()) noexcept
        : form(Form::real), number(std::bit_cast<std::int64_t>(static_cast<double>(value))), place(at) {}
    template <class T>
    constexpr Expression(Config<T> from, std::source_location at = std::source_location::current()) noexcept
        : form(Form::config), text(from.path.text), number(std::floating_point<T>), place(at) {}
    constexpr Expression(Secret from, std::source_location at = std::source_location::current()) noexcept
        : form(Form::secret), text(from.path.text), place(at) {}
    constexpr Expression(Reference to, std::source_location at = std::source_location::current()) noexcept
        : form(Form::reference),
          reference(to.form),
          kind(to.kind),
          attribute(to.attribute),
          text(to.target),
          named(to.named),
          place(at) {}

    constexpr explicit operator bool() const { return form != Form::none; }
    /// Of a reference: what it is declared as.
    constexpr std::string_view target() const { return named ? named->text : text; }
};

/// A text, a number or a value of the stage's configuration: what is known before the stack is deployed.
struct StageValue : Expression {
    using Expression::Expression;
    StageValue(Reference) = delete;  // CloudFormation resolves it, and what this is for stands outside of the template
    StageValue(Secret) = delete;     // everybody could read it
};

/// Points at another declaration of the stack by kind and name, as `.authorizer = sign_in` does.
template <Kind... Kinds>
struct Link {
    Kind kind = Kind::resource;
    std::string_view name;
    Place place;

    constexpr Link() noexcept {}
    template <Declared T>
        requires((T::kind == Kinds) || ...)
    constexpr Link(const T& to, std::source_location at = std::source_location::current()) noexcept
        : kind(T::kind), name(to.name.text), place(at) {}

    constexpr explicit operator bool() const { return !name.empty(); }
};

template <Kind... Kinds>
constexpr Reference ref(const Link<Kinds...>& to) {
    return {Reference::Form::ref, to.kind, to.name};
}
template <Kind... Kinds>
constexpr Reference attribute(const Link<Kinds...>& to, const char* name) {
    return {Reference::Form::attribute, to.kind, to.name, name};
}

}  // namespace bob

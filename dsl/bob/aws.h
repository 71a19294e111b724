/// Every resource type of CloudFormation as a C++ type: `#include <bob/aws/stepfunctions.h>`, then
///
///     inline const bob::aws::stepfunctions::StateMachine orders{
///         .name = "Orders",
///         .DefinitionString = "…",
///         .RoleArn = role,
///     };
///
/// The headers of the services are made from AWS's resource specification when bob is built. Members that begin with a
/// capital are AWS's properties in AWS's spelling (CloudFormation template reference); the others are what every
/// resource has. This header has what such members take. Each of them also takes what only the deployment knows: `ref`,
/// `attribute`, `get_att`, `arn`, `sub`, `import_value`, a `Parameter`, a `Config`, a `Secret`, and
/// `Object{{"Fn::If", …}}`.
#pragma once

#include "bob/grant.h"
#include "bob/raw.h"

// Resource types have up to 100 properties, most of which a declaration leaves out. To give each of them a default
// would make half of what the headers cost.
#ifdef __clang__
#pragma GCC diagnostic ignored "-Wmissing-designated-field-initializers"
#else
#pragma GCC diagnostic ignored "-Wmissing-field-initializers"
#endif

namespace bob::aws {

/// What a resource type is, of texts that have `|` between their words.
struct Type {
    const char* name;        ///< "AWS::SQS::Queue"
    const char* properties;  ///< in the order of the members
    const char* attributes;  ///< what `Fn::GetAtt` takes; `Outputs.` stands for all that is in it
    const char* arn;         ///< the attribute with the ARN; empty when it is what `Ref` gives, null when there is none
};

/// What stands where a required property is missing. The function that returns it makes the compiler say so.
struct Missing {};

/// What only the deployment or the stage knows, and so any property takes.
template <class T>
concept Deployed = std::same_as<T, Reference> || std::same_as<T, Expression> || std::same_as<T, Parameter> ||
                   std::same_as<T, RuntimeText> || std::same_as<T, Object> || std::same_as<T, Secret> ||
                   requires(const T& value) { Config{value}.path; };

/// The value of a property, or nothing. All members are of this size, and hold nothing else: so one function can read
/// the members of every type.
struct Given {
    const Property* value = nullptr;  ///< lives as long as the program
    const char* literal = nullptr;    ///< of a text, which needs no `value`
    Place place;

    constexpr Given() noexcept {}
    constexpr Given(Missing) noexcept {}
    template <Deployed T>
    Given(const T& from, std::source_location at = std::source_location::current());

    constexpr explicit operator bool() const { return value || literal; }

protected:
    constexpr Given(const char* literal, Place at) noexcept : literal(literal), place(at) {}
    Given(const Property* value, Place at) noexcept : value(value), place(at) {}
};

namespace detail {
// Handlers that see a declaration are linked without it: there these do nothing (runtime/source/declarations.cpp).
const Property* keep(const Expression&);
const Property* keep(const Object&);
const Property* keep(const Array&);
/// The members of a nested type: as many as there are names, with `|` between them.
const Property* keep_members(const char* names, const void* first);
Property* keep_list();
Property* keep_map();
/// GCC 12 gives each element that is converted from a literal the place of the whole list, which is the end of the
/// declaration. Such a place is dropped.
void append(Property* list, const Given& element, Place of_list);
void append(Property* map, const bob::Text& name, const Given& element);
}  // namespace detail

template <Deployed T>
Given::Given(const T& from, std::source_location at) : place(at) {
    if constexpr (std::same_as<T, Expression>) place = from.place;
    if constexpr (std::same_as<T, Object> || std::same_as<T, Expression>)
        value = detail::keep(from);
    else if constexpr (std::same_as<T, Parameter>)
        value = detail::keep(Expression(ref(from), at));
    else
        value = detail::keep(Expression(from, at));
}

struct Text : Given {
    using Given::Given;
    consteval Text(const char* literal, std::source_location at = std::source_location::current()) noexcept
        : Given(literal, at) {}
};

struct Integer : Given {
    using Given::Given;
    template <std::integral T>
        requires(!std::same_as<T, bool> && !std::same_as<T, char>)
    Integer(T number, std::source_location at = std::source_location::current())
        : Given(detail::keep(Expression(number, at)), at) {}
};

struct Number : Given {
    using Given::Given;
    template <class T>
        requires(std::is_arithmetic_v<T> && !std::same_as<T, bool> && !std::same_as<T, char>)
    Number(T number, std::source_location at = std::source_location::current())
        : Given(detail::keep(Expression(number, at)), at) {}
};

struct Boolean : Given {
    using Given::Given;
    Boolean(std::same_as<bool> auto value, std::source_location = {})
        : Given(detail::keep(Expression(value)), Place()) {}
};

/// A document of any form: `Object{…}`, `Array{…}`, or its text.
struct Json : Given {
    using Given::Given;
    consteval Json(const char* literal, std::source_location at = std::source_location::current()) noexcept
        : Given(literal, at) {}
    Json(const Array& from, std::source_location at = std::source_location::current())
        : Given(detail::keep(from), at) {}
};

/// For the few properties that take values of several types.
struct Any : Given {
    using Given::Given;
    consteval Any(const char* literal, std::source_location at = std::source_location::current()) noexcept
        : Given(literal, at) {}
    template <class T>
        requires(std::is_arithmetic_v<T> && !std::same_as<T, char>)
    Any(T number, std::source_location at = std::source_location::current())
        : Given(detail::keep(Expression(number, at)), place_unless_bool<T>(at)) {}
    Any(const Array& from, std::source_location at = std::source_location::current()) : Given(detail::keep(from), at) {}
    template <class T>
        requires requires { T::aws_names; }
    Any(const T& members) : Given(detail::keep_members(T::aws_names, &members), Place()) {}
};

/// A type nested in a resource type: `{{.Level = "ALL"}}`, or with its name, `StateMachineLoggingConfiguration{…}`.
template <class T>
struct Nested : Given {
    using Given::Given;
    // Its place is that of its first member: GCC 12 has none for what is written in braces.
    Nested(const T& members) : Given(detail::keep_members(T::aws_names, &members), Place()) {}
};

template <class T>
struct List : Given {
    using Given::Given;
    List(std::initializer_list<T> elements, std::source_location at = std::source_location::current()) {
        Property* list = detail::keep_list();
        for (const T& one : elements) detail::append(list, one, at);
        value = list;
    }
    /// Made at run time. An empty one is an empty list, where `{}` would be no list.
    template <std::same_as<std::vector<T>> V>
    List(const V& elements) {
        Property* list = detail::keep_list();
        for (const T& one : elements) detail::append(list, one, Place());
        value = list;
    }
};

/// `{{.Key = "a"}, {.Key = "b"}}`; with an intrinsic function among them, each has its name: `{Tag{…}, ref(…)}`.
template <class T>
struct List<Nested<T>> : Given {
    using Given::Given;
    List(std::initializer_list<T> elements) {
        Property* list = detail::keep_list();
        for (const T& one : elements) detail::append(list, Nested<T>(one), Place());
        value = list;
    }
    List(std::initializer_list<Nested<T>> elements, std::source_location at = std::source_location::current()) {
        Property* list = detail::keep_list();
        for (const Nested<T>& one : elements) detail::append(list, one, at);
        value = list;
    }
    template <std::same_as<std::vector<T>> V>
    List(const V& elements) {
        Property* list = detail::keep_list();
        for (const T& one : elements) detail::append(list, Nested<T>(one), Place());
        value = list;
    }
};

/// Under names of the author's: `{{"BUCKET", "orders"}, {"TABLE", ref(orders)}}`.
template <class T>
struct Map : Given {
    using Given::Given;
    struct Entry {
        bob::Text name;
        T value;
    };
    Map(std::initializer_list<Entry> entries) {
        Property* map = detail::keep_map();
        for (const Entry& one : entries) detail::append(map, one.name, one.value);
        value = map;
    }
};

/// What most types have in `Tags`.
struct Tag {
    static constexpr const char* aws_names = "Key|Value";
    Text Key;
    Text Value;
};

namespace compile_error {
inline void this_is_none_of_the_values_that_AWS_lists_for_the_property() {}
}  // namespace compile_error

namespace detail {
constexpr bool is_one_of(std::string_view value, std::string_view values, char mark = '|') {
    for (;;) {
        const auto end = values.find(mark);
        if (values.substr(0, end) == value) return true;
        if (end == values.npos) return false;
        values.remove_prefix(end + 1);
    }
}
consteval void check_value(std::string_view value, const char* values) {
    if (!is_one_of(value, values)) compile_error::this_is_none_of_the_values_that_AWS_lists_for_the_property();
}
}  // namespace detail

/// A value that is newer than bob's data, for a property that has a list of values: `.Runtime = unlisted("go2")`.
constexpr RuntimeText unlisted(const char* value) { return {value}; }

/// One of the texts that AWS lists, checked by the compiler.
template <class Values>
struct Choice : Given {
    using Given::Given;
    consteval Choice(const char* literal, std::source_location at = std::source_location::current())
        : Given(literal, at) {
        detail::check_value(literal, Values::values);
    }
};

namespace detail {
using bob::detail::type_of;

struct Relation {
    bool found = false;
    std::string_view attribute;  ///< empty: `Ref`
};
/// What a property wants of a type, from `AWS::SNS::Topic,AWS::IAM::Role.Arn`.
constexpr Relation relation(std::string_view to, std::string_view type) {
    while (!to.empty()) {
        const std::string_view one = to.substr(0, to.find(','));
        to.remove_prefix(one.size() == to.size() ? to.size() : one.size() + 1);
        if (!one.starts_with(type)) continue;
        if (one.size() == type.size()) return {true, {}};
        if (one[type.size()] == '.') return {true, one.substr(type.size() + 1)};
    }
    return {};
}
template <FixedText To, class T>
inline constexpr auto wanted = [] {
    struct {
        char text[64]{};
    } made;
    std::size_t at = 0;
    for (const char c : relation(To.text(), type_of<T>()).attribute) made.text[at++] = c;
    return made;
}();
}  // namespace detail

/// A text that is, by AWS's words, the name, id or ARN of a resource of these types: `.RoleArn = role` takes a declared
/// role, and becomes its `Fn::GetAtt` or `Ref`. A resource of another type does not compile.
template <FixedText To>
struct Linked : Given {
    using Given::Given;
    consteval Linked(const char* literal, std::source_location at = std::source_location::current()) noexcept
        : Given(literal, at) {}
    template <Declared T>
        requires(!detail::type_of<T>().empty() && detail::relation(To.text(), detail::type_of<T>()).found)
    Linked(const T& to, std::source_location at = std::source_location::current()) : Given() {
        constexpr const char* attribute = detail::wanted<To, T>.text;
        value = detail::keep(Expression(*attribute ? bob::attribute(to, attribute) : ref(to), at));
        place = at;
    }
};

/// Something that has to be created before, or its logical id.
struct Dependency : Given {
    consteval Dependency(const char* literal, std::source_location at = std::source_location::current()) noexcept
        : Given(literal, at) {}
    Dependency(RuntimeText logical_id, std::source_location at = std::source_location::current())
        : Given(logical_id, at) {}
    template <Declared T>
    Dependency(const T& on, std::source_location at = std::source_location::current())
        : Given(detail::keep(Expression(ref(on), at)), at) {}
};

/// `.depends_on` of a resource.
struct Dependencies : Given {
    constexpr Dependencies() noexcept {}
    Dependencies(std::initializer_list<Dependency> elements, std::source_location at = std::source_location::current())
        : Given(List<Dependency>(elements, at)) {}
    template <std::same_as<std::vector<Dependency>> V>
    Dependencies(const V& elements) : Given(List<Dependency>(elements)) {}
};

/// `.metadata` of a resource, and its policies of creation and update.
struct Document : Given {
    constexpr Document() noexcept {}
    Document(const Object& from, std::source_location at = std::source_location::current()) : Given(from, at) {}
};

/// A member that is one of AWS's properties.
template <class T>
concept HasValue = std::derived_from<T, Given> && !std::same_as<T, Dependencies> && !std::same_as<T, Document>;

namespace detail {
/// What every resource has beside its properties.
struct Common {
    const Given& depends_on;
    const Given& metadata;
    const Given& creation_policy;
    const Given& update_policy;
};
void fill(RawResource&, const Type&, const void* first, const Common&);

/// In the Itanium C++ ABI, which GCC and Clang follow on Linux, a pointer to a data member is its offset.
template <class T, class Member>
std::size_t position_of(Member T::* member) {
    const auto offset = static_cast<std::size_t>(std::bit_cast<std::ptrdiff_t>(member));
    if constexpr (requires { T::aws; })
        return (offset - sizeof(LogicalId)) / sizeof(Given);
    else
        return offset / sizeof(Given);
}
/// "AWS::Lambda::Function.LoggingConfig": the type is checked against that of the resource.
bob::Text typed_path(const Type& type, std::size_t position, std::source_location at);
bob::Text longer_path(bob::Text path, const char* names, std::size_t position);
Property property_of(const Given&);
}  // namespace detail

/// The path of a property, for an override: `.remove = {path(&lambda::Function::TracingConfig)}`.
template <bob::detail::OfAws T, HasValue Member>
bob::Text path(Member T::* property, std::source_location at = std::source_location::current()) {
    return detail::typed_path(T::aws, detail::position_of(property), at);
}
/// The path of a nested type's property: `path(&lambda::Function::LoggingConfig,
/// &lambda::FunctionLoggingConfig::LogFormat)`.
template <bob::detail::OfAws T, class Of, HasValue Member>
bob::Text path(Nested<Of> T::* property, Member Of::* nested,
               std::source_location at = std::source_location::current()) {
    return detail::longer_path(path(property, at), Of::aws_names, detail::position_of(nested));
}

/// A property and its value, for an override: `.set = {property(&lambda::Function::LoggingConfig, {{.LogFormat =
/// "JSON"}})}`.
template <bob::detail::OfAws T, HasValue Member>
Object::Entry property(Member T::* property, std::type_identity_t<Member> value,
                       std::source_location at = std::source_location::current()) {
    return {path(property, at), detail::property_of(value)};
}

/// What a declaration becomes in a stack.
template <class T>
RawResource raw_resource(const Type& type, const T& from) {
    static_assert(sizeof(Given) % alignof(Given) == 0 && sizeof(Json) == sizeof(Given));
    RawResource made{.name = from.name, .type = {}};
    detail::fill(made, type, &from.name + 1,
                 {from.depends_on, from.metadata, from.creation_policy, from.update_policy});
    made.deletion_policy = from.deletion_policy;
    made.update_replace_policy = from.update_replace_policy;
    made.condition = from.condition;
    return made;
}

}  // namespace bob::aws

namespace bob {

namespace detail {
constexpr bool has_attribute(std::string_view attributes, std::string_view name) {
    if (attributes.empty()) return false;
    if (aws::detail::is_one_of(name, attributes)) return true;
    // `Outputs.` stands for everything in it.
    for (std::size_t dot = name.find('.'); dot != name.npos; dot = name.find('.', dot + 1))
        if (aws::detail::is_one_of(name.substr(0, dot + 1), attributes)) return true;
    return false;
}
}  // namespace detail

/// `Fn::GetAtt` of a resource of a type in `bob::aws`, with a name that the compiler checks: `get_att<"Arn">(orders)`.
template <FixedText Name, class T>
    requires requires { T::aws; }
constexpr Reference get_att(const T& declaration) {
    static_assert(detail::has_attribute(T::aws.attributes, Name.text()),
                  "the resource type has no attribute of this name");
    return attribute(declaration, Name.characters);
}

}  // namespace bob

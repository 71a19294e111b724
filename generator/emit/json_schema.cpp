#include "generator/emit/json_schema.h"

#include "bob/text.h"
#include "generator/read/document.h"
#include "generator/report/report.h"

namespace bobgen {

namespace {

using bob::Schema;

bool has_name(const Schema& one) { return one.form == Schema::Form::object || one.form == Schema::Form::choice; }

/// `PageOf<scheduler::Meeting>` becomes `PageOfMeeting`: schemas have names of letters, digits, `.`, `-` and `_`.
/// https://spec.openapis.org/oas/v3.1.1.html#components-object
std::string plain_name(std::string_view cpp, bool with_namespaces) {
    std::string made, word;
    const auto end_word = [&] {
        made += word;
        word.clear();
    };
    for (std::size_t i = 0; i < cpp.size(); ++i) {
        const char c = cpp[i];
        if (bob::names::is_alphanumeric(c) || c == '_') {
            word += c;
        } else if (c == ':' && i + 1 < cpp.size() && cpp[i + 1] == ':') {
            if (with_namespaces && !word.empty()) end_word(), made += '_';
            word.clear();
            ++i;
        } else {
            end_word();
        }
    }
    end_word();
    return made;
}

Value bound(const bob::Bound& one) {
    return one.form == bob::Bound::Form::whole  ? Value(one.whole)
           : one.form == bob::Bound::Form::real ? Value(one.real)
                                                : Value();
}

Value texts(const std::string_view* first, std::size_t count) {
    List made;
    for (std::size_t i = 0; i < count; ++i) made.emplace_back(first[i]);
    return Value(std::move(made));
}

/// JSON where it can be read as such; the text itself otherwise.
Value example_value(std::string_view text) {
    Report unread;
    std::optional<Value> made = read_document(text, "", unread);
    return made && unread.errors() == 0 ? *std::move(made) : Value(text);
}

/// A member's own constraints win over those of its type, as the bounds of an `int` do.
void put_keyword(Value& into, std::string_view name, Value value) {
    if (value.is_null()) return;
    if (Value* known = into.find(name))
        *known = std::move(value);
    else
        into.set(name, std::move(value));
}

void put_constraints(Value& into, const bob::Constraints& from, const Schema& of, SchemaDialect dialect) {
    const bool is_list = of.form == Schema::Form::list || of.form == Schema::Form::set;
    const bool is_map = of.form == Schema::Form::map;
    if (from.least_length > 0)
        put_keyword(into,
                    is_list  ? "minItems"
                    : is_map ? "minProperties"
                             : "minLength",
                    static_cast<std::int64_t>(from.least_length));
    if (from.most_length != bob::Constraints::unlimited)
        put_keyword(into,
                    is_list  ? "maxItems"
                    : is_map ? "maxProperties"
                             : "maxLength",
                    static_cast<std::int64_t>(from.most_length));
    put_keyword(into, "minimum", bound(from.minimum));
    put_keyword(into, "maximum", bound(from.maximum));
    if (!from.pattern.empty()) put_keyword(into, "pattern", from.pattern);
    if (!from.format.empty()) put_keyword(into, "format", from.format);
    if (from.choice_count > 0) put_keyword(into, "enum", texts(from.choices, from.choice_count));
    if (from.unique) put_keyword(into, "uniqueItems", true);
    if (!from.description.empty()) put_keyword(into, "description", from.description);
    if (from.deprecated) put_keyword(into, "deprecated", true);
    if (from.example.empty()) return;
    Value example = example_value(from.example);
    if (dialect == SchemaDialect::openapi_3_0)
        put_keyword(into, "example", std::move(example));
    else
        put_keyword(into, "examples", list({std::move(example)}));
}

}  // namespace

void SchemaNames::take(const Schema& one, bool in_request) {
    if (has_name(one)) {
        const bool is_known = !taken_.emplace(std::string(one.full_name), &one).second;
        const bool is_counted = !in_request || !in_requests_.insert(&one).second;
        if (is_known && is_counted) return;
    }
    if (one.element) take(*one.element, in_request);
    for (std::size_t i = 0; i < one.member_count; ++i) take(*one.members[i].schema, in_request);
}

const std::string& SchemaNames::name_of(const Schema& one) const {
    if (const auto known = names_.find(&one); known != names_.end()) return known->second;
    std::string made = plain_name(one.full_name, false);
    // The document has two of its own.
    if (made == "Error" || made == "GatewayError") made = plain_name(one.full_name, true);
    if (made == "Error" || made == "GatewayError") made += '_';
    for (const auto& [full_name, other] : taken_)
        if (other != &one && plain_name(full_name, false) == made) {
            made = plain_name(one.full_name, true);
            break;
        }
    return names_.emplace(&one, std::move(made)).first->second;
}

Value SchemaNames::or_null(Value one) const {
    if (dialect_ == SchemaDialect::openapi_3_0) {
        if (one.find("$ref")) one = map({{"allOf", list({std::move(one)})}});
        one.set("nullable", true);
        return one;
    }
    Value* type = one.find("type");
    if (!type || one.find("enum")) return map({{"anyOf", list({std::move(one), map({{"type", "null"}})})}});
    *type = list({*type, "null"});
    return one;
}

Value SchemaNames::written(const Schema& one) const {
    using Form = Schema::Form;
    if (has_name(one)) return map({{"$ref", "#/components/schemas/" + name_of(one)}});
    Value made{Map{}};
    switch (one.form) {
        case Form::text:
            made.set("type", "string");
            break;
        case Form::boolean:
            made.set("type", "boolean");
            break;
        case Form::whole:
            made.set("type", "integer");
            break;
        case Form::number:
            made.set("type", "number");
            break;
        case Form::list:
        case Form::set:
            made.set("type", "array");
            made.set("items", written(*one.element));
            if (one.form == Form::set) made.set("uniqueItems", true);
            break;
        case Form::map:
            made.set("type", "object");
            made.set("additionalProperties", written(*one.element));
            break;
        default:
            break;
    }
    if (!one.format.empty()) made.set("format", one.format);
    put_keyword(made, "minimum", bound(one.minimum));
    put_keyword(made, "maximum", bound(one.maximum));
    if (!one.description.empty()) made.set("description", one.description);
    return made;
}

Value SchemaNames::written(const bob::SchemaMember& member, bool may_be_null) const {
    Value made = written(*member.schema);
    if (Value* items = made.find("items")) put_constraints(*items, member.elements, *member.schema->element, dialect_);
    // Beside a reference, version 3.0 has nothing.
    if (made.find("$ref") && dialect_ == SchemaDialect::openapi_3_0) {
        Value beside{Map{}};
        put_constraints(beside, member.constraints, *member.schema, dialect_);
        if (!beside.map().empty()) {
            made = map({{"allOf", list({std::move(made)})}});
            for (Member& one : beside.map()) made.set(one.name, std::move(one.value));
        }
    } else {
        put_constraints(made, member.constraints, *member.schema, dialect_);
    }
    return member.optional && may_be_null ? or_null(std::move(made)) : made;
}

Value SchemaNames::struct_of(const Schema& one) const {
    if (one.form == Schema::Form::choice)
        return map({{"type", "string"}, {"enum", texts(one.choices, one.choice_count)}});
    const bool in_request = in_requests_.contains(&one);
    Value made = map({{"type", "object"}});
    if (!one.description.empty()) made.set("description", one.description);
    List required;
    Value members{Map{}};
    for (std::size_t i = 0; i < one.member_count; ++i) {
        const bob::SchemaMember& member = one.members[i];
        if (!member.optional && !(in_request && member.schema->form == Schema::Form::set))
            required.emplace_back(member.name);
        members.set(member.name, written(member, in_request));
    }
    if (!required.empty()) made.set("required", Value(std::move(required)));
    made.set("properties", std::move(members));
    return made;
}

Value SchemaNames::form(const Schema& one) const {
    Value members{Map{}};
    for (std::size_t i = 0; i < one.member_count; ++i) members.set(one.members[i].name, written(one.members[i], false));
    return map({{"type", "object"}, {"properties", std::move(members)}});
}

Value SchemaNames::definitions() const {
    std::map<std::string, const Schema*> by_name;
    for (const auto& [full_name, one] : taken_) by_name.emplace(name_of(*one), one);
    Value made{Map{}};
    for (const auto& [name, one] : by_name) made.set(name, struct_of(*one));
    return made;
}

}  // namespace bobgen

#include "expressions.h"

#include <algorithm>

#include "attribute_value.h"
#include "dynamodb.h"

namespace bob::detail {

Formula& operator<<(Formula& to, std::string_view text) {
    if (!to.empty() && to.back().kind == Piece::Kind::text)
        to.back().text += text;
    else
        to.push_back({Piece::Kind::text, std::string(text), {}});
    return to;
}
Formula& operator<<(Formula& to, Value value) {
    // An absent value can't be compared with; DynamoDB's null can, and is what stands for it inside a list.
    if (!value) value = Value::null();
    to.push_back({Piece::Kind::value, {}, std::move(value)});
    return to;
}
Formula& operator<<(Formula& to, const Formula& other) {
    for (const Piece& piece : other)
        if (piece.kind == Piece::Kind::text)
            to << std::string_view(piece.text);
        else
            to.push_back(piece);
    return to;
}
void append_attribute(Formula& to, std::string_view member) {
    to.push_back({Piece::Kind::attribute, std::string(member), {}});
}
void append_name(Formula& to, std::string_view name) {
    to << ".";
    to.push_back({Piece::Kind::name, std::string(name), {}});
}

namespace {
Formula in_parentheses(const Formula& of) {
    Formula made;
    made << "(" << of << ")";
    return made;
}
}  // namespace

Formula joined(Formula left, Binding left_binding, std::string_view word, const Formula& right, Binding right_binding,
               Binding binding) {
    Formula made = left_binding > binding ? in_parentheses(left) : std::move(left);
    made << word;
    if (right_binding > binding)
        made << in_parentheses(right);
    else
        made << right;
    return made;
}
Formula negated(const Formula& of, Binding binding) {
    Formula made;
    made << "NOT ";
    if (binding > Binding::single)
        made << in_parentheses(of);
    else
        made << of;
    return made;
}
namespace {

/// DynamoDB has no word for it.
Formula never(const Formula& left) {
    Formula attribute;
    for (const Piece& piece : left)
        if (piece.kind == Piece::Kind::attribute) attribute = {piece};
    Formula made;
    made << "(" << called("attribute_exists", attribute) << " AND " << called("attribute_not_exists", attribute) << ")";
    return made;
}

}  // namespace

Formula compared(Formula left, std::string_view word, Value right) {
    // An empty set is stored as no attribute.
    if (runtime::is_empty_set(right) && word == " = ") return called("attribute_not_exists", left);
    if (runtime::is_empty_set(right) && word == " <> ") return called("attribute_exists", left);
    left << word << std::move(right);
    return left;
}
Formula called(std::string_view name, const Formula& left, Value right) {
    Formula made;
    made << name << "(" << left << ", " << std::move(right);
    made << ")";
    return made;
}
Formula called(std::string_view name, const Formula& left) {
    Formula made;
    made << name << "(" << left << ")";
    return made;
}
Formula between(Formula left, Value low, Value high) {
    // DynamoDB refuses a BETWEEN with its ends reversed, though not what it means.
    if (runtime::compare_keys(low, high) > 0) {
        Formula made;
        made << "(" << compared(left, " >= ", std::move(low));
        made << " AND " << compared(std::move(left), " <= ", std::move(high)) << ")";
        return made;
    }
    left << " BETWEEN " << std::move(low);
    left << " AND " << std::move(high);
    return left;
}
Formula any_of(Formula left, std::vector<Value> values) {
    constexpr std::size_t most_values = 100;
    if (values.size() > most_values) {
        Reading reading;
        for (const Piece& piece : left) {
            if (piece.kind != Piece::Kind::attribute) continue;
            const Reading::Step step(reading, piece.text);
            reading.wrong("wrong_length", "It can be compared with 100 values at once.");
        }
        throw InvalidItem(std::move(reading.errors()));
    }
    const auto sets = std::erase_if(values, runtime::is_empty_set);
    if (values.empty()) return sets ? called("attribute_not_exists", left) : never(left);
    if (sets) {
        Formula made;
        made << "(" << any_of(left, std::move(values)) << " OR " << called("attribute_not_exists", left) << ")";
        return made;
    }
    left << " IN (";
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (i) left << ", ";
        left << std::move(values[i]);
    }
    left << ")";
    return left;
}
std::string_view type_word(Value::Kind kind) {
    switch (kind) {
        case Value::Kind::absent:
        case Value::Kind::null:
            return "NULL";
        case Value::Kind::boolean:
            return "BOOL";
        case Value::Kind::number:
            return "N";
        case Value::Kind::string:
            return "S";
        case Value::Kind::binary:
            return "B";
        case Value::Kind::list:
            return "L";
        case Value::Kind::map:
            return "M";
        case Value::Kind::string_set:
            return "SS";
        case Value::Kind::number_set:
            return "NS";
        case Value::Kind::binary_set:
            return "BS";
    }
    return {};
}

}  // namespace bob::detail

namespace bob::runtime {

std::string Expressions::text(const detail::Formula& formula) {
    std::string made;
    for (const detail::Piece& piece : formula) switch (piece.kind) {
            case detail::Piece::Kind::text:
                made += piece.text;
                break;
            case detail::Piece::Kind::attribute: {
                std::string_view attribute = piece.text;
                for (std::size_t i = 0; i < table_.attribute_count; ++i)
                    if (table_.attributes[i].member == attribute) {
                        attribute = table_.attributes[i].name;
                        break;
                    }
                made += name(attribute);
                break;
            }
            case detail::Piece::Kind::name:
                made += name(piece.text);
                break;
            case detail::Piece::Kind::value:
                made += value(piece.value);
                break;
        }
    return made;
}

std::string Expressions::name(std::string_view attribute) {
    auto found = std::find(names_.begin(), names_.end(), attribute);
    if (found == names_.end()) found = names_.emplace(names_.end(), attribute);
    return "#" + std::to_string(found - names_.begin());
}

std::string Expressions::value(const Value& one) {
    auto found = std::find(values_.begin(), values_.end(), one);
    if (found == values_.end()) found = values_.insert(values_.end(), one);
    return ":" + std::to_string(found - values_.begin());
}

std::string Expressions::list(const detail::Attributes& attributes) {
    std::string made;
    for (const std::string_view attribute : attributes) {
        if (!made.empty()) made += ", ";
        made += name(attribute);
    }
    return made;
}

void Expressions::add_to(Value& request) {
    if (!names_.empty()) {
        Value names = Value::map();
        for (std::size_t i = 0; i < names_.size(); ++i) names.append("#" + std::to_string(i), Value::string(names_[i]));
        request.append("ExpressionAttributeNames", std::move(names));
    }
    if (!values_.empty()) {
        Value values = Value::map();
        for (std::size_t i = 0; i < values_.size(); ++i)
            values.append(":" + std::to_string(i), to_attribute_value(values_[i]));
        request.append("ExpressionAttributeValues", std::move(values));
    }
}

}  // namespace bob::runtime

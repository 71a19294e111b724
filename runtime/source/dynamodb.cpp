#include "dynamodb.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <deque>

#include "attribute_value.h"
#include "bob/runtime/uuid.h"
#include "text.h"

namespace bob::runtime {

using detail::AttributeInfo;
using detail::Deadline;
using detail::Formula;
using detail::TableInfo;
using detail::Write;
using namespace std::chrono_literals;

std::string table_name(const TableInfo& table) {
    const std::string variable = names::variable(Kind::table, table.name);
    const char* name = std::getenv(variable.c_str());
    if (!name || !*name)
        throw Failure("dynamodb.NoTableName",
                      "The environment variable " + variable + ", which has the table's name, is not set.");
    return name;
}

namespace {

Value request_for(const TableInfo& table) {
    Value request = Value::map();
    request.append("TableName", Value::string(table_name(table)));
    return request;
}

std::string condition_of(const Write& write, Expressions& expressions) {
    Formula made;
    detail::Binding binding = detail::Binding::single;
    const auto also = [&](const Formula& more, detail::Binding more_binding) {
        using enum detail::Binding;
        if (made.empty()) {
            made = more;
            binding = more_binding;
        } else {
            made = detail::joined(std::move(made), binding, " AND ", more, more_binding, conjunction);
            binding = conjunction;
        }
    };
    Formula partition;
    detail::append_attribute(partition, write.table->keys[0].member);
    if (write.kind == Write::Kind::update) also(detail::called("attribute_exists", partition), detail::Binding::single);
    if (write.must_be_new) also(detail::called("attribute_not_exists", partition), detail::Binding::single);
    if (write.checks_version) {
        Formula version;
        detail::append_attribute(version, write.table->version.member);
        // An item that is new, or was stored before its type had a version, has no such attribute.
        also(write.version == 0 ? detail::called("attribute_not_exists", version)
                                : detail::compared(version, " = ", Value::number(write.version)),
             detail::Binding::single);
    }
    if (!write.condition.empty()) also(write.condition, write.binding);
    return made.empty() ? std::string() : expressions.text(made);
}

std::string update_of(const Write& write, Expressions& expressions) {
    using Section = detail::ChangeMade::Section;
    std::array<std::string, 4> sections;
    const auto add = [&](Section section, const Formula& formula) {
        std::string& text = sections[static_cast<std::size_t>(section)];
        if (!text.empty()) text += ", ";
        text += expressions.text(formula);
    };
    for (const detail::ChangeMade& change : write.changes)
        if (!change.formula.empty()) add(change.section, change.formula);
    if (!write.table->version.member.empty()) {
        Formula version;
        detail::append_attribute(version, write.table->version.member);
        Formula counted = version;
        if (write.checks_version)
            counted << " = " << Value::number(write.version + 1);
        else
            counted << " = if_not_exists(" << version << ", " << Value::number(std::int64_t{0}) << ") + "
                    << Value::number(std::int64_t{1});
        add(Section::set, counted);
    }
    std::string made;
    constexpr std::array<std::string_view, 4> words{"SET ", "REMOVE ", "ADD ", "DELETE "};
    for (std::size_t i = 0; i < sections.size(); ++i) {
        if (sections[i].empty()) continue;
        if (!made.empty()) made += " ";
        made += words[i];
        made += sections[i];
    }
    // No change at all, such as no elements for a set. The conditions hold nevertheless, and a transaction requires an
    // expression: no item has this attribute.
    return made.empty() ? "REMOVE " + expressions.name("bob:nothing") : made;
}

}  // namespace

std::string_view write_word(const Write& write) {
    switch (write.kind) {
        case Write::Kind::put:
            return "Put";
        case Write::Kind::update:
            return "Update";
        case Write::Kind::erase:
            return "Delete";
        case Write::Kind::check:
            return "ConditionCheck";
    }
    return {};
}

Value get_request(const detail::Reads& reads, const Value& key) {
    Value request = request_for(*reads.table);
    request.append("Key", to_item_value(key));
    if (reads.consistent) request.append("ConsistentRead", Value::boolean(true));
    if (!reads.attributes.empty()) {
        Expressions expressions(*reads.table);
        request.append("ProjectionExpression", Value::string(expressions.list(reads.attributes)));
        expressions.add_to(request);
    }
    return request;
}

Value write_request(const Write& write) {
    Value request = request_for(*write.table);
    request.append(write.kind == Write::Kind::put ? "Item" : "Key", to_item_value(write.subject));
    Expressions expressions(*write.table);
    if (write.kind == Write::Kind::update)
        request.append("UpdateExpression", Value::string(update_of(write, expressions)));
    std::string condition = condition_of(write, expressions);
    if (!condition.empty()) {
        request.append("ConditionExpression", Value::string(std::move(condition)));
        // It costs nothing, and says which part of the condition failed.
        request.append("ReturnValuesOnConditionCheckFailure", Value::string("ALL_OLD"));
    }
    expressions.add_to(request);
    return request;
}

Value dynamodb(std::string_view operation, const Value& request, Deadline deadline, bool repeatable) {
    const std::string target = "DynamoDB_20120810." + std::string(operation);
    AwsCall wanted{.service = "dynamodb", .target = target, .body = to_json(request)};
    wanted.deadline = deadline;
    wanted.repeatable = repeatable;
    return call(wanted);
}

bool is_throttle(std::string_view error) {
    // https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html
    return error == "ProvisionedThroughputExceededException" || error == "ThrottlingException" ||
           error == "RequestLimitExceeded" || error == "ProvisionedThroughputExceeded" || error == "ThrottlingError";
}

namespace {
/// Throws what only the service can say of the item that would be stored.
void refuse_result(std::string_view message) {
    const auto says = [&](std::string_view part) { return message.find(part) != std::string_view::npos; };
    Reading reading;
    // `Item size has exceeded the maximum allowed size`, or `Item size to update has …`.
    if (says("Item size ")) reading.wrong("too_large", "An item has at most 400 KB, with the names of its members.");
    // Of a sum: `Number overflow. Attempting to store a number …`, `DynamoDB only supports precision up to 38 digits`.
    if (says("Number overflow") || says("Number underflow") || says("38 significant digits") || says("up to 38 digits"))
        reading.wrong("out_of_range", "The result has more than 38 digits, or is too large or too small.");
    if (!reading.ok()) throw InvalidItem(std::move(reading.errors()));
}
}  // namespace

void throw_typed(const AwsFailure& failure) {
    const std::string_view error = failure.error;
    const auto as = [&]<class T>(std::type_identity<T>, bool retryable) {
        throw T(failure.type(), failure.message(), retryable);
    };
    if (is_throttle(error)) as(std::type_identity<Throttled>{}, true);
    if (error == "AccessDeniedException" || error == "UnrecognizedClientException" ||
        error == "InvalidSignatureException" || error == "ExpiredTokenException" ||
        error == "MissingAuthenticationTokenException" || error == "MissingAuthenticationToken" ||
        error == "IncompleteSignatureException")
        as(std::type_identity<AccessDenied>{}, false);
    if (error == "ResourceNotFoundException") as(std::type_identity<ResourceNotFound>{}, false);
    if (error == "ItemCollectionSizeLimitExceededException") as(std::type_identity<ItemCollectionTooLarge>{}, false);
    if (error == "ValidationException") refuse_result(failure.message());
    if (error == "ValidationException" || error == "SerializationException" ||
        error == "IdempotentParameterMismatchException")
        as(std::type_identity<InvalidCall>{}, false);
    // Another transaction is at work on the item.
    if (error == "TransactionConflictException" || error == "ReplicatedWriteConflictException")
        as(std::type_identity<DataFailure>{}, true);
    as(std::type_identity<DataFailure>{}, failure.retryable());
    throw failure;
}

Value typed_dynamodb(std::string_view operation, const Value& request, Deadline deadline, bool repeatable) {
    try {
        return dynamodb(operation, request, deadline, repeatable);
    } catch (const AwsFailure& failure) {
        throw_typed(failure);
    }
}

namespace {

bool is_empty(const Value& value) {
    switch (value.kind()) {
        case Value::Kind::absent:
        case Value::Kind::null:
            return true;
        case Value::Kind::string:
        case Value::Kind::binary:
            return value.text().empty();
        case Value::Kind::list:
        case Value::Kind::string_set:
        case Value::Kind::number_set:
        case Value::Kind::binary_set:
            return value.elements().empty();
        case Value::Kind::map:
            return value.members().empty();
        case Value::Kind::boolean:
        case Value::Kind::number:
            return false;
    }
    return false;
}

void check_key_length(const AttributeInfo& key, const Value& value, Reading& reading) {
    if (value.is(Value::Kind::number) || value.text().size() <= key.longest_key) return;
    reading.wrong("wrong_length", "This has at most " + std::to_string(key.longest_key) + " bytes.");
}

FieldError required(std::string field) { return {std::move(field), "required", "This can't be empty."}; }

}  // namespace

void check_storable(const Value& value, Reading& reading, int level) {
    // https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html
    constexpr int most_levels = 32;  // of which the last is for texts, numbers and the like
    constexpr std::size_t longest_name = 65'535;
    using enum Value::Kind;
    // In a request such bytes become U+FFFD: other keys than were asked for, and longer ones.
    if (value.is(string) && !is_utf8(value.text())) return reading.wrong("wrong_format", "This is no UTF-8.");
    if (value.is(number) && !is_storable_number(value.text()))
        return reading.wrong("out_of_range", "This number has more than 38 digits, or is too large or too small.");
    if ((value.is(list) || value.is(map)) && level >= most_levels)
        return reading.wrong("too_deep", "This has more than 32 levels.");
    for (std::size_t i = 0; i < value.elements().size(); ++i) {
        const Reading::Step step(reading, i);
        check_storable(value.elements()[i], reading, level + 1);
    }
    for (const Value::Member& member : value.members()) {
        const Reading::Step step(reading, Reading::Key{member.name()});
        if (member.name().empty() || member.name().size() > longest_name)
            reading.wrong("wrong_length", "A name has 1 to 65535 bytes.");
        if (!is_utf8(member.name())) reading.wrong("wrong_format", "Its name is no UTF-8.");
        check_storable(member.value, reading, level + 1);
    }
}

void check_key_value(const AttributeInfo& key, const Value& value, Reading& reading) {
    const Reading::Step step(reading, key.member);
    if (is_empty(value))
        reading.wrong("required", "This can't be empty.");
    else
        check_key_length(key, value, reading);
    check_storable(value, reading);
}

void check_formula(const Formula& formula, const detail::IndexInfo* index, Reading& reading) {
    constexpr std::size_t longest_name = 255;
    std::string_view attribute;
    for (const detail::Piece& piece : formula) {
        if (piece.kind == detail::Piece::Kind::attribute) attribute = piece.text;
        const Reading::Step step(reading, attribute);
        if (piece.kind == detail::Piece::Kind::name && (piece.text.empty() || piece.text.size() > longest_name))
            reading.wrong("wrong_length", "A name has 1 to 255 bytes here.");
        if (piece.kind == detail::Piece::Kind::name && !is_utf8(piece.text))
            reading.wrong("wrong_format", "A name is UTF-8.");
        if (piece.kind != detail::Piece::Kind::value) continue;
        check_storable(piece.value, reading);
        for (std::size_t i = 0; index && i < index->sort_count; ++i) {
            if (index->sort[i].member != attribute) continue;
            if (is_empty(piece.value))
                reading.wrong("required", "This can't be empty.");
            else
                check_key_length(index->sort[i], piece.value, reading);
        }
    }
}

void refuse_unstorable(Reading& reading) {
    if (!reading.ok()) throw InvalidItem(std::move(reading.errors()));
}

void check_key(const TableInfo& table, const Value& key) {
    Reading reading;
    for (std::size_t i = 0; i < table.key_count; ++i) check_key_value(table.keys[i], key[table.keys[i].name], reading);
    refuse_unstorable(reading);
}

void check_item(const TableInfo& table, const Value& item, const std::string& where, std::vector<FieldError>& errors) {
    Reading reading;
    for (std::size_t i = 0; i < table.attribute_count; ++i) {
        const AttributeInfo& one = table.attributes[i];
        if (!one.longest_key) continue;
        const Value& value = item[one.name];
        const bool of_table = std::any_of(table.keys, table.keys + table.key_count,
                                          [&](const AttributeInfo& key) { return key.name == one.name; });
        // Without the attribute an item is left out of an index; with an empty one it is refused.
        if (of_table || value) check_key_value(one, value, reading);
    }
    for (const Value::Member& member : item.members()) {
        const auto* const end = table.attributes + table.attribute_count;
        const auto* const known =
            std::find_if(table.attributes, end, [&](const AttributeInfo& one) { return one.name == member.name(); });
        if (known != end && known->longest_key) continue;
        const Reading::Step step(reading, known == end ? member.name() : known->member);
        check_storable(member.value, reading);
    }
    for (FieldError& error : reading.errors()) {
        error.field.insert(0, where);
        errors.push_back(std::move(error));
    }
    for (std::size_t i = 0; i < table.required_count; ++i) {
        const std::string_view name = table.required[i];
        const auto known = std::any_of(errors.begin(), errors.end(), [&](const FieldError& error) {
            for (std::size_t j = 0; j < table.attribute_count; ++j)
                if (table.attributes[j].name == name)
                    return error.field == where + std::string(table.attributes[j].member);
            return false;
        });
        if (!known && is_empty(item[name])) {
            std::string field(name);
            for (std::size_t j = 0; j < table.attribute_count; ++j)
                if (table.attributes[j].name == name) field = table.attributes[j].member;
            errors.push_back(required(where + field));
        }
    }
}

// ---------------------------------------------------------------------------------------------------------------------
// Numbers and keys

namespace {

struct Decimal {
    bool negative = false;
    std::string digits;
    long magnitude = 0;  ///< the power of ten that the first digit stands before

    explicit Decimal(std::string_view text) {
        const std::string canonical = canonical_number(text);
        if (canonical == "0") return;
        negative = canonical.starts_with('-');
        const std::size_t e = canonical.find('E');
        digits = canonical.substr(negative ? 1 : 0, e - (negative ? 1 : 0));
        magnitude = std::strtol(canonical.c_str() + e + 1, nullptr, 10) + static_cast<long>(digits.size());
    }
};

int compare_numbers(std::string_view one, std::string_view other) {
    const Decimal a(one);
    const Decimal b(other);
    const int sign_a = a.digits.empty() ? 0 : a.negative ? -1 : 1;
    const int sign_b = b.digits.empty() ? 0 : b.negative ? -1 : 1;
    if (sign_a != sign_b) return sign_a - sign_b;
    if (sign_a == 0) return 0;
    if (a.magnitude != b.magnitude) return a.magnitude < b.magnitude ? -sign_a : sign_a;
    return a.digits.compare(b.digits) * sign_a;
}

}  // namespace

int compare_keys(const Value& one, const Value& other) {
    if (one.is(Value::Kind::number) && other.is(Value::Kind::number)) return compare_numbers(one.text(), other.text());
    return one.text().compare(other.text());  // as unsigned bytes
}

std::string key_text(const Value& item, const AttributeInfo* keys, std::size_t count) {
    std::string made;
    for (std::size_t i = 0; i < count; ++i) {
        const Value& value = item[keys[i].name];
        const std::string text =
            value.is(Value::Kind::number) ? canonical_number(value.text()) : std::string(value.text());
        made += std::to_string(text.size()) + ":" + text;
    }
    return made;
}

// ---------------------------------------------------------------------------------------------------------------------
// One item

namespace {

/// Whether the answer to a write that failed so may have been lost on its way back.
bool is_uncertain(const AwsFailure& failure) {
    return (failure.status == 0 || failure.status >= 500) && failure.retryable() && !is_throttle(failure.error);
}

bool has_version(const Value& stored, const Write& write, std::int64_t version) {
    const Value& value = stored[write.table->version.name];
    if (!value) return version == 0;
    return value.is(Value::Kind::number) && canonical_number(value.text()) == canonical_number(std::to_string(version));
}

[[noreturn]] void throw_condition_failed(const Write& write, Value stored) {
    if (write.kind == Write::Kind::update && !stored) throw ItemMissing();
    if (write.checks_version && !(stored ? has_version(stored, write, write.version) : write.version == 0))
        throw VersionConflict(std::move(stored));
    if (write.must_be_new) throw AlreadyExists(std::move(stored));
    throw ConditionFailed(std::move(stored));
}

/// Whether one is what DynamoDB makes of the other: it keeps the order of lists alone, and writes numbers in its own
/// way.
bool is_same(const Value& one, const Value& other) {
    using enum Value::Kind;
    if (one.kind() != other.kind()) return false;
    switch (one.kind()) {
        case absent:
        case null:
            return true;
        case boolean:
            return one.truth() == other.truth();
        case number:
            return canonical_number(one.text()) == canonical_number(other.text());
        case string:
        case binary:
            return one.text() == other.text();
        case list:
            return std::equal(one.elements().begin(), one.elements().end(), other.elements().begin(),
                              other.elements().end(), is_same);
        case string_set:
        case number_set:
        case binary_set:
            return one.elements().size() == other.elements().size() &&
                   std::all_of(one.elements().begin(), one.elements().end(), [&](const Value& element) {
                       return std::any_of(
                           other.elements().begin(), other.elements().end(), [&](const Value& candidate) {
                               return one.is(number_set)
                                          ? canonical_number(element.text()) == canonical_number(candidate.text())
                                          : element.text() == candidate.text();
                           });
                   });
        case map: {
            // What is absent, and a set that is empty, is not stored.
            const auto is_stored = [](const Value& value) {
                const bool set = value.is(string_set) || value.is(number_set) || value.is(binary_set);
                return value && !(set && value.elements().empty());
            };
            const auto holds_all = [&](const Value& these, const Value& those) {
                return std::all_of(these.members().begin(), these.members().end(), [&](const Value::Member& member) {
                    return !is_stored(member.value) || is_same(member.value, those[member.name()]);
                });
            };
            return holds_all(one, other) && holds_all(other, one);
        }
    }
    return false;
}

/// What a write that was sent twice did the first time, when the second one's condition failed.
enum class Trace : std::uint8_t { done, not_done, unknown };

Trace trace_of(const Write& write, const Value& stored) {
    switch (write.kind) {
        case Write::Kind::put:
            if (stored && is_same(stored, write.subject)) return Trace::done;
            break;
        case Write::Kind::erase:
            // It is gone, as it should be. With a condition of the handler's own it may matter who took it away.
            if (!stored) return write.condition.empty() ? Trace::done : Trace::unknown;
            break;
        case Write::Kind::update: {
            if (!stored) return Trace::not_done;
            bool known = true;
            bool as_written = true;
            for (const detail::ChangeMade& change : write.changes) {
                if (change.member.empty()) {
                    known = false;
                    continue;
                }
                std::string_view name = change.member;
                for (std::size_t i = 0; i < write.table->attribute_count; ++i)
                    if (write.table->attributes[i].member == name) {
                        name = write.table->attributes[i].name;
                        break;
                    }
                as_written &= is_same(stored[name], change.assigned);
            }
            if (write.checks_version && has_version(stored, write, write.version + 1)) {
                // One write came after the version that was read: this one, or one that wrote something else.
                if (!as_written) return Trace::not_done;
                return known ? Trace::done : Trace::unknown;
            }
            break;
        }
        case Write::Kind::check:
            break;
    }
    // Still at the version that was read: nothing was written at all.
    if (write.checks_version && (stored ? has_version(stored, write, write.version) : write.version == 0))
        return Trace::not_done;
    return Trace::unknown;
}

void prepare(Write& write) {
    Reading reading;
    check_formula(write.condition, nullptr, reading);
    refuse_unstorable(reading);
    if (write.kind == Write::Kind::put) {
        if (write.checks_version) write.subject.set(write.table->version.name, Value::number(write.version + 1));
        // What is compared later is what is stored.
        Value kept = Value::map();
        for (Value::Member& member : write.subject.members())
            if (member.value) kept.append(member.name(), std::move(member.value));
        write.subject = std::move(kept);
        std::vector<FieldError> errors;
        check_item(*write.table, write.subject, "", errors);
        if (!errors.empty()) throw InvalidItem(std::move(errors));
        return;
    }
    check_key(*write.table, write.subject);
    for (const detail::ChangeMade& change : write.changes) {
        check_formula(change.formula, nullptr, reading);
        if (change.member.empty()) continue;
        std::string_view name = change.member;
        const AttributeInfo* key = nullptr;
        for (std::size_t i = 0; i < write.table->attribute_count; ++i)
            if (write.table->attributes[i].member == name) {
                name = write.table->attributes[i].name;
                if (write.table->attributes[i].longest_key && change.section == detail::ChangeMade::Section::set)
                    key = &write.table->attributes[i];
                break;
            }
        const auto* end = write.table->required + write.table->required_count;
        const bool is_required = std::find(write.table->required, end, name) != end;
        const Reading::Step step(reading, change.member);
        if ((key || is_required) && is_empty(change.assigned))
            reading.wrong("required", "This can't be empty.");
        else if (key && change.assigned)
            check_key_length(*key, change.assigned, reading);
    }
    refuse_unstorable(reading);
}

std::string_view operation_of(const Write& write) {
    switch (write.kind) {
        case Write::Kind::put:
            return "PutItem";
        case Write::Kind::update:
            return "UpdateItem";
        case Write::Kind::erase:
            return "DeleteItem";
        case Write::Kind::check:
            break;
    }
    return {};
}

constexpr int attempts = 4;

}  // namespace

}  // namespace bob::runtime

namespace bob::detail {

using namespace bob::runtime;

std::optional<Value> get_item(const Reads& reads, const Value& key) {
    check_key(*reads.table, key);
    Value answer = typed_dynamodb("GetItem", get_request(reads, key), reads.deadline);
    Value* item = answer.find("Item");
    if (!item) return std::nullopt;
    return item_value(std::move(*item));
}

Value carry_out(Write write, Deadline deadline) {
    prepare(write);
    Value request = write_request(write);
    if (write.kind == Write::Kind::update) request.append("ReturnValues", Value::string("ALL_NEW"));
    // Without a condition a put or an erase may be sent again at will. What counts or appends may not, unless the
    // version tells the second time from the first.
    const bool guarded = static_cast<bool>(request["ConditionExpression"]);
    const bool same_twice = std::all_of(write.changes.begin(), write.changes.end(),
                                        [](const ChangeMade& change) { return change.repeatable; });
    const bool repeatable = same_twice || write.checks_version;

    bool uncertain = false;
    for (int attempt = 1;; ++attempt) {
        try {
            Value answer = dynamodb(operation_of(write), request, deadline, !guarded);
            Value* attributes = answer.find("Attributes");
            return attributes ? item_value(std::move(*attributes)) : Value::map();
        } catch (const AwsFailure& failure) {
            if (failure.error == "ConditionalCheckFailedException") {
                Value stored;
                if (const Value& item = failure.body["Item"]) stored = item_value(item);
                const Trace trace = uncertain ? trace_of(write, stored) : Trace::not_done;
                if (trace == Trace::done) return stored ? stored : Value::map();
                if (trace == Trace::not_done) throw_condition_failed(write, std::move(stored));
                throw OutcomeUnknown("dynamodb.OutcomeUnknown",
                                     "The answer to a write was lost, and its condition does not hold (any more).",
                                     true);
            }
            const bool conflict = failure.error == "TransactionConflictException";
            if (!conflict && !is_uncertain(failure)) {
                if (uncertain)
                    throw OutcomeUnknown("dynamodb.OutcomeUnknown",
                                         "The answer to a write was lost; then: " + failure.message(), true);
                throw_typed(failure);
            }
            uncertain |= !conflict;
            const bool may = conflict ? !uncertain || repeatable : guarded && repeatable;
            if (may && attempt < attempts && back_off(attempt, 50ms, 2000ms, deadline)) continue;
            if (!uncertain) throw_typed(failure);
            throw OutcomeUnknown("dynamodb.OutcomeUnknown", "The answer to a write was lost: " + failure.message(),
                                 true);
        }
    }
}

// ---------------------------------------------------------------------------------------------------------------------
// Transactions

namespace {

/// Throws when the service said why, other than that it should be tried again.
void judge_cancellation(const AwsFailure& failure, const std::vector<Write>& writes) {
    std::vector<TransactionCanceled::Reason> reasons;
    bool again = true;
    for (const Value& one : failure.body["CancellationReasons"].elements()) {
        TransactionCanceled::Reason reason;
        reason.code = one["Code"].text();
        reason.message = one["Message"].text();
        if (const Value& item = one["Item"]) reason.stored = item_value(item);
        // An INSERT of PartiQL; a batch of statements has a code for it.
        if (reason.code == "ValidationError" && reason.message.starts_with("Duplicate primary key"))
            reason.code = "DuplicateItem";
        if (reason.code == "ValidationError") {
            refuse_result(reason.message);
            throw InvalidCall(failure.type() + ".ValidationError", reason.message, false);
        }
        if (reason.code == "ItemCollectionSizeLimitExceeded")
            throw ItemCollectionTooLarge(failure.type() + ".ItemCollectionSizeLimitExceeded", reason.message, false);
        again &= reason.code == "None" || reason.code == "TransactionConflict" || is_throttle(reason.code);
        if (reason.condition_failed() && reasons.size() < writes.size()) {
            const Write& write = writes[reasons.size()];
            reason.version_conflict =
                write.checks_version &&
                !(reason.stored ? has_version(reason.stored, write, write.version) : write.version == 0);
        }
        reasons.push_back(std::move(reason));
    }
    if (!again || reasons.empty()) throw TransactionCanceled(std::move(reasons));
}

/// A transaction that met another one, or too many requests, is tried again: it did nothing.
template <class Judge>
Value transaction(std::string_view operation, const Value& request, bool writes, Deadline deadline, Judge judge) {
    constexpr int conflict_attempts = 6;
    for (int attempt = 1;; ++attempt) {
        try {
            return dynamodb(operation, request, deadline);
        } catch (const AwsFailure& failure) {
            if (failure.error != "TransactionCanceledException") {
                if (is_uncertain(failure) && writes)
                    throw OutcomeUnknown("dynamodb.OutcomeUnknown",
                                         "The answer to a transaction was lost: " + failure.message(), true);
                throw_typed(failure);
            }
            judge(failure);
            if (attempt >= conflict_attempts || !back_off(attempt, 50ms, 2000ms, deadline))
                throw Throttled(failure.type(), failure.message(), true);
        }
    }
}

}  // namespace

void transact_write(std::vector<Write> writes, std::string token, Deadline deadline) {
    if (writes.empty()) return;
    Value items = Value::list();
    for (Write& write : writes) {
        prepare(write);
        Value item = Value::map();
        item.append(write_word(write), write_request(write));
        items.push_back(std::move(item));
    }
    Value request = Value::map();
    request.append("TransactItems", std::move(items));
    request.append("ClientRequestToken", Value::string(token.empty() ? new_uuid() : std::move(token)));
    transaction("TransactWriteItems", request, true, deadline,
                [&](const AwsFailure& failure) { judge_cancellation(failure, writes); });
}

std::vector<Value> transact_get(const std::vector<std::pair<const TableInfo*, Value>>& keys, Deadline deadline) {
    Value items = Value::list();
    for (const auto& [table, key] : keys) {
        check_key(*table, key);
        Value get = Value::map();
        get.append("Get", get_request({table, deadline}, key));
        items.push_back(std::move(get));
    }
    Value request = Value::map();
    request.append("TransactItems", std::move(items));
    const Value answer = transaction("TransactGetItems", request, false, deadline,
                                     [](const AwsFailure& failure) { judge_cancellation(failure, {}); });
    std::vector<Value> made(keys.size());
    const auto& responses = answer["Responses"].elements();
    for (std::size_t i = 0; i < made.size() && i < responses.size(); ++i)
        if (const Value& item = responses[i]["Item"]) made[i] = item_value(item);
    return made;
}

// ---------------------------------------------------------------------------------------------------------------------
// PartiQL

namespace {

/// Throws `InvalidItem` for a parameter that DynamoDB does not store.
Value statement_request(Statement&& from) {
    std::string text(from.text);
    const std::string name = "\"" + table_name(*from.table) + "\"";
    constexpr std::string_view placeholder = "{table}";
    for (std::size_t at = 0; (at = text.find(placeholder, at)) != std::string::npos; at += name.size())
        text.replace(at, placeholder.size(), name);
    Value request = Value::map();
    request.append("Statement", Value::string(std::move(text)));
    if (from.parameters.empty()) return request;
    Value values = Value::list();
    Reading reading;
    for (std::size_t i = 0; i < from.parameters.size(); ++i) {
        const Reading::Step step(reading, i);
        check_storable(from.parameters[i], reading);
        values.push_back(to_attribute_value(std::move(from.parameters[i])));
    }
    refuse_unstorable(reading);
    request.append("Parameters", std::move(values));
    return request;
}

/// As the failure of a call of its own.
[[noreturn]] void throw_statement_error(const StatementAnswer& from) {
    if (from.code == "AccessDenied") throw AccessDenied("dynamodb.AccessDenied", from.message, false);
    if (from.code == "ResourceNotFound") throw ResourceNotFound("dynamodb.ResourceNotFound", from.message, false);
    if (from.code == "ValidationError") throw InvalidCall("dynamodb.ValidationError", from.message, false);
    throw DataFailure("dynamodb." + from.code, from.message, from.code == "InternalServerError");
}

/// `ReturnValuesOnConditionCheckFailure` costs nothing, and says what is stored.
Value one_of_several(Statement&& from, bool writes) {
    Value made = statement_request(std::move(from));
    if (writes) made.append("ReturnValuesOnConditionCheckFailure", Value::string("ALL_OLD"));
    return made;
}

}  // namespace

std::vector<Value> execute_statement(Statement statement, bool writes, Deadline deadline) {
    Value request = statement_request(std::move(statement));
    std::vector<Value> items;
    for (;;) {
        Value answer;
        try {
            answer = dynamodb("ExecuteStatement", request, deadline, !writes);
        } catch (const AwsFailure& failure) {
            if (failure.error.starts_with("DuplicateItem")) throw AlreadyExists({});
            if (failure.error == "ConditionalCheckFailedException") {
                Value stored;
                if (const Value& item = failure.body["Item"]) stored = item_value(item);
                throw ConditionFailed(std::move(stored));
            }
            if (writes && is_uncertain(failure))
                throw OutcomeUnknown("dynamodb.OutcomeUnknown", "The answer to a write was lost: " + failure.message(),
                                     true);
            throw_typed(failure);
        }
        if (Value* found = answer.find("Items"))
            for (Value& one : found->elements()) items.push_back(item_value(std::move(one)));
        const Value& next = answer["NextToken"];
        if (!next) return items;
        request.set("NextToken", next);
    }
}

std::vector<Value> execute_transaction(std::vector<Statement> statements, bool writes, std::string token,
                                       Deadline deadline) {
    std::vector<Value> made(statements.size());
    if (statements.empty()) return made;
    Value items = Value::list();
    for (Statement& one : statements) items.push_back(one_of_several(std::move(one), writes));
    Value request = Value::map();
    request.append("TransactStatements", std::move(items));
    request.append("ClientRequestToken", Value::string(token.empty() ? new_uuid() : std::move(token)));
    const Value answer = transaction("ExecuteTransaction", request, writes, deadline,
                                     [](const AwsFailure& failure) { judge_cancellation(failure, {}); });
    const auto& responses = answer["Responses"].elements();
    for (std::size_t i = 0; i < made.size() && i < responses.size(); ++i)
        if (const Value& item = responses[i]["Item"]) made[i] = item_value(item);
    return made;
}

std::vector<StatementAnswer> execute_batch(std::vector<Statement> statements, bool writes, Deadline deadline) {
    constexpr std::size_t statements_a_call = 25;
    constexpr int patience = 8;
    std::vector<Value> requests;
    requests.reserve(statements.size());
    for (Statement& one : statements) requests.push_back(one_of_several(std::move(one), writes));

    std::vector<StatementAnswer> made(requests.size());
    std::deque<std::size_t> waiting;
    for (std::size_t i = 0; i < requests.size(); ++i) waiting.push_back(i);
    for (int fruitless = 0; !waiting.empty();) {
        std::vector<std::size_t> sent;
        Value list = Value::list();
        for (; !waiting.empty() && sent.size() < statements_a_call; waiting.pop_front()) {
            sent.push_back(waiting.front());
            list.push_back(requests[waiting.front()]);
        }
        Value request = Value::map();
        request.append("Statements", std::move(list));
        Value answer;
        try {
            answer = dynamodb("BatchExecuteStatement", request, deadline, !writes);
        } catch (const AwsFailure& failure) {
            if (writes && is_uncertain(failure))
                throw OutcomeUnknown("dynamodb.OutcomeUnknown",
                                     "The answer to a batch of writes was lost: " + failure.message(), true);
            throw_typed(failure);
        }
        const auto& responses = answer["Responses"].elements();
        bool any_done = false;
        for (std::size_t i = 0; i < sent.size() && i < responses.size(); ++i) {
            StatementAnswer& one = made[sent[i]];
            const Value& error = responses[i]["Error"];
            one.code = error["Code"].text();
            one.message = error["Message"].text();
            const Value& item = error ? error["Item"] : responses[i]["Item"];
            one.item = item ? item_value(item) : Value();
            // What was throttled did nothing.
            if (is_throttle(one.code))
                waiting.push_back(sent[i]);
            else
                any_done = true;
            if (error && !writes && !is_throttle(one.code)) throw_statement_error(one);
        }
        fruitless = any_done ? 0 : fruitless + 1;
        if (waiting.empty()) break;
        if (fruitless >= patience || (!any_done && !back_off(fruitless, 50ms, 2000ms, deadline))) {
            if (writes) break;
            throw Throttled("dynamodb.ThrottlingError",
                            std::to_string(waiting.size()) + " statements of the batch were not carried out in time.",
                            true);
        }
    }
    return made;
}

}  // namespace bob::detail

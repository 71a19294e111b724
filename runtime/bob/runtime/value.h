/// One tree for what handlers read and write: JSON, and DynamoDB's attribute values.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace bob {

/// A JSON value or a DynamoDB attribute value. Numbers are kept as the text they were written in, so none loses a
/// digit: DynamoDB's have up to 38, a `double` has 15.
class Value {
public:
    enum class Kind : std::uint8_t {
        absent,  ///< what `find` answers for a name that is not there
        null,
        boolean,
        number,
        string,
        binary,  ///< bytes; base64 in JSON
        list,
        map,
        string_set,  ///< DynamoDB's sets; arrays in JSON
        number_set,
        binary_set
    };
    struct Member;

    Value() noexcept;
    Value(const Value&);
    Value(Value&&) noexcept;
    Value& operator=(const Value&);
    Value& operator=(Value&&) noexcept;
    ~Value();

    static Value null();
    static Value boolean(bool value);
    /// `text` is a JSON number, unchecked.
    static Value number(std::string text);
    static Value number(std::int64_t value);
    static Value number(std::uint64_t value);
    static Value number(double value);
    static Value string(std::string text);
    static Value binary(std::string bytes);
    static Value list();
    static Value map();
    static Value set(Kind kind);

    Kind kind() const { return kind_; }
    bool is(Kind kind) const { return kind_ == kind; }
    explicit operator bool() const { return kind_ != Kind::absent; }
    bool truth() const { return truth_; }
    /// The characters of a string, the digits of a number, the bytes of a binary; empty for everything else.
    const std::string& text() const { return text_; }
    std::string& text() { return text_; }
    /// The elements of a list or a set.
    const std::vector<Value>& elements() const { return elements_; }
    std::vector<Value>& elements() { return elements_; }
    /// The members of a map, in their order.
    const std::vector<Member>& members() const { return members_; }
    std::vector<Member>& members() { return members_; }

    /// The member of this name; an absent value when there is none, or when this is no map. The last one wins where a
    /// document has a name twice, as in JavaScript.
    const Value& operator[](std::string_view name) const;
    Value* find(std::string_view name);
    /// Sets the member, replacing one of the same name.
    Value& set(std::string_view name, Value value);
    /// Adds a member that is known not to be there yet.
    Value& append(std::string_view name, Value value);
    /// Removes the member, if it is there.
    void erase(std::string_view name);
    void push_back(Value value);

    friend bool operator==(const Value&, const Value&);

private:
    Kind kind_ = Kind::absent;
    bool truth_ = false;
    std::string text_;
    std::vector<Value> elements_;
    std::vector<Member> members_;
};

struct Value::Member {
    std::string name;
    Value value;
    friend bool operator==(const Member&, const Member&) = default;
};

/// Thrown for a text that is no JSON.
struct JsonError {
    std::size_t offset = 0;  ///< in bytes
    std::string message;
};

/// Reads one JSON document. At most 128 levels deep; deeper ones, bytes that are no UTF-8 and anything after the
/// document are a `JsonError`.
Value parse_json(std::string_view text);
/// Writes without spaces, in UTF-8; bytes that are no UTF-8 become U+FFFD. Absent members are left out, sets are
/// arrays, bytes are base64.
std::string to_json(const Value& value);
void append_json(const Value& value, std::string& to);

/// Standard base64 with padding.
std::string to_base64(std::string_view bytes);
/// Reads the standard and the URL alphabet, padded or not; false when it is neither.
bool from_base64(std::string_view text, std::string& bytes);
/// The URL alphabet without padding, as tokens have it.
std::string to_base64url(std::string_view bytes);

}  // namespace bob

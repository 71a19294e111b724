/// One tree type for JSON and for DynamoDB's attribute values.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>

namespace bob {

/// A JSON value or a DynamoDB attribute value. Numbers are stored as the text they were written in, so no
/// digit is lost: DynamoDB's have up to 38, a `double` has 15.
///
/// A value always has 16 bytes, and includes texts of up to 14 bytes: input like `[0,0,0,…]` has a value for every two
/// bytes. Accessors return views, which are valid until the value is changed, moved or destroyed.
class Value {
public:
    enum class Kind : std::uint8_t {
        absent,  ///< the result of `find` for a missing name
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
    static Value number(std::string_view text);
    static Value number(std::int64_t value);
    static Value number(std::uint64_t value);
    /// Infinity and NaN throw a `Failure`, because JSON does not have them.
    static Value number(double value);
    static Value number(float value);
    static Value string(std::string_view text);
    static Value binary(std::string_view bytes);
    static Value list();
    static Value map();
    static Value set(Kind kind);

    Kind kind() const { return kind_; }
    bool is(Kind kind) const { return kind_ == kind; }
    explicit operator bool() const { return kind_ != Kind::absent; }
    bool truth() const { return kind_ == Kind::boolean && room_[0] != 0; }
    /// The characters of a string, the digits of a number, the bytes of a binary; empty for everything else.
    std::string_view text() const;
    /// The elements of a list or a set.
    std::span<const Value> elements() const;
    std::span<Value> elements();
    /// The members of a map, in order.
    std::span<const Member> members() const;
    std::span<Member> members();

    /// The member with this name; an absent value if there is none, or if this is not a map. If a document has a name
    /// twice, the last one counts, as in JavaScript.
    const Value& operator[](std::string_view name) const;
    Value* find(std::string_view name);
    /// Sets the member of a map, replacing one of the same name.
    Value& set(std::string_view name, Value value);
    /// Adds a member that is known to be missing.
    Value& append(std::string_view name, Value value);
    /// Removes the member, if present.
    void erase(std::string_view name);
    /// Adds an element to a list or a set.
    void push_back(Value value);
    /// Reserves room for this many elements or members, and releases the rest.
    void reserve(std::size_t count);

    friend bool operator==(const Value&, const Value&);

private:
    static constexpr std::uint8_t far = 0xFF;

    Value(Kind kind, std::string_view text);
    bool holds_text() const;
    bool holds_elements() const;
    char* address() const;
    std::size_t size() const;
    void set_far(const void* address, std::size_t size) noexcept;
    template <class T>
    T* items() const;
    template <class T>
    T& add(T&& one);
    template <class T>
    void copy_items(const Value& other);
    template <class T>
    void destroy_items();
    void resize_room(std::size_t count, std::size_t each);

    /// A near text, or the address and the size of a far one. Copied as bytes when the value moves.
    alignas(void*) char room_[14] = {};
    std::uint8_t length_ = 0;  ///< of a near text, or `far`
    Kind kind_ = Kind::absent;
};
static_assert(sizeof(Value) == 16);

struct Value::Member {
    Member(std::string_view name, Value value) : value(std::move(value)), name_(Value::string(name)) {}
    std::string_view name() const { return name_.text(); }
    void rename(std::string_view name) { name_ = Value::string(name); }
    friend bool operator==(const Member&, const Member&) = default;

    Value value;

private:
    Value name_;
};

/// Thrown for a text that is not JSON.
struct JsonError {
    std::size_t offset = 0;  ///< in bytes
    std::string message;
    bool too_many_values = false;  ///< it may be JSON, but has more values than allowed
};

/// Reads one JSON document (RFC 8259). At most 128 levels deep; deeper documents, bytes that are not UTF-8, a byte
/// order mark and anything after the document are a `JsonError`, and so is more than `max_values` values.
Value parse_json(std::string_view text, std::size_t max_values = std::size_t(-1));
/// Writes without spaces, in UTF-8; bytes that are not UTF-8 become U+FFFD. Absent members are omitted, sets
/// are arrays, bytes are base64.
std::string to_json(const Value& value);
void append_json(const Value& value, std::string& to);

/// Standard base64 with padding.
std::string to_base64(std::string_view bytes);
/// Reads the standard and the URL alphabet, padded or not; false if it is neither.
bool from_base64(std::string_view text, std::string& bytes);
/// The URL alphabet without padding, as in tokens.
std::string to_base64url(std::string_view bytes);

}  // namespace bob

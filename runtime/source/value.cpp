#include "bob/runtime/value.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <cstring>
#include <limits>
#include <new>
#include <utility>

#include "bob/runtime/error.h"

namespace bob {
namespace {

/// Before the elements or members, where they are. They move as bytes when there is no more room: neither has an
/// address of its own in it.
struct Room {
    std::size_t capacity;
};

template <class Float>
std::string_view digits_of_float(Float value, char (&text)[32]) {
    if (!std::isfinite(value))
        throw Failure("NotANumber", "A number that is to be written is infinite or none (NaN); JSON has no such.");
    return {text, static_cast<std::size_t>(std::to_chars(text, text + sizeof text, value).ptr - text)};
}

template <class Whole>
std::string_view digits_of_whole(Whole value, char (&text)[32]) {
    return {text, static_cast<std::size_t>(std::to_chars(text, text + sizeof text, value).ptr - text)};
}

/// Bytes of a text, or elements of a list.
constexpr std::size_t most = std::numeric_limits<std::uint32_t>::max();

}  // namespace

Value::Value() noexcept = default;

Value::Value(Kind kind, std::string_view text) : kind_(kind) {
    if (text.size() <= sizeof room_) {
        text.copy(room_, text.size());
        length_ = static_cast<std::uint8_t>(text.size());
        return;
    }
    if (text.size() > most) throw std::bad_alloc();
    auto* const bytes = static_cast<char*>(std::malloc(text.size()));  // NOLINT: what moves as bytes is C's
    if (!bytes) throw std::bad_alloc();
    text.copy(bytes, text.size());
    set_far(bytes, text.size());
}

Value::Value(const Value& other) : Value(other.kind_, other.text()) {
    room_[0] = is(Kind::boolean) ? other.room_[0] : room_[0];
    if (other.length_ != far || holds_text()) return;
    if (holds_elements())
        copy_items<Value>(other);
    else
        copy_items<Member>(other);
}

Value::Value(Value&& other) noexcept : length_(other.length_), kind_(other.kind_) {
    std::memcpy(room_, other.room_, sizeof room_);
    other.length_ = 0;
    other.kind_ = Kind::absent;
}

Value& Value::operator=(const Value& other) {
    if (this != &other) *this = Value(other);
    return *this;
}

Value& Value::operator=(Value&& other) noexcept {
    if (this == &other) return *this;
    // `other` may be a part of what is here.
    Value taken(std::move(other));
    char held[sizeof room_];
    std::memcpy(held, room_, sizeof room_);
    std::memcpy(room_, taken.room_, sizeof room_);
    std::memcpy(taken.room_, held, sizeof room_);
    std::swap(length_, taken.length_);
    std::swap(kind_, taken.kind_);
    return *this;
}

Value::~Value() {
    if (length_ != far) return;
    if (holds_text())
        std::free(address());  // NOLINT: what malloc or realloc gave
    else if (holds_elements())
        destroy_items<Value>();
    else
        destroy_items<Member>();
}

bool Value::holds_text() const { return kind_ == Kind::string || kind_ == Kind::number || kind_ == Kind::binary; }
bool Value::holds_elements() const {
    return kind_ == Kind::list || kind_ == Kind::string_set || kind_ == Kind::number_set || kind_ == Kind::binary_set;
}

char* Value::address() const {
    char* there = nullptr;
    std::memcpy(static_cast<void*>(&there), room_, sizeof there);
    return there;
}

std::size_t Value::size() const {
    std::uint32_t count = 0;
    if (length_ == far) std::memcpy(&count, room_ + sizeof(char*), sizeof count);
    return count;
}

void Value::set_far(const void* address, std::size_t size) noexcept {
    const auto count = static_cast<std::uint32_t>(size);
    std::memcpy(room_, static_cast<const void*>(&address), sizeof address);
    std::memcpy(room_ + sizeof address, &count, sizeof count);
    length_ = far;
}

template <class T>
T* Value::items() const {
    return length_ == far ? reinterpret_cast<T*>(address() + sizeof(Room)) : nullptr;
}

void Value::resize_room(std::size_t count, std::size_t each) {
    if (count > most) throw std::bad_alloc();
    void* const before = length_ == far ? address() : nullptr;
    void* const after = std::realloc(before, sizeof(Room) + count * each);  // NOLINT: what moves as bytes is C's
    if (!after) throw std::bad_alloc();
    static_cast<Room*>(after)->capacity = count;
    set_far(after, size());
}

template <class T>
T& Value::add(T&& one) {
    const std::size_t count = size();
    if (length_ != far || count == reinterpret_cast<const Room*>(address())->capacity)
        resize_room(count == 0 ? 1 : count * 2, sizeof(T));
    T* const added = new (items<T>() + count) T(std::forward<T>(one));
    set_far(address(), count + 1);
    return *added;
}

template <class T>
void Value::copy_items(const Value& other) {
    resize_room(other.size(), sizeof(T));
    for (std::size_t i = 0; i < other.size(); ++i) {
        new (items<T>() + i) T(other.items<T>()[i]);
        set_far(address(), i + 1);
    }
}

template <class T>
void Value::destroy_items() {
    std::destroy_n(items<T>(), size());
    std::free(address());  // NOLINT: what malloc or realloc gave
}

Value Value::null() { return {Kind::null, {}}; }

Value Value::boolean(bool value) { return {Kind::boolean, std::string_view(value ? "\x01" : "\0", 1)}; }

Value Value::number(std::string_view text) { return {Kind::number, text}; }
Value Value::number(std::int64_t value) {
    char text[32];
    return number(digits_of_whole(value, text));
}
Value Value::number(std::uint64_t value) {
    char text[32];
    return number(digits_of_whole(value, text));
}
Value Value::number(double value) {
    char text[32];
    return number(digits_of_float(value, text));
}
Value Value::number(float value) {
    char text[32];
    return number(digits_of_float(value, text));
}

Value Value::string(std::string_view text) { return {Kind::string, text}; }
Value Value::binary(std::string_view bytes) { return {Kind::binary, bytes}; }
Value Value::list() { return {Kind::list, {}}; }
Value Value::map() { return {Kind::map, {}}; }
Value Value::set(Kind kind) { return {kind, {}}; }

std::string_view Value::text() const {
    if (!holds_text()) return {};
    return length_ == far ? std::string_view(address(), size()) : std::string_view(room_, length_);
}

std::span<const Value> Value::elements() const {
    return holds_elements() ? std::span<const Value>(items<Value>(), size()) : std::span<const Value>();
}
std::span<Value> Value::elements() {
    return holds_elements() ? std::span<Value>(items<Value>(), size()) : std::span<Value>();
}
std::span<const Value::Member> Value::members() const {
    return is(Kind::map) ? std::span<const Member>(items<Member>(), size()) : std::span<const Member>();
}
std::span<Value::Member> Value::members() {
    return is(Kind::map) ? std::span<Member>(items<Member>(), size()) : std::span<Member>();
}

const Value& Value::operator[](std::string_view name) const {
    static const Value nothing;
    const Value* found = const_cast<Value*>(this)->find(name);
    return found ? *found : nothing;
}

Value* Value::find(std::string_view name) {
    const std::span<Member> all = members();
    for (auto member = all.rbegin(); member != all.rend(); ++member)
        if (member->name() == name) return &member->value;
    return nullptr;
}

Value& Value::set(std::string_view name, Value value) {
    if (Value* found = find(name)) return *found = std::move(value);
    return append(name, std::move(value));
}

Value& Value::append(std::string_view name, Value value) {
    if (!is(Kind::map)) *this = map();
    return add(Member(name, std::move(value))).value;
}

void Value::erase(std::string_view name) {
    const std::span<Member> all = members();
    const auto kept = std::remove_if(all.begin(), all.end(), [&](const Member& one) { return one.name() == name; });
    if (kept == all.end()) return;
    const auto count = static_cast<std::size_t>(kept - all.begin());
    std::destroy(kept, all.end());
    set_far(address(), count);
}

void Value::push_back(Value value) {
    if (!holds_elements()) *this = list();
    add(std::move(value));
}

void Value::reserve(std::size_t count) {
    const bool is_map = is(Kind::map);
    if ((!is_map && !holds_elements()) || count < size() || count == 0) return;
    if (length_ == far && reinterpret_cast<const Room*>(address())->capacity == count) return;
    resize_room(count, is_map ? sizeof(Member) : sizeof(Value));
}

bool operator==(const Value& one, const Value& other) {
    return one.kind_ == other.kind_ && one.truth() == other.truth() && one.text() == other.text() &&
           std::ranges::equal(one.elements(), other.elements()) && std::ranges::equal(one.members(), other.members());
}

}  // namespace bob

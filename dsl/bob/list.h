/// Lists with a fixed capacity, so that a declaration can be a `constexpr` object and still be copied safely.
///
/// There are two, because of the places that GCC 12 reports. An element written in braces, `{.name = …}`, always knows
/// its places: use `List`. An element converted from a literal, as in `{reads<users>, reads<games>}`, knows its place
/// only as the member of an array: use `Items`.
#pragma once

#include <initializer_list>
#include <type_traits>

namespace bob {

namespace compile_error {
inline void a_list_has_more_elements_than_it_has_room_for() {}
}  // namespace compile_error

/// Up to `Limit` elements, written in braces. One element too many does not compile in a `constexpr` declaration.
/// A list filled at run time keeps the first `Limit` elements and sets `overflow()`, which the generator reports.
template <class T, unsigned Limit>
class List {
    static_assert(std::is_trivially_copyable_v<T>);

    struct Nothing {};
    union Slot {
        Nothing nothing;
        T value;
        constexpr Slot() noexcept : nothing{} {}
        constexpr explicit Slot(const T& element) noexcept : value(element) {}
    };

public:
    class Iterator {
    public:
        constexpr explicit Iterator(const Slot* slot) : slot_(slot) {}
        constexpr const T& operator*() const { return slot_->value; }
        constexpr const T* operator->() const { return &slot_->value; }
        constexpr Iterator& operator++() { return ++slot_, *this; }
        constexpr bool operator==(const Iterator&) const = default;

    private:
        const Slot* slot_;
    };

    // Constructors are noexcept and spelled out: GCC 12 fails internally on defaulted ones inside class templates.
    constexpr List() noexcept {}
    constexpr List(std::initializer_list<T> elements) noexcept {
        for (const T& element : elements) push_back(element);
    }

    constexpr void push_back(const T& element) noexcept {
        if (size_ == Limit) {
            if (std::is_constant_evaluated()) compile_error::a_list_has_more_elements_than_it_has_room_for();
            overflow_ = true;
            return;
        }
        slots_[size_++] = Slot(element);
    }

    constexpr unsigned size() const { return size_; }
    constexpr bool empty() const { return size_ == 0; }
    constexpr bool overflow() const { return overflow_; }
    static constexpr unsigned limit() { return Limit; }
    constexpr const T& operator[](unsigned position) const { return slots_[position].value; }
    constexpr T& operator[](unsigned position) { return slots_[position].value; }
    constexpr Iterator begin() const { return Iterator(slots_); }
    constexpr Iterator end() const { return Iterator(slots_ + size_); }

private:
    Slot slots_[Limit];
    unsigned size_ = 0;
    bool overflow_ = false;
};

/// Set if a list was given more elements than its capacity at run time.
class Overflow {
public:
    constexpr Overflow() noexcept {}
    constexpr void happens() { happened_ = true; }
    constexpr bool happened() const { return happened_; }

private:
    bool happened_ = false;
};

/// An element that the author wrote, not one that only fills the capacity. GCC 12 has no place for `true` and `false`.
template <class T>
constexpr bool given(const T& element) {
    if constexpr (requires { element.form; })
        return element.form != typename T::Form{};
    else
        return element.place.known();
}

/// Up to `Limit` elements that know their own place, written in braces. It is an aggregate, so one element too many
/// does not compile.
template <class T, unsigned Limit>
struct Items {
    T elements[Limit] = {};
    Overflow too_many = {};

    constexpr unsigned size() const {
        unsigned count = 0;
        while (count < Limit && given(elements[count])) ++count;
        return count;
    }
    constexpr bool empty() const { return !given(elements[0]); }
    constexpr bool overflow() const { return too_many.happened(); }
    static constexpr unsigned limit() { return Limit; }
    constexpr const T& operator[](unsigned position) const { return elements[position]; }
    constexpr const T* begin() const { return elements; }
    constexpr const T* end() const { return elements + size(); }

    constexpr void push_back(const T& element) {
        const unsigned count = size();
        if (count < Limit)
            elements[count] = element;
        else
            too_many.happens();
    }
};

}  // namespace bob

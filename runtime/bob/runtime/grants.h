/// What a function may do, checked where the handler does it; and what it does, for `bobgen build` to compare.
#pragma once

#include <array>
#include <string_view>
#include <type_traits>

#include "bob/grant.h"
#include "bob/runtime/codec.h"

namespace bob {

/// What a part of the code that several functions share needs of the stack's things. A context of a function that is
/// granted all of it converts to a context of this:
///
///     inline constexpr bob::Needs user_source{.uses = {reads<users>, writes<users>}};
///     class DynamoUsers { public: explicit DynamoUsers(bob::Context<user_source> context); … };
struct Needs {
    Items<Use, 32> uses = {};
};

namespace detail {

/// Whether two are the same declaration. Their addresses would do, but under the sanitizers GCC 12 compares no
/// addresses while it compiles.
template <const auto& Declaration>
struct Identity {};
template <const auto& One, const auto& Other>
inline constexpr bool is_same_declaration = std::is_same_v<Identity<One>, Identity<Other>>;

/// By kind and name, which are one thing's own in a stack.
constexpr bool is_use_of(const Use& use, Kind kind, std::string_view name) {
    return use.kind == kind && use.target == name;
}
template <const auto& F>
consteval bool granted(Kind kind, std::string_view name, Access access, std::string_view index) {
    for (const Use& use : F.uses)
        if (is_use_of(use, kind, name) && use.access == access && use.index == index) return true;
    return false;
}
/// What `uses` calls it: a secret has no name of its own but its place in the configuration.
template <const auto& Target>
consteval std::string_view name_of() {
    if constexpr (Target.kind == Kind::secret)
        return Target.path.text;
    else
        return Target.name.text;
}
template <const auto& F, const auto& Target>
consteval bool granted(Access access, std::string_view index) {
    return granted<F>(Target.kind, name_of<Target>(), access, index);
}
/// Anything at all of the table, the queue or the topic.
template <const auto& F, const auto& Target>
consteval bool mentions() {
    for (const Use& use : F.uses)
        if (is_use_of(use, Target.kind, name_of<Target>())) return true;
    return false;
}
template <const auto& Wide, const auto& Narrow>
consteval bool covers() {
    for (const Use& use : Narrow.uses)
        if (!granted<Wide>(use.kind, use.target, use.access, use.index)) return false;
    return true;
}

/// `bob.use:query:Availabilities/ByStatus`, which `bobgen build` looks for in the finished program.
template <const auto& Target, Access How, FixedText Index>
consteval auto make_mark() {
    constexpr std::string_view begin = "bob.use:", how = enumerator_name<How>(), name = name_of<Target>(),
                               index = Index.text();
    std::array<char, begin.size() + how.size() + 1 + name.size() + (index.empty() ? 0 : 1 + index.size()) + 1> made{};
    std::size_t at = 0;
    const auto add = [&](std::string_view part) {
        for (const char c : part) made[at++] = c;
    };
    add(begin);
    add(how);
    add(":");
    add(name);
    if (!index.empty()) {
        add("/");
        add(index);
    }
    return made;
}
template <const auto& Target, Access How, FixedText Index>
inline constexpr auto mark = make_mark<Target, How, Index>();

template <const auto& Target, Access How, FixedText Index = "">
void leave_mark() {
    asm volatile("" : : "r"(mark<Target, How, Index>.data()));
}

/// What an operation says first: it is granted, or it does not compile; and it leaves its mark.
template <const auto& F, const auto& Target, Access How, FixedText Index = "">
void needs() {
    constexpr bool good = granted<F, Target>(How, Index.text());
    if constexpr (How == Access::read)
        static_assert(good, "add reads<…> of this table to the function's uses");
    else if constexpr (How == Access::write)
        static_assert(good, "add writes<…> of this table to the function's uses");
    else if constexpr (How == Access::remove)
        static_assert(good, "add deletes<…> of this table to the function's uses");
    else if constexpr (How == Access::query && Index.text().empty())
        static_assert(good, "add queries<…> of this table to the function's uses");
    else if constexpr (How == Access::query)
        static_assert(good, "add queries<…> of this index to the function's uses");
    else if constexpr (How == Access::check)
        static_assert(good, "add checks<…> of this table to the function's uses");
    else if constexpr (How == Access::batch_write)
        static_assert(good, "add batch_writes<…> of this table to the function's uses");
    else if constexpr (How == Access::scan && Index.text().empty())
        static_assert(good, "add scans<…> of this table to the function's uses");
    else if constexpr (How == Access::scan)
        static_assert(good, "add scans<…> of this index to the function's uses");
    else if constexpr (How == Access::search)
        static_assert(good, "add searches<…> of this vector index to the function's uses");
    else if constexpr (How == Access::partiql_read && Index.text().empty())
        static_assert(good, "add partiql_reads<…> of this table to the function's uses");
    else if constexpr (How == Access::partiql_read)
        static_assert(good, "add partiql_reads<…> of this index to the function's uses");
    else if constexpr (How == Access::partiql_write)
        static_assert(good, "add partiql_writes<…> of this table to the function's uses");
    else if constexpr (How == Access::send)
        static_assert(good, "add sends<…> of this queue to the function's uses");
    else if constexpr (How == Access::invoke)
        static_assert(good, "add invokes<…> of this function to the function's uses");
    else if constexpr (How == Access::manage)
        static_assert(good, "add manages_connections<…> of this WebSocket API to the function's uses");
    else if constexpr (How == Access::fetch)
        static_assert(good, "add fetches<…> of this secret to the function's uses");
    else
        static_assert(good, "add publishes<…> of this topic to the function's uses");
    leave_mark<Target, How, Index>();
}

}  // namespace detail

}  // namespace bob

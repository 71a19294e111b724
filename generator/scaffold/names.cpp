#include "generator/scaffold/names.h"

#include <algorithm>
#include <array>

#include "generator/build/handlers.h"
#include "generator/characters.h"
#include "generator/check/declared/model.h"
#include "generator/model.h"
#include "generator/nearest.h"
#include "generator/scaffold/fault.h"

namespace bobgen::scaffold {

namespace {

/// The C++20 standard, [lex.key] and the alternative tokens; other names that the generated sources cannot use are at
/// the end.
constexpr std::string_view reserved[] = {"alignas",       "alignof",   "and",      "and_eq",       "asm",
                                         "auto",          "bitand",    "bitor",    "bool",         "break",
                                         "case",          "catch",     "char",     "char16_t",     "char32_t",
                                         "char8_t",       "class",     "co_await", "co_return",    "co_yield",
                                         "compl",         "concept",   "const",    "const_cast",   "consteval",
                                         "constexpr",     "constinit", "continue", "decltype",     "default",
                                         "delete",        "do",        "double",   "dynamic_cast", "else",
                                         "enum",          "explicit",  "export",   "extern",       "false",
                                         "float",         "for",       "friend",   "goto",         "if",
                                         "inline",        "int",       "long",     "mutable",      "namespace",
                                         "new",           "noexcept",  "not",      "not_eq",       "nullptr",
                                         "operator",      "or",        "or_eq",    "private",      "protected",
                                         "public",        "register",  "requires", "return",       "short",
                                         "signed",        "sizeof",    "static",   "static_cast",  "reinterpret_cast",
                                         "static_assert", "struct",    "switch",   "template",     "this",
                                         "thread_local",  "throw",     "true",     "try",          "typedef",
                                         "typeid",        "typename",  "union",    "unsigned",     "using",
                                         "virtual",       "void",      "volatile", "wchar_t",      "while",
                                         "xor",           "xor_eq",    "bob",      "bobgen",       "std",
                                         "stack",         "handle",    "lambda",   "main",         "request",
                                         "context",       "linux",     "unix"};

}  // namespace

bool is_identifier(std::string_view text) {
    return !text.empty() && bob::names::is_letter(text[0]) && bob::names::every(text, "_") &&
           text.find("__") == text.npos &&
           std::find(std::begin(reserved), std::end(reserved), text) == std::end(reserved);
}

void require_stack_name(std::string_view name) {
    constexpr std::size_t longest = 128;
    if (!bob::names::is_object_name(name) || !bob::names::every(name, "-") || name.size() > longest)
        throw Fault(
            backticked(name) +
            " is not a valid stack name; it must have only letters, digits and dashes, and start with a letter");
    if (!is_identifier(namespace_of(name)))
        throw Fault(backticked(name) + " is not a valid stack name, because it cannot be the name of a C++ namespace");
}

void require_function_name(std::string_view name) {
    if (!bob::names::is_function_name(name))
        throw Fault(backticked(name) +
                    " is not a valid function name; it must have 1 to 64 letters, digits, dashes or underscores");
    const std::string stem = handler_stem(name);
    if (!is_identifier(stem))
        throw Fault(backticked(name) + " is not a valid function name here, because C++ cannot name its declaration " +
                    backticked(stem));
}

void require_route_path(std::string_view path, bool rest) {
    const bob::names::PathFault fault = bob::names::path_fault(path);
    if (fault != bob::names::PathFault::ok)
        throw Fault("route path " + backticked(path) + " " + std::string(describe(fault)) +
                    "; write segments between slashes, a variable as a whole segment in braces: `/things/{id}`");
    if (rest && !is_rest_path(path))
        throw Fault("route path " + backticked(path) +
                    " has a character that a REST API does not allow; use letters, digits and `_-.,:` between the "
                    "slashes, or `--api http`");
}

bob::Method method_of(std::string_view word) {
    using enum bob::Method;
    constexpr std::array all = {get, post, put, patch, delete_, head, options, any};
    Nearest nearest(word);
    for (const bob::Method one : all) {
        if (naming::verb(one) == word) return one;
        nearest.offer(naming::verb(one));
    }
    throw Fault("there is no method " + backticked(word) +
                (nearest.best().empty() ? "; use GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS or ANY"
                                        : "; did you mean " + backticked(nearest.best()) + "?"));
}

std::string namespace_of(std::string_view stack) {
    std::string made(stack);
    std::replace(made.begin(), made.end(), '-', '_');
    return made;
}

std::string type_name_of(std::string_view stem) {
    std::string made;
    bool begins = true;
    for (const char c : stem) {
        if (c != '_') made += begins ? to_upper(c) : c;
        begins = c == '_';
    }
    return made;
}

}  // namespace bobgen::scaffold

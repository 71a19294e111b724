#include "generator/scaffold/fault.h"
#include "generator/scaffold/fill.h"
#include "generator/scaffold/names.h"
#include "generator/scaffold/scaffold.h"
#include "generator/scaffold/source_text.h"

namespace bobgen::scaffold {

namespace {

constexpr std::string_view cmake_lists = R"(cmake_minimum_required(VERSION 3.25)
project(@project@ LANGUAGES CXX)

set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
include(bob.cmake OPTIONAL) # where bob is on this machine, if CMake does not find it by itself
find_package(bob @version@ REQUIRED)

set(stacks stacks/@stack@)
bob_add_generator(bobgen STACKS ${stacks})
bob_add_handlers(STACKS ${stacks})
bob_add_tests(STACKS ${stacks})
)";

constexpr std::string_view bob_place =
    R"(# Where bob is on this machine; written by `bobgen new project`, and not committed.
set(bob_DIR [[@folder@]] CACHE PATH "Where bobConfig.cmake is")
)";

constexpr std::string_view launcher = R"sh(#!/bin/sh
# Builds this project's bobgen if needed and runs it: `./bobgen emit stage=dev`.
set -u
root=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P) || exit 2
build=$root/build/dev
log=$root/build/dev.log
mkdir -p "$build" || exit 2

# What compilers say has words of the sources in it, and none of its lines may be a command to a CI runner.
say_log() {
    word=
    [ "${GITHUB_ACTIONS-}" = true ] && [ ! -f /dev/stderr ] && word=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
    [ -z "$word" ] || printf '::stop-commands::%s\n' "$word" >&2
    tr '\r' '\n' <"$1" | sed -e 's/^\([[:space:]]*\)::/\1\\x3a:/' -e 's/##\[/#\\x23[/g' \
        -e 's/##\([Vv][Ss][Oo]\[\)/#\\x23\1/g' -e 's/##\([Tt][Ee][Aa][Mm][Cc][Ii][Tt][Yy]\[\)/#\\x23\1/g' >&2
    [ -z "$word" ] || printf '::%s::\n' "$word" >&2
}

fail() {
    say_log "$log"
    printf 'error: %s\n' "$1" >&2
    exit 2
}

# Only one build at a time may run in the folder. The lock is released when the process ends.
exec 9>"$build.lock" || exit 2
flock 9 2>/dev/null

if [ ! -f "$build/build.ninja" ]; then
    printf 'building bobgen (first time)...\n' >&2
    compiler_launcher=
    command -v ccache >/dev/null 2>&1 && compiler_launcher=-DCMAKE_CXX_COMPILER_LAUNCHER=ccache
    cmake -S "$root" -B "$build" -G Ninja ${compiler_launcher:+"$compiler_launcher"} >"$log" 2>&1 9>&- ||
        fail 'cannot configure the build; if bob was not found, add the bin folder of its installation to PATH'
fi
cmake --build "$build" --target bobgen >"$log" 2>&1 9>&- || fail 'bobgen does not build; see the messages above'

exec 9>&-
BOB_ROOT=$root exec "$build/bobgen" "$@"
)sh";

constexpr std::string_view readme = R"(# @project@
A backend on AWS, declared in C++ with bob. Each folder in `stacks/` is one CloudFormation stack.

```sh
./bobgen new endpoint @stack@ getThing --path '/things/{id}'    # a declaration, a handler and a test
./bobgen emit stage=dev                                         # templates/, which is committed
./bobgen build stage=dev                                        # build/artifacts/, an archive for each function
```

Tests:

```sh
cmake -S . -B build/dev -G Ninja -DBOB_TESTS=ON
cmake --build build/dev
ctest --test-dir build/dev
```
)";

constexpr std::string_view clang_format = R"(BasedOnStyle: Google
ColumnLimit: 120
IndentWidth: 4
AccessModifierOffset: -4
ContinuationIndentWidth: 4
DerivePointerAlignment: false
AllowShortFunctionsOnASingleLine: All
AllowShortIfStatementsOnASingleLine: WithoutElse
AllowShortLoopsOnASingleLine: true
IncludeBlocks: Preserve
SpacesBeforeTrailingComments: 2
)";

constexpr std::string_view tables =
    R"(/// What is stored. A table's declaration is the only place that defines its keys, indexes and types.
#pragma once

#include <bob/table.h>

namespace @namespace@ {

using bob::key;

}  // namespace @namespace@
)";

constexpr std::string_view functions = R"(/// Every function: what invokes it, and what it may do.
#pragma once

#include <bob/function.h>

#include "tables.h"

namespace @namespace@ {

using namespace bob::literals;

}  // namespace @namespace@
)";

constexpr std::string_view stack_source = R"(#include <bob/bob.h>

#include "functions.h"
#include "tables.h"

namespace @namespace@ {

bob::Stack stack(const bob::Stage&) {
    return {
        .name = "@stack@",
        .resources = {},
    };
}

}  // namespace @namespace@
)";

std::vector<File> stack_files(const std::string& name) {
    require_stack_name(name);
    const Blanks blanks = {{"stack", name}, {"namespace", namespace_of(name)}};
    const std::string folder = "stacks/" + name + "/";
    return {
        {folder + "tables.h", fill(tables, blanks)},
        {folder + "functions.h", fill(functions, blanks)},
        {folder + "stack.cpp", fill(stack_source, blanks)},
        {folder + "config/dev.yml", "# The development stage. The stack reads these values by their paths.\n"},
    };
}

}  // namespace

std::vector<File> new_project(const std::string& name, const std::string& stack, const std::string& bob_version,
                              const std::string& bob_folder) {
    if (!bob::names::is_object_name(name))
        throw Fault("`" + name +
                    "` is not a valid project name; it must start with a letter and have only letters, digits, dots, "
                    "dashes or underscores");
    // The installed package is compatible with versions that differ only in the last number.
    const std::string version = bob_version.substr(0, bob_version.rfind('.'));
    const Blanks blanks = {{"project", name}, {"stack", stack}, {"version", version}};
    std::vector<File> made = stack_files(stack);
    made.push_back({"CMakeLists.txt", fill(cmake_lists, blanks)});
    made.push_back({"bobgen", std::string(launcher), false, true});
    made.push_back({"README.md", fill(readme, blanks)});
    made.push_back({".gitignore", "/build/\n/bob.cmake\n/compile_commands.json\n"});
    made.push_back({".clang-format", std::string(clang_format)});
    if (!bob_folder.empty()) made.push_back({"bob.cmake", fill(bob_place, {{"folder", bob_folder}})});
    return made;
}

std::vector<File> new_stack(const std::string& name, const Read& read) {
    std::vector<File> made = stack_files(name);
    const std::string folder = "stacks/" + name;
    const std::optional<std::string> cmake = read("CMakeLists.txt");
    if (!cmake)
        throw Fault(
            "there is no `CMakeLists.txt` here; create a project with `bobgen new project`, or name one with `--root`");
    if (has_word(*cmake, folder)) return made;
    const std::optional<std::string> changed = with_stack(*cmake, folder);
    if (!changed)
        throw Fault(
            "`CMakeLists.txt` has no single list `set(stacks …)` to add to; add one, and pass it to "
            "`bob_add_generator` and the others: `STACKS ${stacks}`");
    made.push_back({"CMakeLists.txt", *changed, true});
    return made;
}

}  // namespace bobgen::scaffold

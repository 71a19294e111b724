#include "generator/check/lambda/runtimes.h"

#include <algorithm>
#include <iterator>

#include "generator/characters.h"
#include "generator/nearest.h"

namespace bobgen::runtimes {

namespace {

constexpr LambdaRuntime table[] = {
    {"dotnet10", "2028-11-14", "2029-01-15", ""},
    {"dotnet6", "2024-12-20", "2027-03-03", "dotnet10"},
    {"dotnet8", "2026-11-10", "2027-03-03", "dotnet10"},
    {"dotnetcore1.0", "2019-06-27", "2019-07-30", "dotnet10"},
    {"dotnetcore2.0", "2019-05-30", "2019-05-30", "dotnet10"},
    {"dotnetcore2.1", "2022-01-05", "2022-04-13", "dotnet10"},
    {"dotnetcore3.1", "2023-04-03", "2023-05-03", "dotnet10"},
    {"go1.x", "2024-01-08", "2027-03-03", "provided.al2023"},
    {"java11", "2027-06-30", "2027-08-31", "java25"},
    {"java17", "2027-06-30", "2027-08-31", "java25"},
    {"java21", "2029-06-30", "2029-08-31", "java25"},
    {"java25", "2029-06-30", "2029-08-31", ""},
    {"java8", "2024-01-08", "2027-03-03", "java25"},
    {"java8.al2", "2027-06-30", "2027-08-31", "java25"},
    {"nodejs", "2016-08-30", "2016-10-31", "nodejs24.x"},
    {"nodejs10.x", "2021-07-30", "2022-02-14", "nodejs24.x"},
    {"nodejs12.x", "2023-03-31", "2023-04-30", "nodejs24.x"},
    {"nodejs14.x", "2023-12-04", "2027-03-03", "nodejs24.x"},
    {"nodejs16.x", "2024-06-12", "2027-03-03", "nodejs24.x"},
    {"nodejs18.x", "2025-09-01", "2027-03-03", "nodejs24.x"},
    {"nodejs20.x", "2026-04-30", "2027-03-03", "nodejs24.x"},
    {"nodejs22.x", "2027-04-30", "2027-07-01", "nodejs24.x"},
    {"nodejs24.x", "2028-04-30", "2028-07-01", ""},
    {"nodejs4.3", "2020-03-05", "2020-03-05", "nodejs24.x"},
    {"nodejs6.10", "2019-08-12", "2019-08-12", "nodejs24.x"},
    {"nodejs8.10", "2020-03-06", "2020-03-06", "nodejs24.x"},
    {"provided", "2024-01-08", "2027-03-03", "provided.al2023"},
    {"provided.al2", "2026-07-31", "2027-03-03", "provided.al2023"},
    {"provided.al2023", "2029-06-30", "2029-08-31", ""},
    {"python2.7", "2021-07-15", "2022-05-30", "python3.14"},
    {"python3.10", "2026-10-31", "2027-03-03", "python3.14"},
    {"python3.11", "2027-06-30", "2027-08-31", "python3.14"},
    {"python3.12", "2028-10-31", "2029-01-10", "python3.14"},
    {"python3.13", "2029-06-30", "2029-08-31", "python3.14"},
    {"python3.14", "2029-06-30", "2029-08-31", ""},
    {"python3.6", "2022-07-18", "2022-08-29", "python3.14"},
    {"python3.7", "2023-12-04", "2027-03-03", "python3.14"},
    {"python3.8", "2024-10-14", "2027-03-03", "python3.14"},
    {"python3.9", "2025-12-15", "2027-03-03", "python3.14"},
    {"ruby2.5", "2021-07-30", "2022-03-31", "ruby4.0"},
    {"ruby2.7", "2023-12-07", "2027-03-03", "ruby4.0"},
    {"ruby3.2", "2026-03-31", "2027-03-03", "ruby4.0"},
    {"ruby3.3", "2027-03-31", "2027-05-31", "ruby4.0"},
    {"ruby3.4", "2028-03-31", "2028-05-31", "ruby4.0"},
    {"ruby4.0", "2029-03-31", "2029-05-31", ""},
};

struct Version {
    std::string_view language;
    int number = 0;  ///< 3.14 becomes 3014, so that it is greater than 3.9
};

/// "python3.14" is Python 3.14. Only digits, a dot and an `x` may follow the language.
Version version_of(std::string_view name) {
    const auto digit = name.find_first_of("0123456789");
    if (digit == name.npos) return {};
    Version found{name.substr(0, digit)};
    int part = 0, parts = 1;
    for (const char one : name.substr(digit)) {
        if (is_digit(one) && part < 1000) {
            part = part * 10 + (one - '0');
        } else if (one == '.' && parts == 1) {
            found.number = part * 1000;
            part = 0;
            ++parts;
        } else if (one != 'x') {
            return {};
        }
    }
    found.number += parts == 1 ? part * 1000 : part;
    return found;
}

/// "provided.al2032" for "provided.al2023"
bool are_shuffled(std::string_view left, std::string_view right) {
    return left.size() == right.size() && std::is_permutation(left.begin(), left.end(), right.begin());
}

}  // namespace

const LambdaRuntime* find(std::string_view name) {
    const auto found =
        std::find_if(std::begin(table), std::end(table), [&](const auto& one) { return one.name == name; });
    return found == std::end(table) ? nullptr : found;
}

bool may_be_newer(std::string_view name) {
    const Version asked = version_of(name);
    if (asked.language.empty()) return false;
    for (const LambdaRuntime& one : table) {
        if (is_misspelling(name, one.name)) return false;
        const Version version = version_of(one.name);
        if (version.language != asked.language) {
            if (is_misspelling(asked.language, version.language)) return false;
            continue;
        }
        if (version.number >= asked.number || are_shuffled(one.name, name)) return false;
    }
    return true;
}

std::string_view nearest(std::string_view name) {
    Nearest near(name);
    for (const LambdaRuntime& one : table)
        if (one.deprecated > as_of) near.offer(one.name);
    return near.best();
}

}  // namespace bobgen::runtimes

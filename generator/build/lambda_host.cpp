#include "generator/build/lambda_host.h"

#include <elf.h>

#include <algorithm>
#include <charconv>
#include <vector>

namespace bobgen {

namespace {

/// The newest symbol version of a family.
struct Newest {
    std::string_view family;
    std::string_view version;
};

struct System {
    std::string_view runtime;
    std::string_view name;
    Newest newest[4];
};

/// The glibc and GCC releases of Amazon Linux, from its package lists, read on 2026-11-20:
/// https://docs.aws.amazon.com/linux/al2023/ug/core-glibc.html (glibc 2.34, GCC 11) and
/// https://docs.aws.amazon.com/linux/al2023/ug/compare-with-al2.html (Amazon Linux 2 has glibc 2.26 and GCC 7.3). Which
/// release introduced which version: the ABI history at https://gcc.gnu.org/onlinedocs/libstdc++/manual/abi.html.
constexpr System systems[] = {
    {"provided.al2023",
     "Amazon Linux 2023",
     {{"GLIBC_", "2.34"}, {"GLIBCXX_", "3.4.29"}, {"CXXABI_", "1.3.13"}, {"GCC_", "11.0"}}},
    {"provided.al2",
     "Amazon Linux 2",
     {{"GLIBC_", "2.26"}, {"GLIBCXX_", "3.4.24"}, {"CXXABI_", "1.3.11"}, {"GCC_", "7.0.0"}}},
};

/// The C and C++ runtime, which every image has. Other libraries vary between images, so none is relied on.
constexpr std::string_view present[] = {
    "libc.so.6",      "libm.so.6",     "libpthread.so.0", "libdl.so.2",           "librt.so.1",
    "libresolv.so.2", "libgcc_s.so.1", "libstdc++.so.6",  "ld-linux-x86-64.so.2", "ld-linux-aarch64.so.1"};

/// "2.34" as {2, 34}; nothing for what is not a version, such as GLIBC_PRIVATE or GLIBC_ABI_DT_RELR.
std::optional<std::vector<unsigned>> numbers(std::string_view version) {
    std::vector<unsigned> made;
    while (true) {
        unsigned number = 0;
        const auto [end, fault] = std::from_chars(version.data(), version.data() + version.size(), number);
        if (fault != std::errc()) return std::nullopt;
        made.push_back(number);
        version.remove_prefix(static_cast<std::size_t>(end - version.data()));
        if (version.empty()) return made;
        if (version.front() != '.') return std::nullopt;
        version.remove_prefix(1);
    }
}

std::string machine_name(unsigned machine) {
    if (machine == EM_X86_64) return "x86_64";
    if (machine == EM_AARCH64) return "arm64";
    return "another architecture (ELF machine " + std::to_string(machine) + ")";
}

/// The first version that the system does not have, the newest of its family.
std::string too_new(const Elf& elf, const System& system) {
    std::string worst;
    std::vector<unsigned> worst_numbers;
    for (const std::string& version : elf.versions)
        for (const Newest& newest : system.newest) {
            if (!version.starts_with(newest.family)) continue;
            const auto needed = numbers(std::string_view(version).substr(newest.family.size()));
            // A name instead of a number is a feature that is newer than all of these, or internal to glibc.
            if (!needed) {
                if (worst.empty()) worst = version;
            } else if (*needed > *numbers(newest.version) && *needed > worst_numbers) {
                worst = version;
                worst_numbers = *needed;
            }
        }
    return worst;
}

}  // namespace

std::optional<CannotStart> why_not_started(const Elf& elf, std::string_view runtime, std::string_view architecture) {
    if (!elf.program)
        return CannotStart{"is not a program but a library or an object file",
                           "link it as an executable; `bob_add_handlers` does"};
    const unsigned machine = architecture == "arm64" ? EM_AARCH64 : EM_X86_64;
    if (elf.machine != machine)
        return CannotStart{
            "is for " + machine_name(elf.machine) + ", but the function for " + std::string(architecture),
            "remove build/handlers, and look for flags that select a different compiler"};
    const auto* system =
        std::find_if(std::begin(systems), std::end(systems), [&](const System& one) { return one.runtime == runtime; });
    if (system == std::end(systems)) system = std::begin(systems);
    for (const std::string& library : elf.libraries)
        if (std::find(std::begin(present), std::end(present), library) == std::end(present))
            return CannotStart{"needs `" + library + "`, which " + std::string(system->name) + " does not have",
                               "link the static library instead"};
    if (const std::string version = too_new(elf, *system); !version.empty())
        return CannotStart{"needs `" + version + "`, which is newer than what " + std::string(system->name) + " has",
                           "link it statically; `bob_add_handlers` does"};
    return std::nullopt;
}

}  // namespace bobgen

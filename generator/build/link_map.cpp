#include "generator/build/link_map.h"

#include <algorithm>
#include <charconv>
#include <map>

namespace bobgen {

namespace {

/// The words of a line; only folder names contain spaces, and they come last and stay whole.
std::string_view next_word(std::string_view& line) {
    const std::size_t begin = std::min(line.find_first_not_of(' '), line.size());
    const std::size_t end = std::min(line.find(' ', begin), line.size());
    const std::string_view word = line.substr(begin, end - begin);
    line.remove_prefix(end);
    return word;
}

bool hexadecimal(std::string_view word, std::uint64_t& number) {
    if (!word.starts_with("0x")) return false;
    const auto [end, fault] = std::from_chars(word.data() + 2, word.data() + word.size(), number, 16);
    return fault == std::errc() && end == word.data() + word.size();
}

bool any_of(std::string_view name, std::initializer_list<std::string_view> names) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

/// The owner of an input section: by its archive or its object; nlohmann/json is header-only, so by its symbol name.
std::string_view owner(std::string_view section, std::string_view file) {
    const std::size_t member = file.find('(');
    std::string_view archive = file.substr(0, member);
    archive.remove_prefix(archive.rfind('/') + 1);
    if (any_of(archive, {"libssl.a", "libcrypto.a"})) return "OpenSSL";
    if (any_of(archive, {"libmbedtls.a", "libmbedx509.a", "libmbedcrypto.a"})) return "mbedTLS";
    if (archive == "libcurl.a") return "curl";
    if (any_of(archive, {"libstdc++.a", "libsupc++.a", "libgcc.a", "libgcc_eh.a"})) return "C++ library";
    if (any_of(archive, {"libc.a", "libm.a", "libpthread.a", "libm-2.36.a", "libmvec.a"})) return "C library";
    if (archive.starts_with("crt") && archive.ends_with(".o")) return "C library";
    if (section.find("nlohmann") != section.npos || file.ends_with("(json.cpp.o)")) return "JSON";
    if (archive == "libbob_runtime.a" || file.find("bob_runtime_main.dir/") != file.npos) return "bob";
    // Functions and tables are objects with room for every list that they could have; most of it is zeros.
    if (section.starts_with(".data.rel.ro.local._ZN")) return "declarations";
    return "handler";
}

}  // namespace

std::vector<Share> shares_of(std::string_view map) {
    constexpr std::string_view heading = "\nLinker script and memory map\n";
    const std::size_t begin = map.find(heading);
    if (begin == map.npos) return {};
    map.remove_prefix(begin + heading.size());

    std::map<std::string_view, std::uint64_t> bytes;
    std::string_view name;  // of the input section, when its line ended after its name
    bool in_file = false;   // of the output section: .bss takes no space in the file
    while (!map.empty()) {
        const std::size_t end = std::min(map.find('\n'), map.size());
        std::string_view line = map.substr(0, end);
        map.remove_prefix(std::min(end + 1, map.size()));
        if (!line.empty() && line.front() != ' ') {
            const std::string_view output = next_word(line);
            in_file = output.starts_with('.') && output != ".bss" && output != ".tbss" && output != ".comment";
            continue;
        }
        if (line.size() > 1 && line[1] != ' ') name = next_word(line);
        if (name.empty()) continue;
        std::uint64_t address = 0, size = 0;
        std::string_view rest = line;
        const std::string_view first = next_word(rest);
        if (first.empty()) continue;  // the numbers are on the next line
        if (hexadecimal(first, address) && hexadecimal(next_word(rest), size) && address != 0 && in_file &&
            name != "*fill*") {
            const std::size_t file = rest.find_first_not_of(' ');
            if (file != rest.npos) bytes[owner(name, rest.substr(file))] += size;
        }
        name = {};
    }

    std::vector<Share> shares;
    for (const auto& [what, count] : bytes)
        if (count > 0) shares.push_back({std::string(what), count});
    std::stable_sort(shares.begin(), shares.end(), [](const Share& a, const Share& b) { return a.bytes > b.bytes; });
    return shares;
}

}  // namespace bobgen

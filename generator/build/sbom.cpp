#include "generator/build/sbom.h"

#include <algorithm>
#include <charconv>
#include <nlohmann/json.hpp>
#include <tuple>

namespace bobgen {

namespace {

std::vector<std::string> fields_of(std::string_view line) {
    std::vector<std::string> made;
    while (true) {
        const std::size_t tab = line.find('\t');
        made.emplace_back(line.substr(0, tab));
        if (tab == line.npos) return made;
        line.remove_prefix(tab + 1);
    }
}

/// As a package URL wants a version: `+` and `~` among others are escaped.
std::string url_escaped(std::string_view text) {
    constexpr std::string_view plain = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.-_~";
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string made;
    for (const char one : text) {
        if (plain.find(one) != plain.npos) {
            made += one;
            continue;
        }
        const auto byte = static_cast<unsigned char>(one);
        made += '%';
        made += digits[byte >> 4U];
        made += digits[byte & 0xFU];
    }
    return made;
}

}  // namespace

LibraryReport read_library_report(std::string_view text, std::string_view architecture) {
    LibraryReport made;
    while (!text.empty()) {
        const std::size_t end = text.find('\n');
        const std::vector<std::string> fields = fields_of(text.substr(0, end));
        text = end == text.npos ? std::string_view() : text.substr(end + 1);
        if (fields.size() == 4 && fields[0] == "newer")
            made.newer.push_back({fields[1], fields[2], fields[3]});
        else if (fields.size() == 4)
            made.libraries.push_back({fields[0], fields[1], fields[2], fields[3], std::string(architecture)});
        else if (fields.size() == 2 && fields[0] == "age")
            std::from_chars(fields[1].data(), fields[1].data() + fields[1].size(), made.days);
    }
    return made;
}

std::vector<std::string> remarks_on(const LibraryReport& report, std::string_view tls, std::string_view folder) {
    constexpr int old = 30;
    std::vector<std::string> made;
    made.reserve(report.newer.size() + 2);
    const std::string renew = "; remove `" + std::string(folder) + "` and build again to have what is newest";
    for (const LibraryReport::Newer& one : report.newer)
        made.push_back("handlers link " + one.name + " " + one.has + ", and there is " + one.offered + renew);
    if (report.newer.empty() && report.days > old)
        made.push_back("the libraries that handlers link are " + std::to_string(report.days) +
                       " days old, and may lack fixes" + renew);
    if (tls == "mbedtls")
        made.push_back(
            "the mbedTLS of Debian 12 is of the series 2.28: it has no TLS 1.3, its makers release no more of "
            "it, and it gets the fixes alone that Debian brings back; OpenSSL has neither fault");
    return made;
}

std::string sbom_of(std::string_view stack, std::vector<LinkedLibrary> libraries) {
    const auto order = [](const LinkedLibrary& one) {
        return std::tie(one.name, one.architecture, one.version, one.sha256);
    };
    std::sort(libraries.begin(), libraries.end(), [&](const auto& a, const auto& b) { return order(a) < order(b); });
    auto components = nlohmann::ordered_json::array();
    for (const LinkedLibrary& one : libraries) {
        nlohmann::ordered_json made = {{"type", "library"},
                                       {"bom-ref", one.name + "-" + one.architecture},
                                       {"name", one.name},
                                       {"version", one.version}};
        if (!one.sha256.empty()) made["hashes"] = {{{"alg", "SHA-256"}, {"content", one.sha256}}};
        if (one.version != "unknown")
            made["purl"] = "pkg:deb/debian/" + one.package + "@" + url_escaped(one.version) + "?arch=source";
        made["properties"] = {{{"name", "bob:architecture"}, {"value", one.architecture}}};
        components.push_back(std::move(made));
    }
    const nlohmann::ordered_json document = {
        {"bomFormat", "CycloneDX"},
        {"specVersion", "1.5"},
        {"version", 1},
        {"metadata", {{"component", {{"type", "application"}, {"bom-ref", stack}, {"name", stack}}}}},
        {"components", std::move(components)}};
    return document.dump(2) + "\n";
}

}  // namespace bobgen

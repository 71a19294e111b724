/// What is linked into the programs of a stack besides its own code: for `sbom.cdx.json` beside the archives, in
/// CycloneDX, which scanners for known faults read.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace bobgen {

struct LinkedLibrary {
    std::string name;
    std::string version;
    std::string package;  ///< Debian's source package
    std::string sha256;   ///< of the file that is linked
    std::string architecture;
};

/// What `tools/handler-libraries report` says.
struct LibraryReport {
    std::vector<LinkedLibrary> libraries;
    struct Newer {
        std::string name, has, offered;
    };
    std::vector<Newer> newer;  ///< of which this machine's package lists have a newer version
    int days = 0;              ///< since they were made
};
LibraryReport read_library_report(std::string_view text, std::string_view architecture);

/// What to say of them: newer versions, more than 30 days, a TLS library that lacks something. A line each.
std::vector<std::string> remarks_on(const LibraryReport&, std::string_view tls, std::string_view folder);

/// Same libraries, same bytes: it has neither a time nor a number of its own.
std::string sbom_of(std::string_view stack, std::vector<LinkedLibrary>);

}  // namespace bobgen

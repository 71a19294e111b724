/// What `bobgen new` writes: projects, stacks and endpoints, as texts. The files that are there already come in through
/// a function, and nothing is written here.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace bobgen::scaffold {

struct File {
    std::string path;  ///< relative to the project's folder
    std::string text;
    bool changes = false;  ///< an existing file, with something added
    bool executable = false;
};

/// The text of a file of the project; nothing when there is none.
using Read = std::function<std::optional<std::string>(const std::string& path)>;

/// A folder for a project of its own, with one stack that has nothing in it yet. `bob_folder` is where its CMake finds
/// bob's package files; empty when it finds them by itself. Throws Fault, as the others do.
std::vector<File> new_project(const std::string& name, const std::string& stack, const std::string& bob_version,
                              const std::string& bob_folder);

/// The same stack, added to a project, or to bob's own checkout.
std::vector<File> new_stack(const std::string& name, const Read&);

/// An endpoint: a function, its route, its handler and a test.
struct Endpoint {
    std::string folder;          ///< of the stack: "stacks/shop"
    std::string name;            ///< of the function: "getThing"
    std::string method = "GET";  ///< in capitals
    std::string path;            ///< "/things/{id}"
    std::string api;             ///< "http" or "rest"; what the stack's other functions have when empty
    std::string authorizer;      ///< the C++ name of one; anybody may call when empty
    /// The C++ name of a table. The endpoint then is of three layers: the handler reads the request, a use case
    /// decides, and a data source is the table's side of the interface that the use case states. That pays where there
    /// is data, since the use case is tested without AWS; without a table there is nothing to keep apart, and the
    /// handler is all.
    std::string table;
};

std::vector<File> new_endpoint(const Endpoint&, const Read&);

}  // namespace bobgen::scaffold

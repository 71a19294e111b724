/// What `bobgen new` writes: projects, stacks and endpoints, as texts. Existing files are read through a function, and
/// nothing is written here.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace bobgen::scaffold {

struct File {
    std::string path;  ///< relative to the project's folder
    std::string text;
    bool changes = false;  ///< an existing file, with an addition
    bool executable = false;
};

/// The content of a project file; nothing when it does not exist.
using Read = std::function<std::optional<std::string>(const std::string& path)>;

/// A folder for a new project, with one empty stack. `bob_folder` is where its CMake finds bob's package files; empty
/// when it finds them by itself. Throws Fault, like the other functions.
std::vector<File> new_project(const std::string& name, const std::string& stack, const std::string& bob_version,
                              const std::string& bob_folder);

/// The same stack, added to a project, or to bob's own checkout.
std::vector<File> new_stack(const std::string& name, const Read&);

/// An endpoint: a function, its route, its handler and a test.
struct Endpoint {
    std::string folder;          ///< of the stack: "stacks/shop"
    std::string name;            ///< of the function: "getThing"
    std::string method = "GET";  ///< in upper case
    std::string path;            ///< "/things/{id}"
    std::string api;             ///< "http" or "rest"; when empty, the one that the stack's other functions use
    std::string authorizer;      ///< the C++ name of an authorizer; when empty, anyone may call
    /// The C++ name of a table. The endpoint then has three layers: the handler reads the request, a use case decides,
    /// and a data source implements the interface that the use case declares. This is useful where there is data,
    /// because the use case can be tested without AWS; without a table there is nothing to separate, and the handler is
    /// everything.
    std::string table;
};

std::vector<File> new_endpoint(const Endpoint&, const Read&);

}  // namespace bobgen::scaffold

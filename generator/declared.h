/// The functions of a stack in a stage, as far as their code is concerned. Strings are copies: the stack no longer
/// exists when handlers are built.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "bob/grant.h"
#include "generator/place.h"

namespace bobgen {

class Model;

/// One entry of `.uses` that the runtime offers operations for.
struct DeclaredUse {
    bob::Access access;
    std::string target;
    std::string index;
    Place place;
};

struct DeclaredFunction {
    std::string stack;         ///< the folder of its artifacts
    std::string name;          ///< "bookAvailability"
    std::string runtime;       ///< "provided.al2023"
    std::string architecture;  ///< "arm64" or "x86_64"
    std::vector<DeclaredUse> uses;
    Place place;
    Place architecture_place;

    bool runs_a_program() const { return runtime.starts_with("provided."); }
};

std::vector<DeclaredFunction> declared_functions(const Model&);

}  // namespace bobgen

/// An output: what a valid stack becomes, and the name of its file.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "generator/validate.h"

namespace bobgen {

struct Backend {
    std::string_view format;  ///< the value of `--format`
    std::string_view file;    ///< under templates/<stack>/<stage>/
    bool by_default;          ///< written when no `--format` is given
    bool for_cloudformation;  ///< a template, which has a maximum size
    /// Nothing where the stack has none: then there is no such file.
    void (*write)(const Valid&, std::string& out);
    void (*check)(const Valid&, Report&) = nullptr;  ///< reports what this output can't say
};

/// All of them. A new one needs its file and its line in backends.cpp.
std::span<const Backend> backends();
const Backend* find_backend(std::string_view format);

Value serverless_document(const Valid&);
void check_serverless(const Valid&, Report&);
Template package_template(const Valid&);

}  // namespace bobgen

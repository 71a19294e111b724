/// An endpoint for a table, in three layers: `handlers/` reads the request and writes the response, `use_cases/`
/// decides and declares the interface that it needs, `data_sources/` implements that interface with DynamoDB.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "generator/scaffold/fill.h"
#include "generator/scaffold/layer_texts.h"
#include "generator/scaffold/scaffold.h"
#include "generator/scaffold/source_text.h"
#include "generator/value.h"

namespace bobgen::scaffold {

/// The sample value in examples.
inline constexpr std::string_view example_value = "1";

/// `static bob::Response handle(…)`, on two lines if one is too long.
std::string handler_signature(const std::string& function);

class Layers {
public:
    /// Throws Fault when the endpoint cannot be generated for the table: GET, PUT and DELETE are about one item, which
    /// the path names by the table's keys, and POST creates one.
    Layers(const Endpoint&, const TableText&, const std::string& name_space, const std::string& function);

    std::string_view grant() const { return texts_->grant; }
    /// The item, for a method with a body; members with types that are not known here are left out.
    Value example_body() const;
    std::vector<File> files() const;

private:
    struct Key {
        std::string name;
        std::string type;
        bool text;     ///< a std::string; otherwise a whole number
        bool in_path;  ///< a variable of it

        std::string literal(std::string_view digits) const;
    };
    Blanks blanks() const;
    std::string each_key(const std::string& between, std::string (*word)(const Key&)) const;

    std::string folder_;
    std::string name_;
    std::string function_;
    TableText table_;
    const LayerTexts* texts_ = nullptr;
    std::vector<Key> keys_;
    std::string name_space_;
};

}  // namespace bobgen::scaffold

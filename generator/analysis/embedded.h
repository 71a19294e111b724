/// Documents that a template has inside: a state machine, an event pattern, an OpenAPI body.
///
/// They come as an object, or as JSON in a string, in `Fn::Sub` or in `Fn::Join`. What AWS fills in at deployment (and
/// a state machine from its `DefinitionSubstitutions`) leaves a hole: the value around it is a call, as everywhere in
/// a template, so that no rule says anything of it.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "generator/analysis/facts.h"

namespace bobgen {

/// Whether `${name}` in plain text is a hole too, as it is in the definition of a state machine.
enum class Holes : unsigned char { of_functions, of_text };

struct Embedded {
    std::optional<Value> tree;  ///< nothing when it is unknown, or is not JSON
    std::string fault;          ///< why it is certainly not JSON
    Place fault_place;
    std::size_t least_bytes = 0;  ///< how long its text is at least; 0 for an object
    bool is_text = false;
    Place place;
};

/// The document that a property is.
Embedded embedded_document(const Value&, Place otherwise, Holes);
/// The same of a resource's property; nothing when it does not have it. An object is settled.
std::optional<Embedded> embedded_document(const TemplateResource&, const Facts&, std::string_view property, Holes);

/// A text of any language, each line at its place in the file. Holes are written as `${…}`.
struct EmbeddedText {
    std::string text;
    bool has_holes = false;
    Place place_at(std::size_t offset) const;

    struct Piece {
        std::size_t begin;
        Place place;
        bool is_block;  ///< each line of it is a line of the file, from the one after its place on
    };
    struct Hole {
        std::size_t begin, end;
    };
    std::vector<Piece> pieces;
    std::vector<Hole> holes;
    std::vector<std::size_t> line_ends;
};
/// Nothing when it is no text, or a function whose outcome only AWS knows.
std::optional<EmbeddedText> embedded_text(const Value&, Place otherwise, Holes);

/// What an embedded string says, with `${…}` for its holes; nothing for anything else.
std::optional<std::string_view> text_with_holes(const Value*);

}  // namespace bobgen

/// Templates with tables, indexes and functions that query them, for the tests of plans.
#pragma once

#include <map>
#include <optional>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "generator/template.h"

namespace bobgen::testing {

/// A global index of the sketch: its key attribute, and what it has besides its keys.
struct SketchIndex {
    int key = 0;
    int projection = 0;
    auto operator<=>(const SketchIndex&) const = default;
};

struct SketchTable {
    int key = 0;
    std::map<std::string, SketchIndex> indexes;
    int billing = 0;       ///< 0 on demand, 1 provisioned
    int time_to_live = 0;  ///< 0 none, otherwise an attribute
    int stream = 0;        ///< 0 none, otherwise a view
    bool retained = true;
    bool is_protected = false;
    int tags = 0;
};

struct SketchFunction {
    std::set<std::pair<std::string, std::string>> queries;  ///< table, index
    std::string reads_stream_of;
    int code = 0;  ///< 0: from the shared parameter; otherwise an archive with its own version
    int memory = 128;
};

struct Sketch {
    std::map<std::string, SketchTable> tables;
    std::map<std::string, SketchFunction> functions;
    std::vector<std::string> lost;  ///< tombstones

    Template drawn() const;
};

/// What `any_sketch` may change besides indexes and functions.
struct SketchKinds {
    int tables = 2;
    int indexes = 3;
    int functions = 2;
    bool settings = true;     ///< billing, time to live, streams, tags
    bool keys = false;        ///< tables with different keys
    bool removal = false;     ///< tables that are created and removed
    bool shared_code = true;  ///< code from a parameter
};

Sketch any_sketch(std::mt19937&, const SketchKinds&);
/// Another one of the same tables and functions.
Sketch changed(const Sketch&, std::mt19937&, const SketchKinds&);

}  // namespace bobgen::testing

/// A document tree under construction, event by event, for the YAML and JSON readers: names, functions, aliases,
/// limits.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "generator/no_echo.h"
#include "generator/read/document.h"

namespace bobgen {

/// What comes before a node: `!Sub`, `&anchor`. `long_name` is for a function that is not a node of its own
/// (`!Contains` becomes `{Fn::Contains: …}`).
struct NodeMarks {
    std::optional<Intrinsic> function;
    std::string long_name;
    std::string anchor;
};

class DocumentBuilder {
public:
    /// `file` may be null: then no node has a place. `hides`: something in it is not to be told.
    DocumentBuilder(const char* file, Dialect, Report&, bool hides = false);

    void open_map(Place, NodeMarks = {});
    void open_list(Place, NodeMarks = {});
    void close();
    void scalar(Value, Place, const NodeMarks& = {});
    /// The name of the next member. `is_merge`: an unquoted `<<`.
    void name(std::string, Place, bool is_merge = false);
    void alias(const std::string& anchor, Place);
    /// An anchor may also mark a name.
    void keep(const std::string& anchor, const std::string& name, Place);

    /// Inside a map, before a name.
    bool wants_name() const;
    /// A limit was exceeded; the document is lost.
    bool refused() const { return refused_; }
    void refuse_size(Place);

    /// Adds a finding, unless there are already too many.
    void tell(Diagnostic);
    void tell(const Rule&, std::string message, Label at, std::string fix);
    /// Unknown, when the document is in no file.
    Place place(unsigned line, unsigned column) const { return file_ ? Place(file_, line, column) : Place(); }
    Dialect dialect() const { return dialect_; }
    /// A word of the document as a finding may tell it: it may be part of a value that was not to be one.
    std::string_view told(std::string_view word) const { return hides_ ? hidden_value : word; }
    bool hides() const { return hides_; }
    /// Values that an alias stands for, when something is hidden.
    const std::vector<std::pair<Place, Place>>& aliases() const { return alias_places_; }
    /// Whether a name was written twice in one map.
    bool repeats() const { return repeats_; }
    /// Where the values are that a `NoEcho` hides.
    const std::vector<Place>& hidden() const { return hidden_; }

    /// The tree, once everything is closed.
    std::optional<Value> finish();

private:
    struct Size {
        std::size_t values = 1;
        std::size_t bytes = 0;  ///< of strings and names
        unsigned levels = 1;
    };
    struct Node {
        Value value;
        Size size;
    };
    struct Open {
        Value value;
        Size size;
        NodeMarks marks;
        bool is_name;  ///< it is in the place of a name: reported, and dropped
        bool has_name = false;
        bool drops_next = false;
        bool merges_next = false;
        std::string name{};
        Place name_place{};
        std::vector<Value> merged{};
    };

    void open(Value, Place, NodeMarks);
    void add(Node, const NodeMarks&);
    void put(Node);
    void keep(const std::string& anchor, const Node&);
    bool spend(const Size&, Place);
    void refuse(std::string message, Place, std::string fix);
    void tell_no_text(Place, std::string_view what);
    void merge(Open&);
    void drop_repeated(Map&);
    void hide(const Map&);
    void hide(const Value&);

    const char* file_;
    Dialect dialect_;
    Report& report_;
    std::vector<Open> open_;
    std::optional<Value> root_;
    std::unordered_map<std::string, Node> anchors_;
    std::size_t values_ = 0;
    std::size_t bytes_ = 0;
    std::size_t told_ = 0;
    std::size_t aliases_ = 0;
    Place first_alias_;
    bool refused_ = false;
    bool hides_;
    bool repeats_ = false;
    std::vector<std::pair<Place, Place>> alias_places_;
    std::vector<Place> hidden_;
    std::map<std::pair<unsigned, unsigned>, Place> aliased_;  ///< where it was written, by line and column of the alias
};

/// Whether a template's `Transform` is, or contains, that of the Serverless Application Model.
bool is_for_sam(const Value* transform);

}  // namespace bobgen

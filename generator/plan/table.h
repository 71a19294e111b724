/// A table between two templates: which of its changes need a separate update, and its intermediate states.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "generator/template.h"

namespace bobgen::plan {

/// An index that is created, deleted, or (both) recreated under the same name.
struct IndexChange {
    std::string name;
    const Value* before = nullptr;
    const Value* after = nullptr;
    bool of_other_type = false;  ///< its keys have an attribute that other indexes have with a different type
};

/// The progress of a table. All false means the old one.
struct TableState {
    bool rest = false;                ///< everything without a separate update
    bool no_time_to_live = false;     ///< the old attribute's time to live is off
    bool new_time_to_live = false;    ///< the new attribute's time to live is on
    bool no_stream = false;           ///< the old view's stream is off
    bool new_stream = false;          ///< the new view's stream is on
    std::vector<bool> dropped, made;  ///< as in `Table::indexes`
};

struct Table {
    const TemplateResource* before = nullptr;
    const TemplateResource* after = nullptr;
    std::vector<IndexChange> indexes;
    bool time_to_live = false;  ///< a different attribute has it
    bool stream = false;        ///< a different view is wanted
    bool rest = false;          ///< something else changes
    int indexes_before = 0;     ///< including local ones
    int attributes_before = 0;  ///< named in projections, counting repetitions

    /// The table of a template with that much done. For a finished table it returns exactly `after`.
    TemplateResource in(const TableState&) const;
    /// Those that must be deleted before this one can be created: one attribute cannot have two types.
    std::vector<std::size_t> must_go_before(std::size_t index) const;
    static int projected(const Value& index);

private:
    friend Table table_between(const Template&, const TemplateResource&, const Template&, const TemplateResource&);
    Value old_properties_, new_properties_;  ///< resolved values of what is read
};

/// The differences between the two. Index lists that contain functions are left to `rest`.
Table table_between(const Template& old_template, const TemplateResource& before, const Template& new_template,
                    const TemplateResource& after);

/// Whether the table must be replaced: its key, a local index, the type of a key attribute or its name changes.
bool is_another_table(const Template& old_template, const TemplateResource& before, const Template& new_template,
                      const TemplateResource& after);

}  // namespace bobgen::plan

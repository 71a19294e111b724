/// A table on its way from one template to the next: which of its changes need an update of their own, and what it is
/// in between.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "generator/template.h"

namespace bobgen::plan {

/// An index that is made, goes, or (both) is made anew under the same name.
struct IndexChange {
    std::string name;
    const Value* before = nullptr;
    const Value* after = nullptr;
    bool of_other_type = false;  ///< its keys have an attribute that other indexes have with another type
};

/// How far a table is. Everything false is the old one.
struct TableState {
    bool rest = false;                ///< everything without an update of its own
    bool no_time_to_live = false;     ///< the old attribute's is off
    bool new_time_to_live = false;    ///< the new attribute's is on
    bool no_stream = false;           ///< the old view's is off
    bool new_stream = false;          ///< the new view's is on
    std::vector<bool> dropped, made;  ///< as in `Table::indexes`
};

struct Table {
    const TemplateResource* before = nullptr;
    const TemplateResource* after = nullptr;
    std::vector<IndexChange> indexes;
    bool time_to_live = false;  ///< another attribute has it
    bool stream = false;        ///< another view is wanted
    bool rest = false;          ///< something else changes
    int indexes_before = 0;     ///< local ones, too
    int attributes_before = 0;  ///< that projections name, repeats counted

    /// The table of a template in which that much is done. What it returns for a new table is `after`, to the letter.
    TemplateResource in(const TableState&) const;
    /// Those that must go before this one can be made: one attribute can't have two types.
    std::vector<std::size_t> must_go_before(std::size_t index) const;
    static int projected(const Value& index);

private:
    friend Table table_between(const Template&, const TemplateResource&, const Template&, const TemplateResource&);
    Value old_properties_, new_properties_;  ///< resolved, for what is read of them
};

/// What differs between the two. Index lists that hold functions are left to `rest`.
Table table_between(const Template& old_template, const TemplateResource& before, const Template& new_template,
                    const TemplateResource& after);

/// Whether the new table can only be another one: its key, a local index, the type of a key attribute or its name
/// changes.
bool is_another_table(const Template& old_template, const TemplateResource& before, const Template& new_template,
                      const TemplateResource& after);

}  // namespace bobgen::plan

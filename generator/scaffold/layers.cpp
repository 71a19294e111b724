#include "generator/scaffold/layers.h"

#include <algorithm>

#include "generator/characters.h"
#include "generator/check/declared/model.h"
#include "generator/scaffold/fault.h"
#include "generator/scaffold/names.h"

namespace bobgen::scaffold {

namespace {

constexpr std::string_view handler = R"(#include <bob/handler.h>

#include "data_sources/@function@.h"
#include "functions.h"
#include "use_cases/@function@.h"

namespace @namespace@ {

@signature@ {
@handler@}

static const bob::Lambda lambda = bob::handles<@function@>(handle);

}  // namespace @namespace@
)";

constexpr std::string_view use_case_header =
    R"(/// What `@name@` does, independent of the caller and of where the data is stored.
#pragma once

@header_includes@#include "tables.h"

namespace @namespace@::use_cases {

/// What it needs from the data source.
class @type@Source {
public:
    virtual ~@type@Source() = default;
@interface_part@};

@promise@@declaration@;

}  // namespace @namespace@::use_cases
)";

constexpr std::string_view use_case = R"(#include "use_cases/@function@.h"

@error_include@namespace @namespace@::use_cases {

@declaration@ @definition@

}  // namespace @namespace@::use_cases
)";

constexpr std::string_view data_source = R"(/// The table `@table@`, as `@name@` uses it.
#pragma once

#include <bob/runtime/context.h>

#include "functions.h"
#include "use_cases/@function@.h"

namespace @namespace@::data_sources {

class @type@Source : public use_cases::@type@Source {
public:
    explicit @type@Source(const bob::Context<@function@>& context) |> : context_(context) {}

@data_source@
private:
    const bob::Context<@function@>& context_;
};

}  // namespace @namespace@::data_sources
)";

constexpr std::string_view test = R"(#include "use_cases/@function@.h"

@error_test_include@#include <gtest/gtest.h>
@test_includes@
namespace @namespace@::use_cases {
namespace {

@item@ with_key(@parameters@) {
    @item@ item{};
@set_keys@    return item;
}

@test@
}  // namespace
}  // namespace @namespace@::use_cases
)";

constexpr std::string_view compare_keys =
    R"(    if (@keys_differ@) |> throw bob::BadRequest("The path and the body have different keys.");
)";

bool is_whole_number(std::string_view type) {
    constexpr std::string_view known[] = {"int",           "long",         "long long",
                                          "unsigned",      "unsigned int", "std::int32_t",
                                          "std::uint32_t", "std::int64_t", "std::uint64_t"};
    return std::find(std::begin(known), std::end(known), type) != std::end(known);
}

/// `/things/{id}`, for a table whose key the path must name.
std::string wanted_path(const std::string& path, const std::vector<std::string>& keys) {
    std::string made = path == "/" ? "" : path;
    const std::vector<std::string> there = path_variables(path);
    for (const std::string& key : keys)
        if (std::find(there.begin(), there.end(), key) == there.end()) made += "/{" + key + "}";
    return made;
}

}  // namespace

std::string handler_signature(const std::string& function) {
    const std::string begin = "static bob::Response handle(",
                      request = "const bob::Request<" + function + ">& request,",
                      context = "bob::Context<" + function + ">& context)";
    constexpr std::size_t columns = 118;  // and ` {`
    if (begin.size() + request.size() + 1 + context.size() <= columns) return begin + request + " " + context;
    return begin + request + "\n" + std::string(begin.size(), ' ') + context;
}

Layers::Layers(const Endpoint& endpoint, const TableText& table, const std::string& name_space,
               const std::string& function)
    : folder_(endpoint.folder), name_(endpoint.name), function_(function), table_(table), name_space_(name_space) {
    for (const LayerTexts* one : layer_texts)
        if (one->method == endpoint.method) texts_ = one;
    if (!texts_)
        throw Fault("`--table` supports GET, PUT, POST and DELETE; create a " + endpoint.method +
                    " without it and write its handler");
    if (table.keys.empty())
        throw Fault("the keys of " + backticked(table.variable) +
                    " are not found in its declaration; omit `--table` and write the handler");

    const std::vector<std::string> variables = path_variables(endpoint.path);
    bool all_in_path = true;
    for (const std::string& key : table.keys) {
        const auto member = std::find_if(table.members.begin(), table.members.end(),
                                         [&](const MemberText& one) { return one.name == key; });
        if (member == table.members.end())
            throw Fault("`struct " + table.item + "` with a member " + backticked(key) +
                        " is not declared next to the table " + backticked(table.variable) +
                        "; omit `--table` and write the handler");
        const bool text = member->type == "std::string", number = is_whole_number(member->type);
        if (!text && !number)
            throw Fault("the key " + backticked(key) + " of " + backticked(table.variable) + " is a `" + member->type +
                        "`, and `--table` supports strings and whole numbers only; omit it and write the handler");
        const bool in_path = std::find(variables.begin(), variables.end(), key) != variables.end();
        all_in_path &= in_path;
        keys_.push_back({key, member->type, text, in_path});
    }
    if (!all_in_path && endpoint.method != "POST")
        throw Fault("a " + endpoint.method + " with `--table " + table.variable + "` is about one item, and the path " +
                    backticked(endpoint.path) + " does not name it; write " +
                    backticked(wanted_path(endpoint.path, table.keys)));
}

std::string Layers::Key::literal(std::string_view digits) const {
    if (text) return "\"" + std::string(digits) + "\"";
    const bool is_unsigned = type.starts_with("unsigned") || type.starts_with("std::uint");
    return std::string(digits) + (is_unsigned ? "U" : "");
}

std::string Layers::each_key(const std::string& between, std::string (*word)(const Key&)) const {
    std::string made;
    for (const Key& one : keys_) made += (made.empty() ? "" : between) + word(one);
    return made;
}

Blanks Layers::blanks() const {
    const auto literal = [](const Key& key) { return key.literal(example_value); };
    const auto path_value = [](const Key& key) {
        return "request.path<\"" + key.name + "\"" + (key.text ? "" : ", " + key.type) + ">()";
    };
    const std::string arguments = each_key(", ", [](const Key& key) { return key.name; });
    std::string differ, absent;
    for (const Key& key : keys_) {
        if (key.in_path)
            differ += (differ.empty() ? "" : " || ") + std::string("item.") + key.name + " != " + path_value(key);
        absent += absent.empty() ? "" : ", ";
        absent += &key == &keys_.back() ? key.literal("2") : literal(key);
    }
    Blanks made = {
        {"namespace", name_space_},
        {"name", name_},
        {"function", function_},
        {"type", type_name_of(function_)},
        {"table", table_.variable},
        {"item", table_.item},
        {"signature", handler_signature(function_)},
        {"parameters", each_key(", ",
                                [](const Key& key) {
                                    return key.text ? "const std::string& " + key.name : key.type + " " + key.name;
                                })},
        {"arguments", arguments},
        {"key", keys_.size() == 1 ? arguments : "{" + arguments + "}"},
        {"path_values", each_key(", ", path_value)},
        {"present", each_key(", ", literal)},
        {"absent", absent},
        {"last_key", keys_.back().name},
        {"last_present", literal(keys_.back())},
        {"other_key", each_key(" || ", [](const Key& key) { return key.name + " != item_." + key.name; })},
        {"other_key_than_held", each_key(" || ", [](const Key& key) { return key.name + " != item->" + key.name; })},
        {"set_keys", each_key("", [](const Key& key) { return "    item." + key.name + " = " + key.name + ";\n"; })},
        {"header_includes", texts_->header_includes.empty() ? "" : std::string(texts_->header_includes) + "\n"},
        {"error_include", texts_->throws ? "#include <bob/runtime/error.h>\n\n" : ""},
        {"error_test_include", texts_->throws ? "#include <bob/runtime/error.h>\n" : ""},
        {"test_includes", texts_->test_includes.empty() ? "" : "\n" + std::string(texts_->test_includes)},
        {"keys_differ", differ},
    };
    made.emplace_back("compare_keys", differ.empty() ? "" : fill(compare_keys, made));
    const std::pair<std::string_view, std::string_view> parts[] = {
        {"handler", texts_->handler}, {"interface_part", texts_->interface_part}, {"data_source", texts_->data_source},
        {"promise", texts_->promise}, {"declaration", texts_->declaration},       {"definition", texts_->definition},
        {"test", texts_->test}};
    std::vector<std::string> filled;
    for (const auto& [name, text] : parts) filled.push_back(fill(text, made));
    for (std::size_t i = 0; i < filled.size(); ++i) made.emplace_back(parts[i].first, std::move(filled[i]));
    return made;
}

Value Layers::example_body() const {
    if (!texts_->has_body) return {};
    Value made = Map{};
    for (const MemberText& one : table_.members) {
        if (one.type == "std::string")
            made.set(one.name, example_value);
        else if (one.type == "bob::Timestamp")
            made.set(one.name, "2026-01-01T00:00:00Z");
        else if (one.type == "bool")
            made.set(one.name, false);
        else if (is_whole_number(one.type) || one.type == "double" || one.type == "bob::EpochSeconds")
            made.set(one.name, 1);
    }
    return made;
}

std::vector<File> Layers::files() const {
    const Blanks all = blanks();
    const std::string in = folder_ + "/";
    return {{in + "handlers/" + function_ + ".cpp", laid_out(fill(handler, all))},
            {in + "use_cases/" + function_ + ".h", laid_out(fill(use_case_header, all))},
            {in + "use_cases/" + function_ + ".cpp", laid_out(fill(use_case, all))},
            {in + "data_sources/" + function_ + ".h", laid_out(fill(data_source, all))},
            {in + "tests/" + function_ + "_test.cpp", laid_out(fill(test, all))}};
}

}  // namespace bobgen::scaffold

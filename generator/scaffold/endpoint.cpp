
#include <fmt/format.h>

#include <algorithm>

#include "generator/build/handlers.h"
#include "generator/characters.h"
#include "generator/check/declared/model.h"
#include "generator/model.h"
#include "generator/nearest.h"
#include "generator/scaffold/event.h"
#include "generator/scaffold/fault.h"
#include "generator/scaffold/fill.h"
#include "generator/scaffold/layers.h"
#include "generator/scaffold/names.h"
#include "generator/scaffold/scaffold.h"
#include "generator/scaffold/source_text.h"

namespace bobgen::scaffold {

namespace {

constexpr std::string_view handler_with_variables = R"(#include <bob/handler.h>

#include "functions.h"

namespace @namespace@ {

namespace {

struct Answer {
@members@};

}  // namespace

static bob::Response handle(const bob::Request<@function@>& request) {
    return bob::Response::json(Answer{@values@});
}

static const bob::Lambda lambda = bob::handles<@function@>(handle);

}  // namespace @namespace@
)";

constexpr std::string_view handler_without_variables = R"(#include <bob/handler.h>

#include "functions.h"

namespace @namespace@ {

static bob::Response handle(const bob::Request<@function@>&) {| return bob::Response::no_content(); |}

static const bob::Lambda lambda = bob::handles<@function@>(handle);

}  // namespace @namespace@
)";

constexpr std::string_view handler_test = R"(#include <bob/handler.h>
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <string>

namespace {

/// What API Gateway sends; `bootstrap --event` accepts it, too.
std::string event() {
    std::ifstream file("@function@.json");
    return {std::istreambuf_iterator<char>(file), {}};
}

TEST(@type@, Answers) {
    const bob::Value answer = bob::parse_json(bob::linked_handler().invoke(event()));
    EXPECT_EQ(answer["statusCode"].text(), "@status@");
@expectations@}

}  // namespace
)";

/// The C++ name of a path variable; its characters are those of bob::names::path_fault.
std::string member_of(std::string_view variable) {
    std::string made(variable);
    for (char& c : made)
        if (!bob::names::is_alphanumeric(c)) c = '_';
    if (is_identifier(made)) return made;
    made = "path_" + made;
    while (made.find("__") != made.npos) made.erase(made.find("__"), 1);
    return made;
}

/// The stack's headers, as `functions.h` includes them.
struct Headers {
    std::string functions;  ///< the text of functions.h
    std::string code;       ///< of all of them, see `code_of`
    std::vector<TableText> tables;
};

Headers headers_of(const std::string& folder, const Read& read) {
    Headers made;
    const std::optional<std::string> functions = read(folder + "/functions.h");
    if (!functions)
        throw Fault(backticked(folder) +
                    " has no `functions.h`, which declares the functions of a stack; `bobgen new stack` creates one "
                    "with a new stack");
    made.functions = *functions;
    std::vector<std::string> names = {"functions.h"}, texts = {*functions};
    constexpr std::string_view include = "#include \"";
    for (std::size_t i = 0; i < texts.size(); ++i) {
        const std::string from = texts[i];
        for (std::size_t at = from.find(include); at != from.npos; at = from.find(include, at + 1)) {
            const std::size_t begin = at + include.size(), end = from.find('"', begin);
            const std::string name = from.substr(begin, end == from.npos ? 0 : end - begin);
            if (std::find(names.begin(), names.end(), name) != names.end()) continue;
            names.push_back(name);
            if (auto text = read(fmt::format("{}/{}", folder, name))) texts.push_back(std::move(*text));
        }
    }
    for (const std::string& text : texts) {
        made.code += code_of(text);
        made.code += '\n';
        for (TableText& table : tables_in(text)) made.tables.push_back(std::move(table));
    }
    return made;
}

/// Whether something with this name and an initialiser is declared there, like a table or a function.
bool declares(std::string_view code, std::string_view name) {
    for (std::size_t at = code.find(name); at != code.npos; at = code.find(name, at + 1)) {
        const bool begins = at > 0 && (code[at - 1] == ' ' || code[at - 1] == '&' || code[at - 1] == '\n');
        const std::size_t end = at + name.size();
        if (begins && end < code.size() && (code[end] == '{' || code[end] == '(' || code.substr(end, 2) == " ="))
            return true;
    }
    return false;
}

const TableText& find_table(const std::string& name, const std::string& folder, const Headers& headers) {
    Nearest nearest(name);
    for (const TableText& one : headers.tables) {
        if (one.variable == name) return one;
        nearest.offer(one.variable);
    }
    throw Fault("there is no table " + backticked(name) + " in the headers that `" + folder + "/functions.h` includes" +
                (nearest.best().empty() ? "; declare it in `tables.h` first"
                                        : "; did you mean " + backticked(nearest.best()) + "?"));
}

bool uses_rest(const std::string& api, std::string_view code) {
    if (api == "rest") return true;
    return api.empty() && !has_word(code, "http_api") && has_word(code, "http");
}

std::string declaration(const Endpoint& endpoint, const std::string& stem, bool rest, std::string_view grant) {
    std::string made = fmt::format(
        "inline constexpr bob::Function {}{{\n    .name = \"{}\",\n    .{} = {{{{bob::{}, \"{}\"{}{}}}}},\n", stem,
        endpoint.name, rest ? "http" : "http_api", endpoint.method, endpoint.path,
        endpoint.authorizer.empty() ? "" : ", ", endpoint.authorizer);
    if (!grant.empty()) made += "    .uses = {bob::" + std::string(grant) + "<" + endpoint.table + ">},\n";
    return made + "};";
}

/// `{.owner = …, .id = …}`, on one line if it fits and otherwise one line each, like clang-format.
std::string initialisers(const std::vector<std::string>& variables) {
    std::string line, lines;
    for (const std::string& one : variables) {
        const std::string part = "." + member_of(one) + " = request.path<\"" + one + "\">()";
        line += (line.empty() ? "" : ", ") + part;
        lines += (lines.empty() ? "" : ",\n                                      ") + part;
    }
    constexpr std::size_t around = 44;  // `    return bob::Response::json(Answer{` and `});`
    return line.size() + around <= 120 ? line : lines;
}

std::vector<File> one_layer(const Endpoint& endpoint, const std::string& name_space, const std::string& stem,
                            const std::vector<std::string>& variables) {
    std::string members, expectations;
    for (const std::string& one : variables) {
        members += "    std::string " + member_of(one) + ";\n";
        expectations += "    EXPECT_EQ(bob::parse_json(answer[\"body\"].text())[\"" + member_of(one) +
                        "\"].text(), \"" + std::string(example_value) + "\");\n";
    }
    const Blanks blanks = {{"namespace", name_space},           {"function", stem},
                           {"type", type_name_of(stem)},        {"members", members},
                           {"values", initialisers(variables)}, {"status", variables.empty() ? "204" : "200"},
                           {"expectations", expectations}};
    return {{endpoint.folder + "/handlers/" + stem + ".cpp",
             laid_out(fill(variables.empty() ? handler_without_variables : handler_with_variables, blanks))},
            {endpoint.folder + "/tests/" + stem + "_test.cpp", fill(handler_test, blanks)}};
}

}  // namespace

std::vector<File> new_endpoint(const Endpoint& endpoint, const Read& read) {
    require_function_name(endpoint.name);
    const bob::Method method = method_of(endpoint.method);
    const std::string stem = handler_stem(endpoint.name);
    const std::string functions = endpoint.folder + "/functions.h";
    const std::string name_space = namespace_of(endpoint.folder.substr(endpoint.folder.rfind('/') + 1));

    const Headers headers = headers_of(endpoint.folder, read);
    const bool rest = uses_rest(endpoint.api, headers.code);
    require_route_path(endpoint.path, rest);
    if (declares(headers.code, stem))
        throw Fault(backticked(stem) + " is already declared in " + backticked(functions) +
                    " or a header that it includes");
    if (headers.functions.find(endpoint.method + ", \"" + endpoint.path + "\"") != std::string::npos)
        throw Fault("route " + backticked(endpoint.method + " " + endpoint.path) + " is already declared in " +
                    backticked(functions));
    if (!endpoint.authorizer.empty() && !declares(headers.code, endpoint.authorizer))
        throw Fault("there is no authorizer " + backticked(endpoint.authorizer) + " in " + backticked(functions) +
                    " or a header that it includes");

    const std::vector<std::string> variables = path_variables(endpoint.path);
    EventOf event{.rest = rest,
                  .method = method == bob::Method::any ? "GET" : endpoint.method,
                  .route = endpoint.path,
                  .variables = {},
                  .signed_in = !endpoint.authorizer.empty(),
                  .body = {}};
    for (const std::string& one : variables) event.variables.emplace_back(one, example_value);

    std::vector<File> made;
    std::string_view grant;
    if (endpoint.table.empty()) {
        made = one_layer(endpoint, name_space, stem, variables);
    } else {
        const TableText& table = find_table(endpoint.table, endpoint.folder, headers);
        const Layers layers(endpoint, table, name_space, stem);
        grant = layers.grant();
        event.body = layers.example_body();
        made = layers.files();
    }
    made.push_back({endpoint.folder + "/tests/" + stem + ".json", event_json(event)});

    const std::string declared = declaration(endpoint, stem, rest, grant);
    std::optional<std::string> changed = with_declaration(headers.functions, name_space, declared);
    if (!changed)
        throw Fault(backticked(functions) + " has no `namespace " + name_space +
                    " {…}` with an end that can be found, to declare the function in; open one there first");
    made.push_back({functions, std::move(*changed), true});

    const std::string stack = endpoint.folder + "/stack.cpp";
    changed = read(stack);
    // A table that is not in any list would not be deployed.
    if (changed && !endpoint.table.empty() && !has_word(code_of(*changed), endpoint.table))
        changed = with_resource(*changed, endpoint.table);
    if (changed) changed = with_resource(*changed, stem);
    if (!changed)
        throw Fault(backticked(stack) + " has no single list `.resources = {…}` to add `" + stem +
                    "` to; write one there first");
    made.push_back({stack, std::move(*changed), true});
    return made;
}

}  // namespace bobgen::scaffold

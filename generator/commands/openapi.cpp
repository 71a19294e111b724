/// `bobgen openapi`: the contract of a stack's APIs, for other tools.
#include <memory>

#include "generator/cli/jobs.h"
#include "generator/cli/say.h"
#include "generator/cli/shared_arguments.h"
#include "generator/cli/templates.h"
#include "generator/emit/json.h"
#include "generator/emit/openapi.h"
#include "generator/emit/yaml.h"

namespace bobgen {

namespace {

/// What `bobgen openapi` was given, as the parser fills it in.
struct OpenapiWords {
    std::vector<std::string> words;
    std::string format = "yaml";
    std::string version = "3.1";
    std::string suppressions;
};

template <SchemaDialect Dialect, bool Json>
void write_openapi(const Valid& valid, std::string& out) {
    const Value made = openapi_document(valid, Dialect);
    if (made.is_null()) return;
    if constexpr (Json)
        write_json(made, out);
    else
        write_yaml(made, out);
}

int print_openapi(const OpenapiWords& given, const Project& project) {
    using enum SchemaDialect;
    static constexpr Backend outputs[] = {
        {"openapi", "openapi.yml", false, false, write_openapi<openapi_3_1, false>, check_openapi},
        {"openapi", "openapi.json", false, false, write_openapi<openapi_3_1, true>, check_openapi},
        {"openapi", "openapi.yml", false, false, write_openapi<openapi_3_0, false>, check_openapi},
        {"openapi", "openapi.json", false, false, write_openapi<openapi_3_0, true>, check_openapi}};
    const Backend* output =
        &outputs[(given.version == "3.0" ? std::size_t{2} : 0) + (given.format == "json" ? std::size_t{1} : 0)];

    Report report;
    InputFiles inputs(project);
    Suppressions suppressions = read_suppressions(inputs, project.root, given.suppressions, {}, report);
    const std::vector<Compiled> made =
        compile_stacks(project, stack_choice(given.words), std::span(&output, 1), suppressions, report);
    if (!report.clean()) say_rendered(stderr, report, inputs, *find_format("text"), look_of(stderr, project.colour));
    if (report.errors() > 0) return 1;
    std::vector<const OutputFile*> documents;
    std::vector<std::string> names;
    for (const Compiled& one : made)
        for (const OutputFile& file : one.files)
            if (!file.bytes.empty()) {
                documents.push_back(&file);
                names.push_back(one.name());
            }
    if (documents.empty())
        throw Misuse("no route of these stacks has an `.operation`; docs/contract.md says how to declare one");
    if (documents.size() > 1)
        throw Misuse("there are documents of " + joined(names) + "; name one `stack=` and one `stage=`");
    say(stdout, documents.front()->bytes);
    return 0;
}

}  // namespace

Command openapi_command() {
    const auto given = std::make_shared<OpenapiWords>();
    Command made("openapi", Group::declare, "Print the OpenAPI document of a stack's APIs",
                 "The contracts of the routes, as other tools read them. `emit` writes the same as "
                 "templates/<stack>/<stage>/openapi.yml; this prints it as JSON, too, and in version 3.0.3.");
    take_stack_words(made, given->words);
    made.option("--format", "FORM", &given->format, "yaml, or json").one_of({"yaml", "json"});
    made.option("--version", "VERSION", &given->version, "Of the OpenAPI Specification; 3.1 when not given")
        .one_of({"3.1", "3.0"});
    take_suppressions(made, given->suppressions);
    made.example("bobgen openapi stack=scheduler stage=dev --format json", "for a client generator");
    made.run = [given](const Project& project) { return print_openapi(*given, project); };
    return made;
}

}  // namespace bobgen

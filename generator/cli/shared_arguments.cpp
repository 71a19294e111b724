#include "generator/cli/shared_arguments.h"

#include "generator/cli/templates.h"
#include "generator/report/render.h"

namespace bobgen {

void take_stack_words(Command& command, std::vector<std::string>& list) {
    command.word("", &list, "");
    command.listed("stage=NAME", "Only this stage, or these by comma; every file `config/NAME.yml` is one");
    command.listed("stack=NAME", "Only this stack, or these by comma");
    command.listed("KEY=VALUE", "An input that a stack asks for");
}

Argument& take_diagnostics(Command& command, std::string& form, std::string_view help) {
    return command.option("--diagnostics", "FORM", &form, help).one_of(format_names());
}

Argument& take_format(Command& command, std::string& form, std::string_view help) {
    return command.option("--format", "FORM", &form, help).one_of(format_names());
}

void take_suppressions(Command& command, std::string& file, std::string* today) {
    command
        .option("--suppressions", "FILE", &file,
                "Read what is suppressed from this file, not from the project's suppressions.yml")
        .completes(Completion::file);
    if (today) command.option("--today", "DATE", today, "Hold suppressions against this day, such as 2026-11-21");
}

void take_permissions(Command& command, Permissions& given) {
    command.option(
        "--env", "NAME", &given.environment,
        "Let `${env:NAME}` of a serverless.yml read the environment; once for each, without it it is unknown");
    command.option("--region", "NAME", &given.region,
                   "The region that a serverless.yml is deployed to, its `${opt:region}`");
    command.option("--opt", "NAME=VALUE", &given.options,
                   "Another option that `${opt:NAME}` of a serverless.yml asks for; once for each");
    command.option("--allow-outside", "DIR", &given.folders,
                   "Let `${file(...)}` read below this folder, too, beside its file's own and --root; once for each");
}

}  // namespace bobgen

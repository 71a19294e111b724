#include "generator/compile.h"

#include <exception>
#include <optional>

#include "generator/check/template/limits.h"
#include "generator/lower/lower.h"
#include "generator/rules/model.h"
#include "generator/validate.h"

namespace bobgen {

namespace {

/// Runs the author's code, which may throw.
std::optional<bob::Stack> declare(const StackSource& source, const bob::Stage& stage, Report& report) {
    std::string words;
    try {
        return source.make(stage);
    } catch (const std::exception& fault) {
        words = fault.what();
    } catch (...) {
        words = "something that is not a std::exception";
    }
    report.add({.rule = &rules::stack_throws,
                .message = "stack `" + std::string(source.name) + "` threw in stage `" + std::string(stage.name()) +
                           "`: " + words,
                .primary = {},
                .related = {},
                .fix = "look for the throw in " + std::string(source.directory) +
                       "; run bobgen under a debugger with "
                       "`catch throw` to see where it comes from"});
    return std::nullopt;
}

/// What the stack becomes, with all findings in a separate report: what is suppressed there is suppressed for this
/// template only.
void compile_into(Compiled& made, const StackSource& source, const StageSource& from, const Inputs& inputs,
                  std::span<const Backend* const> outputs, Suppressions& suppressions, Report& report) {
    const auto configuration = read_configuration(from.name, from.file, from.concerns, inputs, report);
    const bob::Stage stage(from.name, *configuration);
    std::optional<bob::Stack> stack = declare(source, stage, report);
    if (!stack) return;

    const Model model = resolve(*std::move(stack), from.name, *configuration, report);
    Template tree = lower(model);
    std::optional<Valid> valid = validate(model, std::move(tree), suppressions);
    if (!valid) return;

    for (const Backend* output : outputs)
        if (output->check) output->check(*valid, report);
    if (report.errors() > 0) return;

    made.resources = valid->tree().resources.size();
    made.functions = declared_functions(valid->model());
    for (const Backend* output : outputs) {
        OutputFile& file = made.files.emplace_back();
        file.path = made.stack + "/" + made.stage + "/" + std::string(output->file);
        output->write(*valid, file.bytes);
        if (output->for_cloudformation) check_size(file.bytes.size(), valid->tree(), report);
    }
    made.tree = (*std::move(valid)).take();
}

}  // namespace

Compiled compile(const StackSource& source, const StageSource& from, const Inputs& inputs,
                 std::span<const Backend* const> outputs, Suppressions& suppressions, Report& report) {
    Compiled made{std::string(source.name), from.name, source.directory, 0, {}, {}, {}};
    Report found;
    found.enter(made.stack + "/" + made.stage);
    compile_into(made, source, from, inputs, outputs, suppressions, found);
    report.add(found);
    return made;
}

Compiled compile(const StackSource& source, const StageSource& from, const Inputs& inputs,
                 std::span<const Backend* const> outputs, Report& report) {
    Suppressions none;
    return compile(source, from, inputs, outputs, none, report);
}

}  // namespace bobgen

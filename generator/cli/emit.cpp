#include <algorithm>
#include <chrono>
#include <cstdio>
#include <memory>
#include <set>

#include "generator/cli/command.h"
#include "generator/cli/committed.h"
#include "generator/cli/files.h"
#include "generator/cli/jobs.h"
#include "generator/cli/line_diff.h"
#include "generator/cli/say.h"
#include "generator/cli/shared_arguments.h"
#include "generator/cli/templates.h"
#include "generator/cli/words.h"
#include "generator/compile.h"
#include "generator/report/render.h"
#include "generator/report/text.h"

namespace bobgen {

namespace {

struct EmitOptions {
    StackChoice choice;
    std::vector<const Backend*> outputs;
    std::filesystem::path root;  ///< of the project
    std::filesystem::path out;   ///< where the templates stand
    std::string suppressions;    ///< their file; the project's own when empty
    bool check = false;          ///< compare instead of write
    bool quiet = false;          ///< no summary
    const Format* diagnostics = nullptr;
    Look look;
};

std::string summary(const std::vector<Compiled>& made, const std::filesystem::path& out, double milliseconds) {
    std::string text;
    std::size_t bytes = 0, files = 0, name_width = 0;
    for (const Compiled& one : made) name_width = std::max(name_width, one.stack.size() + one.stage.size() + 1);
    for (const Compiled& one : made) {
        text += padded(one.stack + "/" + one.stage, name_width) + padded(std::to_string(one.resources), 6, true) +
                " resources ";
        for (const OutputFile& file : one.files) {
            if (file.bytes.empty()) continue;
            const std::string name = file.path.substr(file.path.rfind('/') + 1);
            text += "  " + name + " " + std::to_string(file.bytes.size()) + " B";
            bytes += file.bytes.size();
            ++files;
        }
        text += '\n';
    }
    char time[32];
    std::snprintf(time, sizeof time, "%.1f ms", milliseconds);
    return text + std::to_string(files) + (files == 1 ? " file, " : " files, ") + std::to_string(bytes) + " bytes in " +
           out.string() + ", " + time + "\n";
}

/// Nothing is written: what differs is printed.
int check(const std::vector<CommittedFile>& files, const std::vector<Leftover>& leftovers, const EmitOptions& options) {
    std::size_t stale = 0;
    const auto shown = [&](const std::filesystem::path& path) {
        return path.lexically_relative(options.root).string();
    };
    for (const CommittedFile& file : files) {
        if (file.is_current()) continue;
        ++stale;
        if (file.is_left_over())
            say(stdout, "left over: " + printable(shown(file.path)) + "\n");
        else
            say_text(stdout, file.text ? "stale: " + shown(file.path) + "\n" + line_diff(*file.text, file.made->bytes)
                                       : "missing: " + shown(file.path) + "\n");
    }
    for (const Leftover& one : leftovers)
        for (const std::filesystem::path& path : one.files) {
            ++stale;
            say(stdout, "left over: " + printable(shown(path)) + "\n");
        }
    if (stale == 0) {
        if (!options.quiet) say(stdout, "every template is what the stacks emit\n");
        return 0;
    }
    say(stderr, std::to_string(stale) + (stale == 1 ? " template is" : " templates are") +
                    " not what the stacks emit; run `bobgen emit` and commit the result\n");
    return 1;
}

int emit(const EmitOptions& options, const Project& project) try {
    const auto begin = std::chrono::steady_clock::now();
    Report report;
    InputFiles inputs(project);
    // What is written does not depend on the day: `validate` tells when a suppression ends.
    Suppressions suppressions = read_suppressions(inputs, options.root, options.suppressions, {}, report);
    // Never freed: the process ends with the command, and to take all trees apart is a thirtieth of it.
    static const std::vector<Compiled>& made =
        *new std::vector<Compiled>(compile_stacks(project, options.choice, options.outputs, suppressions, report));
    const std::vector<CommittedFile> files = committed_files(made, options.out);
    check_committed(files, options.root, report);
    // Whoever writes elsewhere, or a part, has said nothing about the rest.
    std::vector<Leftover> leftovers;
    if (options.choice.all() && options.out == options.root / "templates")
        leftovers = find_leftovers(options.out, made);
    check_leftovers(leftovers, options.root, report);
    suppressions.report_useless(report, options.choice.all());

    const bool compiled =
        std::all_of(made.begin(), made.end(), [](const Compiled& one) { return one.tree.has_value(); });
    if (!report.clean()) say_rendered(stderr, report, inputs, *options.diagnostics, options.look);
    if (options.check && compiled) {
        const int code = check(files, leftovers, options);
        return report.errors() > 0 ? 1 : code;
    }
    if (report.errors() > 0) return 1;

    Replacement replacement;
    std::set<std::filesystem::path> folders;
    for (const CommittedFile& file : files) folders.insert(file.path.parent_path());
    for (const std::filesystem::path& folder : folders) Replacement::sweep(folder);
    for (const CommittedFile& file : files)
        if (file.is_left_over())
            replacement.remove(file.path);
        else if (!file.is_current())
            replacement.add(file.path, file.made->bytes);
    replacement.commit();

    const std::chrono::duration<double, std::milli> time = std::chrono::steady_clock::now() - begin;
    std::filesystem::path shown = options.out.lexically_relative(options.root);
    if (shown.empty() || *shown.begin() == "..") shown = options.out;
    if (!options.quiet) say(stdout, summary(made, shown, time.count()));
    return 0;
} catch (const FileError& fault) {
    return misuse(fault.what() + std::string(fault.replaced_some ? "; some templates were replaced before"
                                                                 : "; no template was changed"));
}

/// What `bobgen emit` was given, as the parser fills it in.
struct EmitWords {
    std::vector<std::string> words;
    std::string output;
    std::string format;  ///< how findings are shown; formerly the outputs, whose names it still takes
    std::string out;
    std::string diagnostics;
    std::string suppressions;
    bool check = false;
    bool quiet = false;
};

std::string backend_names() {
    std::string made;
    for (const Backend& one : backends()) made.append(made.empty() ? "" : ", ").append(one.format);
    return made;
}

int run(const EmitWords& given, const Project& project) {
    EmitOptions options;
    options.root = project.root;
    options.out = given.out.empty() ? project.root / "templates" : std::filesystem::absolute(given.out);
    options.suppressions = given.suppressions;
    options.check = given.check;
    options.quiet = given.quiet;
    std::string form = given.diagnostics;
    options.look = look_of(stderr, project.colour);
    options.choice = stack_choice(given.words);
    const auto add_output = [&](const std::string& name) {
        const Backend* backend = find_backend(name);
        if (!backend) throw Misuse("there is no output `" + name + "`; there are " + backend_names());
        options.outputs.push_back(backend);
    };
    for (const std::string& name : split(given.output)) add_output(name);
    // `json` is both: an output, as it was before findings had forms.
    for (const std::string& name : split(given.format)) {
        if (find_backend(name) || !find_format(name))
            add_output(name);
        else if (form.empty())
            form = name;
    }
    options.diagnostics = find_format(form.empty() ? "text" : form);
    if (options.outputs.empty())
        for (const Backend& one : backends())
            if (one.by_default) options.outputs.push_back(&one);
    return emit(options, project);
}

}  // namespace

Command emit_command() {
    const auto given = std::make_shared<EmitWords>();
    Command made("emit", Group::declare, "Write the templates of every stack and stage",
                 "Runs the stacks, judges what they declare, and writes serverless.yml and template.yml into "
                 "templates/<stack>/<stage>/. With an error among the findings nothing is written. Files that would "
                 "not change are left alone.");
    take_stack_words(made, given->words);
    std::vector<std::string> outputs, forms;
    for (const Backend& one : backends()) outputs.emplace_back(one.format);
    for (const Format& one : formats())
        if (!find_backend(one.name)) forms.emplace_back(one.name);
    // The names of outputs are completed here, too, as they were.
    std::vector<std::string> taken = forms;
    taken.insert(taken.end(), outputs.begin(), outputs.end());
    made.option("--output", "NAME", &given->output, "Write these outputs, by comma").some_of(std::move(outputs));
    Argument& format = made.option("--format", "FORM", &given->format, "Show findings as").one_of(std::move(forms));
    format.help +=
        ". The names of outputs are taken, too, as before there was --output; so `json` is one, and "
        "findings are JSON with --diagnostics json";
    format.choices = std::move(taken);
    format.is_list = true;
    made.option("--out", "FOLDER", &given->out, "Write into this folder, not into templates/")
        .completes(Completion::folder);
    made.flag("--check", given->check, "Write nothing; print what differs from the committed templates, and exit 1");
    take_diagnostics(made, given->diagnostics, "The same as --format, without its former meaning");
    take_suppressions(made, given->suppressions);
    made.flag("--quiet", given->quiet, "Print no summary");
    made.example("bobgen emit stage=dev", "the templates of one stage");
    made.example("bobgen emit --check", "in CI: are the committed templates current?");
    made.example("bobgen emit --output json --out build/json", "another output, elsewhere");
    made.run = [given](const Project& project) { return run(*given, project); };
    return made;
}

}  // namespace bobgen

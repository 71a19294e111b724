#include "generator/cli/emit.h"

#include <algorithm>
#include <chrono>
#include <cstdio>

#include "generator/cli/files.h"
#include "generator/cli/line_diff.h"
#include "generator/cli/jobs.h"
#include "generator/cli/say.h"

namespace bobgen {

namespace {

std::string summary(const std::vector<Compiled>& made, const std::filesystem::path& out, double milliseconds) {
    std::string text;
    std::size_t bytes = 0, files = 0, name_width = 0;
    for (const Compiled& one : made) name_width = std::max(name_width, one.stack.size() + one.stage.size() + 1);
    for (const Compiled& one : made) {
        text += padded(one.stack + "/" + one.stage, name_width) + padded(std::to_string(one.resources), 6, true) +
                " resources ";
        for (const OutputFile& file : one.files) {
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
int check(const std::vector<Compiled>& made, const EmitOptions& options) {
    std::size_t stale = 0;
    for (const Compiled& one : made)
        for (const OutputFile& file : one.files) {
            const std::filesystem::path path = options.out / file.path;
            const std::optional<std::string> there = read_file(path);
            if (there == file.bytes) continue;
            ++stale;
            const std::string shown = path.lexically_relative(options.root).string();
            say(stdout, there ? "stale: " + shown + "\n" + line_diff(*there, file.bytes) : "missing: " + shown + "\n");
        }
    if (stale == 0) {
        if (!options.quiet) say(stdout, "every template is what the stacks emit\n");
        return 0;
    }
    say(stderr, std::to_string(stale) + (stale == 1 ? " template is" : " templates are") +
                    " not what the stacks emit; run `bobgen emit` and commit the result\n");
    return 1;
}

}  // namespace

int emit(const EmitOptions& options, std::span<const StackSource> stacks) try {
    const auto begin = std::chrono::steady_clock::now();
    std::vector<Job> jobs;
    if (const std::string fault = find_jobs(options.root, options.stages, options.stacks, stacks, jobs); !fault.empty())
        return misuse(fault);

    Report report;
    std::vector<Compiled> made;
    for (const Job& job : jobs) {
        const StageSource stage{job.stage, job.file, read_file(options.root / job.file).value_or("")};
        made.push_back(compile(*job.stack, stage, options.inputs, options.outputs, report));
    }

    for (const Input& input : options.inputs)
        if (!input.asked)
            return misuse("no stack asks for `" + input.key + "`" + suggestion(input.key, {"stage", "stack"}));

    if (!report.clean()) {
        report.sort();
        Sources sources(files_under(options.root));
        say(stderr, options.diagnostics->render(report, sources, options.look));
    }
    if (report.errors() > 0) return 1;
    if (options.check) return check(made, options);

    Replacement replacement;
    for (const Compiled& one : made)
        for (const OutputFile& file : one.files)
            if (read_file(options.out / file.path) != file.bytes) replacement.add(options.out / file.path, file.bytes);
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

}  // namespace bobgen

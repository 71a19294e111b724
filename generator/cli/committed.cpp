#include "generator/cli/committed.h"

#include <algorithm>
#include <system_error>

#include "bob/stage.h"
#include "generator/cli/files.h"
#include "generator/hidden.h"
#include "generator/read/template.h"
#include "generator/rules/data_loss.h"

namespace bobgen {

namespace {

namespace fs = std::filesystem;

/// The outputs that can be read again, the best first: what CloudFormation gets says most.
constexpr std::string_view readable[] = {"template.yml", "template.json", "package.yml", "serverless.yml"};

std::size_t rank(const fs::path& file) {
    return static_cast<std::size_t>(std::find(std::begin(readable), std::end(readable), file.filename().string()) -
                                    std::begin(readable));
}

/// As places name it: relative to the project where it is in there.
std::string path_shown(const fs::path& file, const fs::path& root) {
    const std::string inside = file.lexically_relative(root).generic_string();
    return inside.empty() || inside.starts_with("..") ? file.generic_string() : inside;
}

/// What an old template says of itself is no news; that it can't be read is.
std::optional<Template> read_committed(const std::string& text, const std::string& name, const std::string& stage,
                                       Report& report) {
    Surroundings surroundings;
    surroundings.stage = stage;
    Report reading;
    const char* kept_name = bob::runtime(name).text.data();
    std::optional<Template> made = read_template(text, kept_name, surroundings, reading);
    if (!made && reading.errors() == 0) throw FileError("can't read `" + name + "` as a template");
    const auto& closed = surroundings.hidden.files;
    for (Diagnostic& one : reading.take()) {
        if (one.rule->severity != Severity::error) continue;
        // Without a line there is no excerpt.
        if (!closed.empty()) {
            one.primary.place.line = 0;
            one.related.clear();
        }
        one.fix +=
            "\nthis file is what bob compares with, so that no data is lost: restore it, or delete it when nothing of "
            "it was ever deployed";
        report.add(std::move(one));
    }
    return made;
}

bool contains(const std::vector<Compiled>& all, const std::string& stack, const std::string* stage) {
    return std::any_of(all.begin(), all.end(),
                       [&](const Compiled& one) { return one.stack == stack && (!stage || one.stage == *stage); });
}

std::vector<fs::path> entries_of(const fs::path& folder) {
    std::vector<fs::path> made;
    std::error_code error;
    for (const auto& entry : fs::directory_iterator(folder, error)) made.push_back(entry.path());
    if (error && error != std::errc::no_such_file_or_directory && error != std::errc::not_a_directory)
        throw FileError("can't read the folder `" + folder.string() + "`: " + error.message());
    std::sort(made.begin(), made.end());  // a directory has no order of its own
    return made;
}

}  // namespace

std::vector<CommittedFile> committed_files(const std::vector<Compiled>& made, const fs::path& out) {
    std::vector<CommittedFile> found;
    for (const Compiled& one : made)
        for (const OutputFile& file : one.files) {
            fs::path path = out / file.path;
            std::optional<std::string> text = read_project_file(out, path);
            found.push_back({&one, &file, std::move(path), std::move(text)});
        }
    return found;
}

void check_committed(const std::vector<CommittedFile>& files, const fs::path& root, Report& report) {
    for (std::size_t i = 0; i < files.size();) {
        const Compiled& of = *files[i].of;
        const CommittedFile* best = nullptr;
        for (; i < files.size() && files[i].of == &of; ++i)
            if (files[i].text && !files[i].is_current() && rank(files[i].path) < std::size(readable) &&
                (!best || rank(files[i].path) < rank(best->path)))
                best = &files[i];
        if (!best || !of.tree) continue;
        Report found;
        found.enter(of.stack + "/" + of.stage);
        if (const auto old = read_committed(*best->text, path_shown(best->path, root), of.stage, found))
            tell_data_loss(*old, *of.tree, found);
        report.add(found);
    }
}

std::vector<Leftover> find_leftovers(const fs::path& out, const std::vector<Compiled>& made) {
    std::vector<Leftover> found;
    for (const fs::path& stack : entries_of(out))
        for (const fs::path& stage : entries_of(stack)) {
            const std::string stack_name = stack.filename().string(), stage_name = stage.filename().string();
            if (contains(made, stack_name, &stage_name)) continue;
            Leftover one{stack_name, stage_name, !contains(made, stack_name, nullptr), {}};
            for (std::string_view name : readable)
                if (std::error_code absent; fs::is_regular_file(stage / name, absent))
                    one.files.push_back(stage / name);
            if (!one.files.empty()) found.push_back(std::move(one));
        }
    return found;
}

void check_leftovers(const std::vector<Leftover>& leftovers, const fs::path& root, Report& report) {
    for (const Leftover& one : leftovers) {
        const std::string name = path_shown(one.files.front(), root), what = one.of_stack ? "stack `" : "stage `";
        const std::string gone = what + (one.of_stack ? one.stack : one.stage) + "`";
        Report found;
        found.enter(one.stack + "/" + one.stage);
        const fs::path& first = one.files.front();  // out/stack/stage/template.yml
        const std::optional<std::string> text =
            read_project_file(first.parent_path().parent_path().parent_path(), first);
        if (!text) continue;  // gone since it was found
        const std::optional<Template> old = read_committed(*text, name, one.stage, found);
        if (old) {
            const Template nothing;
            tell_data_loss(*old, nothing, found);
        }
        Report of_this;
        of_this.enter(one.stack + "/" + one.stage);
        for (Diagnostic& loss : found.take()) {
            if (loss.rule == &rules::data_resource_vanishes) {
                loss.message += " with " + gone;
                loss.fix += "\nthis takes two steps: let the " + std::string(one.of_stack ? "stack" : "stage") +
                            " have nothing but its tombstones, emit and deploy; then take it out";
            }
            of_this.add(std::move(loss));
        }
        if (of_this.errors() == 0)
            of_this.add({.rule = &rules::leftover_template,
                         .message = "there is no " + gone + (one.of_stack ? "" : " of stack `" + one.stack + "`") +
                                    " any more, and its templates are still here",
                         .primary = {old ? old->place : Place(), {}},
                         .related = {},
                         .fix = "delete the folder `" + path_shown(one.files.front().parent_path(), root) +
                                "` when its stack in AWS is deleted"});
        report.add(of_this);
    }
}

}  // namespace bobgen

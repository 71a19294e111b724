#include "generator/cli/templates.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <system_error>

#include "bob/tombstone.h"
#include "generator/cli/jobs.h"
#include "generator/cli/say.h"
#include "generator/hidden.h"
#include "generator/rules/model.h"

namespace bobgen {

namespace {

/// What a template that is being read may ask for: files beside it, and the environment.
struct Beside {
    std::filesystem::path folder;
    InputFiles& inputs;
    Confines confines;

    static SideFile file(void* self, std::string_view path, std::string_view shown) {
        const auto& [folder, inputs, confines] = *static_cast<Beside*>(self);
        Confines::File found = confines.read(folder / path, InputFiles::most_bytes);
        switch (found.answer) {
            case Confines::Answer::read:
                inputs.keep((folder / shown).lexically_normal().string(), found.text);
                return {SideFile::Kind::read, std::move(found.text)};
            case Confines::Answer::none:
                return {SideFile::Kind::none};
            case Confines::Answer::outside:
                return {SideFile::Kind::outside};
            case Confines::Answer::not_plain:
                break;
        }
        return {SideFile::Kind::not_plain};
    }
    static std::optional<std::string> environment(void*, std::string_view name) {
        const char* value = std::getenv(std::string(name).c_str());
        return value ? std::optional<std::string>(value) : std::nullopt;
    }
};

const Value* words_in(const Value& metadata) { return metadata.is_map() ? metadata.find("Bob") : nullptr; }

void take_words(const Value& shown, Value& into) {
    if (!words_in(into)) return;
    const Value* words = words_in(shown);
    *into.find("Bob") = words ? *words : Value(Map{});
}

/// A suppression and a tombstone are told with their reasons, wherever they apply. So each counts as it may be told.
void take_words(const Template& shown, Template& into) {
    take_words(shown.metadata, into.metadata);
    static const Value none;
    for (std::size_t i = 0; i < into.resources.size(); ++i) {
        TemplateResource& one = into.resources[i];
        const TemplateResource* told = i < shown.resources.size() ? &shown.resources[i] : nullptr;
        if (told && told->logical_id != one.logical_id) told = shown.find(one.logical_id);
        take_words(told ? told->metadata : none, one.metadata);
    }
}

/// Whether it is a link, committed by somebody perhaps, to a file elsewhere. What is not a regular file is what a shell
/// makes of `<(cdk synth)`, and holds nothing that lies about.
bool leads_out(const std::filesystem::path& file, Confines confines) {
    std::error_code absent;
    for (const char* system : {"/dev/", "/proc/"})
        if (file.string().starts_with(system)) return false;
    if (!std::filesystem::is_regular_file(file, absent)) return false;
    confines.allow(file.parent_path());
    return !confines.allows(file);
}

}  // namespace

InputFiles::InputFiles(const Project& project, const Permissions& given)
    : root_(project.root), environment_(given.environment), options_(given_parameters(given.options, "--opt")) {
    if (!given.region.empty()) options_.push_back({"region", given.region});
    if (project.root_given) confines_.allow(project.root);
    for (const std::string& folder : given.folders) confines_.allow(folder);
}

StackChoice stack_choice(const std::vector<std::string>& words) {
    StackChoice made;
    read_words(words, {{"stage", &made.stages}, {"stack", &made.stacks}}, made.inputs);
    return made;
}

std::vector<Compiled> compile_stacks(const Project& project, const StackChoice& choice,
                                     std::span<const Backend* const> outputs, Suppressions& suppressions,
                                     Report& report) {
    std::vector<Job> jobs;
    if (const std::string fault = find_jobs(project.root, choice.stages, choice.stacks, project.stacks, jobs);
        !fault.empty())
        throw Misuse(fault);
    std::vector<Compiled> made;
    made.reserve(jobs.size());
    for (const Job& job : jobs) {
        const auto configuration = [&](const std::string& file) {
            return ConfigurationFile{file, read_project_file(project.root, project.root / file).value_or("")};
        };
        StageSource stage{job.stage, configuration(job.file)};
        for (const std::string& file : job.concerns) stage.concerns.push_back(configuration(file));
        made.push_back(compile(*job.stack, stage, choice.inputs, outputs, suppressions, report));
    }
    for (const Input& input : choice.inputs)
        if (!input.asked)
            throw Misuse("no stack asks for `" + input.key + "`" + suggestion(input.key, {"stage", "stack"}));
    return made;
}

const char* InputFiles::place_name(const std::string& name) {
    return bob::runtime(name == "-" ? "<stdin>" : name).text.data();
}

const std::string& InputFiles::text(const std::string& name) {
    const std::string_view key = place_name(name);
    if (const auto known = texts_->find(key); known != texts_->end()) return known->second;
    if (name == "-") return keep(name, read_standard_input(most_bytes));
    if (leads_out(name, confines_))
        throw FileError("`" + name +
                        "` is not read: it is a link that leads out of its folder; name the file itself, or allow its "
                        "folder with `--allow-outside DIR`");
    std::optional<std::string> text = read_file(name, most_bytes);
    if (!text) throw FileError("there is no file `" + name + "`");
    return keep(name, *std::move(text));
}

const std::string& InputFiles::keep(const std::string& name, std::string text) {
    return texts_->insert_or_assign(place_name(name), std::move(text)).first->second;
}

void ReadTemplate::hide(const HiddenNames& names) {
    if (std::optional<Template> made = with_hidden_parameters(told(), names)) shown = std::move(made);
}

std::optional<ReadTemplate> InputFiles::read(const std::string& name, const GivenParameters& parameters,
                                             const std::string& stage, Report& report) {
    Beside beside{name == "-" ? std::filesystem::path() : std::filesystem::path(name).parent_path(), *this, confines_};
    beside.confines.allow(beside.folder);
    Surroundings surroundings;
    surroundings.parameters = parameters;
    surroundings.stage = stage;
    surroundings.file = Beside::file;
    surroundings.environment = Beside::environment;
    surroundings.self = &beside;
    surroundings.environment_names = environment_;
    surroundings.options = options_;
    Report found;
    std::optional<Template> tree = read_template(text(name), place_name(name), surroundings, found);
    for (std::size_t i = 0; i < parameters.size(); ++i) parameters[i].asked |= surroundings.parameters[i].asked;

    ReadTemplate made;
    hide(surroundings.hidden);
    if (surroundings.hides) {
        surroundings.hide = true;
        Report told;
        made.shown = read_template(text(name), place_name(name), surroundings, told);
        if (!made.shown) made.shown.emplace();
        found = in_words_of(told, std::move(found));
    }
    report.add(found);
    if (!tree) return std::nullopt;
    made.tree = *std::move(tree);
    if (made.shown) take_words(*made.shown, made.tree);
    made.hide({});
    return made;
}

/// A value stands in the file for everybody who has the file; whoever reads a log may not be among them.
void InputFiles::hide(const HiddenText& text) {
    hidden_.insert(hidden_.end(), text.places.begin(), text.places.end());
    closed_.insert(text.files.begin(), text.files.end());
}

Sources InputFiles::sources() const {
    return Sources(
        [texts = texts_, root = root_](const std::string& file) -> std::optional<std::string> {
            if (const auto known = texts->find(file); known != texts->end()) return known->second;
            if (auto text = files_under(root)(file)) return text;
            return files_under({})(file);
        },
        hidden_, closed_);
}

GivenParameters given_parameters(const std::vector<std::string>& words, std::string_view option) {
    GivenParameters made;
    for (const std::string& word : words) {
        const std::size_t equals = word.find('=');
        if (equals == word.npos) throw Misuse("`" + std::string(option) + " " + word + "` is no `NAME=VALUE`");
        if (equals == 0) throw Misuse("`" + std::string(option) + " =...` has no name; it takes `NAME=VALUE`");
        made.push_back({word.substr(0, equals), word.substr(equals + 1)});
    }
    return made;
}

Suppressions read_suppressions(InputFiles& inputs, const std::filesystem::path& root, const std::string& named,
                               const std::string& today, Report& report) {
    std::string name = named;
    if (named.empty()) {
        std::optional<std::string> text = read_project_file(root, root / "suppressions.yml", InputFiles::most_bytes);
        if (!text) return Suppressions({}, today);
        inputs.keep(name = "suppressions.yml", *std::move(text));
    }
    const std::optional<Value> document = read_document(inputs.text(name), InputFiles::place_name(name), report);
    return Suppressions(document ? suppressions_in(*document, report) : std::vector<Suppression>(), today);
}

std::string day(const std::string& given) {
    if (!given.empty() && !bob::names::is_date(given))
        throw Misuse("`--today " + given + "` is no day; write it as 2026-11-21");
    if (!given.empty()) return given;
    const auto days = std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now());
    const std::chrono::year_month_day date(days);
    char text[32];
    std::snprintf(text, sizeof text, "%04d-%02u-%02u", static_cast<int>(date.year()),
                  static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
    return text;
}

std::string rendered(Report& report, const InputFiles& inputs, const Format& format, const Look& look) {
    report.sort();
    Sources sources = inputs.sources();
    for (const Diagnostic& one : report.diagnostics())
        if (one.rule == &rules::published_default) sources.leave_out(one.primary.place);
    return format.render(report, sources, look);
}

void say_rendered(std::FILE* to, Report& report, const InputFiles& inputs, const Format& format, const Look& look) {
    const std::string text = rendered(report, inputs, format, look);
    if (format.name == "github") return say_commands(to, text);
    if (format.name == "text" || format.name == "short") return say_text(to, text);
    say(to, text);
}

}  // namespace bobgen

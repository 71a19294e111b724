#include "generator/cli/templates.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <system_error>

#include "bob/tombstone.h"
#include "generator/cli/jobs.h"

namespace bobgen {

namespace {

/// What a template that is being read may ask for: files beside it, and the environment.
struct Beside {
    std::filesystem::path folder;
    InputFiles& inputs;

    static std::optional<std::string> file(void* self, std::string_view path) {
        const auto& [folder, inputs] = *static_cast<Beside*>(self);
        const std::filesystem::path whole = (folder / path).lexically_normal();
        // Anything else than a plain file may have no end, or wait for somebody to write into it.
        std::error_code absent;
        if (!std::filesystem::is_regular_file(whole, absent)) return std::nullopt;
        std::optional<std::string> text = read_file(whole, InputFiles::most_bytes);
        if (text) inputs.keep(whole.string(), *text);
        return text;
    }
    static std::optional<std::string> environment(void*, std::string_view name) {
        const char* value = std::getenv(std::string(name).c_str());
        return value ? std::optional<std::string>(value) : std::nullopt;
    }
};

}  // namespace

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
        const StageSource stage{job.stage, job.file, read_file(project.root / job.file).value_or("")};
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
    std::optional<std::string> text = read_file(name, most_bytes);
    if (!text) throw FileError("there is no file `" + name + "`");
    return keep(name, *std::move(text));
}

const std::string& InputFiles::keep(const std::string& name, std::string text) {
    return texts_->insert_or_assign(place_name(name), std::move(text)).first->second;
}

std::optional<Template> InputFiles::read(const std::string& name, const GivenParameters& parameters,
                                         const std::string& stage, Report& report) {
    Beside beside{name == "-" ? std::filesystem::path() : std::filesystem::path(name).parent_path(), *this};
    Surroundings surroundings;
    surroundings.parameters = parameters;
    surroundings.stage = stage;
    surroundings.file = Beside::file;
    surroundings.environment = Beside::environment;
    surroundings.self = &beside;
    std::optional<Template> made = read_template(text(name), place_name(name), surroundings, report);
    for (std::size_t i = 0; i < parameters.size(); ++i) parameters[i].asked |= surroundings.parameters[i].asked;
    return made;
}

Sources InputFiles::sources() const {
    return Sources([texts = texts_, root = root_](const std::string& file) -> std::optional<std::string> {
        if (const auto known = texts->find(file); known != texts->end()) return known->second;
        if (auto text = files_under(root)(file)) return text;
        return files_under({})(file);
    });
}

GivenParameters given_parameters(const std::vector<std::string>& words) {
    GivenParameters made;
    for (const std::string& word : words) {
        const std::size_t equals = word.find('=');
        if (equals == 0 || equals == word.npos) throw Misuse("`--param " + word + "` is no `NAME=VALUE`");
        made.push_back({word.substr(0, equals), word.substr(equals + 1)});
    }
    return made;
}

Suppressions read_suppressions(InputFiles& inputs, const std::filesystem::path& root, const std::string& named,
                               const std::string& today, Report& report) {
    std::string name = named;
    if (named.empty()) {
        std::optional<std::string> text = read_file(root / "suppressions.yml", InputFiles::most_bytes);
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
    return format.render(report, sources, look);
}

}  // namespace bobgen

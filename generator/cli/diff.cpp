#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdlib>
#include <map>
#include <memory>
#include <optional>

#include "generator/cli/command.h"
#include "generator/cli/jobs.h"
#include "generator/cli/revision.h"
#include "generator/cli/say.h"
#include "generator/cli/templates.h"
#include "generator/diff/data_loss.h"
#include "generator/diff/render.h"

namespace bobgen {

namespace {

/// What `bobgen diff` was given, as the parser fills it in.
struct DiffWords {
    std::vector<std::string> arguments;
    std::vector<std::string> parameters;
    std::string stage;
    std::string format = "text";
    std::string fail_on = "blocked,data-loss";
    std::string suppressions;
    std::string today;
};

/// Templates by name ("scheduler/dev"); one that can't be read stays out, and the report says why.
struct TemplateSet {
    std::map<std::string, Template> by_name;
    bool all_read = true;
    bool all_valid = true;  ///< the stacks', that is
};

constexpr std::string_view formats_of_diff[] = {"text", "json", "markdown", "sarif", "github"};

/// What the two sides are made of.
class SetReader {
public:
    SetReader(const DiffWords& given, const StackChoice& choice, const Project& project, InputFiles& inputs,
              Suppressions& suppressions, Report& report)
        : stage_(given.stage),
          parameters_(given_parameters(given.parameters)),
          choice_(choice),
          project_(project),
          inputs_(inputs),
          suppressions_(suppressions),
          report_(report) {}

    /// A file, a folder or a git revision.
    TemplateSet named(const std::string& name) {
        std::error_code absent;
        if (name == "-" || std::filesystem::is_regular_file(name, absent)) return file(name);
        if (std::filesystem::is_directory(name, absent)) return folder(name);
        return revision(name);
    }

    TemplateSet revision(const std::string& name) {
        TemplateSet made;
        for (CommittedTemplate& one : committed_templates(project_.root, name)) {
            if (!is_chosen(one.stack, one.stage)) continue;
            const std::string place = name + ":" + one.path;
            inputs_.keep(place, std::move(one.text));
            add(made, one.stack + "/" + one.stage, place);
        }
        if (made.by_name.empty() && made.all_read)
            say(stderr, "`" + name + "` has no templates/<stack>/<stage>/template.yml" +
                            (choice_.all() ? "" : " of what is asked for") + ": everything counts as new\n");
        return made;
    }

    TemplateSet stacks() {
        TemplateSet made;
        for (StackTemplate& one : stack_templates(project_, choice_, suppressions_, report_)) {
            if (one.tree)
                made.by_name.insert_or_assign(one.name(), std::move(*one.tree));
            else
                made.all_valid = false;
        }
        return made;
    }

private:
    bool is_chosen(const std::string& stack, const std::string& stage) const {
        const auto has = [](const std::vector<std::string>& list, const std::string& one) {
            return list.empty() || std::find(list.begin(), list.end(), one) != list.end();
        };
        return has(choice_.stacks, stack) && has(choice_.stages, stage);
    }

    TemplateSet file(const std::string& name) {
        TemplateSet made;
        add(made, name, name);
        return made;
    }

    /// `<stack>/<stage>/template.yml` in it, or any templates.
    TemplateSet folder(const std::string& name) {
        namespace fs = std::filesystem;
        TemplateSet made;
        std::vector<fs::path> templates, others;
        for (const auto& entry :
             fs::recursive_directory_iterator(name, fs::directory_options::skip_permission_denied)) {
            if (!entry.is_regular_file()) continue;
            const fs::path& path = entry.path();
            const std::string ending = path.extension().string();
            if (path.filename() == "template.yml" || path.filename() == "template.yaml" ||
                path.filename() == "template.json")
                templates.push_back(path);
            else if (ending == ".yml" || ending == ".yaml" || ending == ".json" || ending == ".template")
                others.push_back(path);
        }
        const bool by_folder = !templates.empty();
        for (const fs::path& path : by_folder ? templates : others) {
            const fs::path inside = path.lexically_relative(name);
            std::string called = (by_folder ? inside.parent_path() : inside.parent_path() / inside.stem()).string();
            if (called.empty()) called = inside.stem().string();
            const auto stage = fs::path(called).filename().string(), stack = fs::path(called).parent_path().string();
            if (stack.empty() || is_chosen(stack, stage)) add(made, called, path.string());
        }
        if (made.by_name.empty() && made.all_read) throw Misuse("`" + name + "` has no templates in it");
        return made;
    }

    void add(TemplateSet& to, const std::string& called, const std::string& input) {
        GivenParameters parameters = parameters_;
        if (std::optional<Template> tree = inputs_.read(input, parameters, stage_, report_))
            to.by_name.insert_or_assign(called, *std::move(tree));
        else
            to.all_read = false;
    }

    std::string stage_;
    GivenParameters parameters_;
    const StackChoice& choice_;
    const Project& project_;
    InputFiles& inputs_;
    Suppressions& suppressions_;
    Report& report_;
};

/// `--fail-on replace,blocked`: throws Misuse for a word that is no class.
std::set<ChangeClass> fail_on(const std::string& words) {
    std::set<ChangeClass> made;
    for (const std::string& name : split(words)) {
        if (name == "none") continue;
        const auto all = change_classes();
        if (name == "any") {
            made.insert(all.begin(), all.end());
            continue;
        }
        const auto found = std::find_if(all.begin(), all.end(), [&](ChangeClass one) { return word(one) == name; });
        if (found == all.end()) {
            std::vector<std::string> known{"none", "any"};
            for (const ChangeClass one : all) known.emplace_back(word(one));
            std::string list;
            for (const std::string& one : known) list += (list.empty() ? "" : ", ") + one;
            const std::string near = suggestion(name, known);
            throw Misuse("`--fail-on` knows no `" + name + "`" + (near.empty() ? "; there are " + list : near));
        }
        made.insert(*found);
    }
    return made;
}

struct Pair {
    std::string name;
    const Template* before;
    const Template* after;
};

/// Sets of one template each are a pair, whatever they are called.
std::vector<Pair> pairs(const TemplateSet& before, const TemplateSet& after) {
    static const Template nothing;
    if (before.by_name.size() == 1 && after.by_name.size() == 1) {
        const bool same_name = before.by_name.begin()->first == after.by_name.begin()->first;
        return {{same_name ? after.by_name.begin()->first : "", &before.by_name.begin()->second,
                 &after.by_name.begin()->second}};
    }
    std::vector<Pair> made;
    for (const auto& [name, tree] : after.by_name) {
        const auto found = before.by_name.find(name);
        made.push_back({name, found == before.by_name.end() ? &nothing : &found->second, &tree});
    }
    for (const auto& [name, tree] : before.by_name)
        if (!after.by_name.contains(name)) made.push_back({name, &tree, &nothing});
    return made;
}

int run(const DiffWords& given, const Project& project) {
    if (!given.today.empty() && !is_date(given.today))
        throw Misuse("`--today " + given.today + "` is no day; write it as 2026-11-21");
    std::vector<std::string> sides, words;
    for (const std::string& one : given.arguments) (is_word(one) ? words : sides).push_back(one);
    if (sides.size() > 2) throw Misuse("`diff` compares two sides; `" + sides[2] + "` is a third");
    const StackChoice choice = stack_choice(words);
    const std::set<ChangeClass> failing = fail_on(given.fail_on);

    Report unread;
    InputFiles inputs(project.root);
    Suppressions suppressions = read_suppressions(inputs, project.root, given.suppressions,
                                                  given.today.empty() ? today() : given.today, unread);
    SetReader reader(given, choice, project, inputs, suppressions, unread);
    Look look;
    const auto is_file = [](const std::string& name) {
        std::error_code absent;
        return name == "-" || std::filesystem::is_regular_file(name, absent);
    };
    if (sides.size() == 1 && project.stacks.empty())
        throw Misuse("`" + sides[0] +
                     "` is compared with what the stacks emit, but this bobgen has no stacks; name a second one");
    const TemplateSet before = sides.empty() ? reader.revision("HEAD") : reader.named(sides[0]);
    const TemplateSet after = sides.size() == 2 ? reader.named(sides[1]) : reader.stacks();
    if (sides.size() == 1 && is_file(sides[0]) && after.by_name.size() > 1)
        throw Misuse("`" + sides[0] +
                     "` is one template, and the project has several: say which with `stack=` and `stage=`");
    const bool all_read = before.all_read && after.all_read;
    if (!all_read || !after.all_valid) {
        look.colour = ::isatty(STDERR_FILENO) && !std::getenv("NO_COLOR");
        say(stderr, rendered(unread, inputs, *find_format("text"), look));
        return all_read ? 1 : 2;
    }

    const std::vector<Pair> all = pairs(before, after);
    std::vector<Difference> differences;
    differences.reserve(all.size());
    std::vector<Compared> compared;
    Report found;
    std::set<ChangeClass> happens;
    for (const Pair& one : all) {
        differences.push_back(compare(*one.before, *one.after));
        compared.push_back({one.name, &differences.back()});
        happens.merge(classes(differences.back()));
        if (!one.name.empty()) found.enter(one.name);
        Report lost;
        check_data_loss(differences.back(), *one.before, *one.after, lost);
        if (lost.errors() > 0) happens.insert(ChangeClass::data_loss);
        Report of_pair;
        report(differences.back(), of_pair);
        of_pair.add(lost);
        suppressions.apply(*one.after, of_pair);
        found.add(of_pair);
    }
    Sources sources = inputs.sources();
    look.colour = ::isatty(STDOUT_FILENO) && !std::getenv("NO_COLOR");
    if (given.format == "text") {
        say(stdout, diff_text(compared, sources));
    } else if (given.format == "json") {
        say(stdout, diff_json(compared, sources));
    } else if (given.format == "markdown") {
        say(stdout, diff_markdown(compared, sources));
    } else {
        say(stdout, rendered(found, inputs, *find_format(given.format), look));
    }
    return std::any_of(failing.begin(), failing.end(), [&](ChangeClass one) { return happens.contains(one); }) ? 1 : 0;
}

}  // namespace

Command diff_command(CLI::App& of) {
    const auto given = std::make_shared<DiffWords>();
    CLI::App* app = of.add_subcommand("diff", "Say what a change does: in place, replaced, blocked, data at risk");
    app->add_option("sides", given->arguments,
                    "OLD and NEW: files, folders of templates or git revisions. HEAD when OLD is not given; what the "
                    "stacks emit when NEW is not; then stage=NAME stack=NAME and inputs of the stacks, too");
    app->add_option("--param", given->parameters, "NAME=VALUE of a parameter of the templates")
        ->allow_extra_args(false);
    app->add_option("--stage", given->stage, "Stage of a serverless.yml; its own when not given");
    app->add_option("--format", given->format, "How it is written")
        ->check(CLI::IsMember(std::vector<std::string>(std::begin(formats_of_diff), std::end(formats_of_diff))));
    std::string known = "none, any";
    for (const ChangeClass one : change_classes()) known += ", " + std::string(word(one));
    app->add_option("--fail-on", given->fail_on,
                    "Exit 1 when any of these happens, by comma: " + known + "; blocked,data-loss when not given");
    app->add_option("--suppressions", given->suppressions,
                    "File of what is suppressed; the project's suppressions.yml when not given");
    app->add_option("--today", given->today, "The day that suppressions are held against, as 2026-11-21");
    return {app, [given](const Project& project) { return run(*given, project); }};
}

}  // namespace bobgen

#include "generator/commands/sides.h"

#include <algorithm>
#include <initializer_list>
#include <set>

#include "generator/cli/jobs.h"
#include "generator/cli/say.h"
#include "generator/cli/shared_arguments.h"
#include "generator/commands/revision.h"
#include "generator/diff/loops.h"
#include "generator/hidden.h"
#include "generator/rules/documents.h"

namespace bobgen {

namespace {

namespace fs = std::filesystem;

bool is_file(const std::string& name) {
    std::error_code absent;
    return name == "-" || fs::is_regular_file(name, absent);
}

bool is_chosen(const StackChoice& choice, const std::string& stack, const std::string& stage) {
    const auto has = [](const std::vector<std::string>& list, const std::string& one) {
        return list.empty() || std::find(list.begin(), list.end(), one) != list.end();
    };
    return has(choice.stacks, stack) && has(choice.stages, stage);
}

struct SidesAndWords {
    std::vector<std::string> names, words;
};
SidesAndWords sides_and_words(const SideWords& given) {
    SidesAndWords made;
    for (const std::string& one : given.arguments) (is_word(one) ? made.words : made.names).push_back(one);
    return made;
}

/// What any of them says is not to be told is told of none.
void hide_in(std::initializer_list<NamedTemplates*> sides) {
    HiddenNames hidden;
    for (const NamedTemplates* side : sides)
        for (const auto& [name, one] : side->by_name) collect_hidden_names(one.tree, hidden);
    for (NamedTemplates* side : sides)
        for (auto& [name, one] : side->by_name) one.hide(hidden);
}

class SideReader {
public:
    SideReader(const SideWords& given, const StackChoice& choice, const Project& project, InputFiles& inputs,
               Report& report)
        : stage_(given.stage),
          parameters_(given_parameters(given.parameters)),
          choice_(choice),
          project_(project),
          inputs_(inputs),
          report_(report) {}

    NamedTemplates named(const std::string& name) {
        std::error_code absent;
        if (is_file(name)) return file(name);
        if (fs::is_directory(name, absent)) return folder(name);
        return revision(name);
    }

    NamedTemplates revision(const std::string& name) {
        NamedTemplates made;
        for (CommittedTemplate& one : committed_templates(project_.root, name)) {
            if (!is_asked_for(one.stack, one.stage)) continue;
            const std::string place = name + ":" + one.path;
            inputs_.keep(place, std::move(one.text));
            add(made, one.stack + "/" + one.stage, place);
        }
        if (made.by_name.empty() && made.all_read)
            say(stderr, "`" + name + "` has no templates/<stack>/<stage>/template.yml" +
                            (choice_.all() ? "" : " of what is asked for") + ": everything counts as new\n");
        return made;
    }

    NamedTemplates stacks(Suppressions& suppressions) {
        NamedTemplates made;
        made.from_stacks = true;
        for (Compiled& one : compile_stacks(project_, choice_, {}, suppressions, report_)) {
            if (one.tree)
                made.by_name.insert_or_assign(one.name(), side_of_stacks(std::move(*one.tree)));
            else
                made.all_valid = false;
        }
        return made;
    }

    /// A stack or stage that neither side has is misspelt, and a comparison of nothing would find no change.
    void check_choice(const Sides& sides) const {
        if (sides.before.is_file && sides.after.is_file) return;
        std::set<std::string> stacks = stacks_, stages = stages_;
        if (sides.after.from_stacks)
            for (const auto& [name, side] : sides.after.by_name) {
                const fs::path path(name);
                stacks.insert(path.parent_path().string());
                stages.insert(path.filename().string());
            }
        const auto check = [](std::string_view what, const std::vector<std::string>& asked,
                              const std::set<std::string>& known) {
            for (const std::string& one : asked) {
                if (known.contains(one)) continue;
                std::string list;
                for (const std::string& other : known) list += (list.empty() ? "`" : ", `") + other + "`";
                throw Misuse("neither side has the " + std::string(what) + " `" + one + "`" +
                             (list.empty() ? std::string() : "; there are " + list));
            }
        };
        check("stack", choice_.stacks, stacks);
        check("stage", choice_.stages, stages);
        if (!choice_.all() && sides.before.by_name.empty() && sides.after.by_name.empty())
            throw Misuse("neither side has this stage of this stack");
    }

    /// After everything was read.
    void check_parameters() const {
        for (const GivenParameter& one : parameters_)
            if (!one.asked) throw Misuse("neither side has a parameter `" + one.name + "`");
    }

private:
    NamedTemplates file(const std::string& name) {
        NamedTemplates made;
        made.is_file = true;
        add(made, name, name);
        return made;
    }

    /// `<stack>/<stage>/template.yml` in it, or any templates.
    NamedTemplates folder(const std::string& name) {
        inputs_.allow(name);
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
        NamedTemplates made;
        const bool by_folder = !templates.empty();
        for (const fs::path& path : by_folder ? templates : others) {
            const fs::path inside = path.lexically_relative(name);
            std::string called = (by_folder ? inside.parent_path() : inside.parent_path() / inside.stem()).string();
            if (called.empty()) called = inside.stem().string();
            const auto stage = fs::path(called).filename().string(), stack = fs::path(called).parent_path().string();
            if (stack.empty() || is_asked_for(stack, stage)) add(made, called, path.string());
        }
        if (templates.empty() && others.empty()) throw Misuse("`" + name + "` has no templates in it");
        return made;
    }

    bool is_asked_for(const std::string& stack, const std::string& stage) {
        stacks_.insert(stack);
        stages_.insert(stage);
        return is_chosen(choice_, stack, stage);
    }

    void add(NamedTemplates& to, const std::string& called, const std::string& input) {
        Report found;
        std::optional<ReadTemplate> read = inputs_.read(input, parameters_, stage_, found);
        // Of a name that is written twice, only the first is kept: a part of the template would not be compared.
        const auto& all = found.diagnostics();
        const bool ambiguous = std::any_of(all.begin(), all.end(), [](const Diagnostic& one) {
            return one.rule == &rules::duplicate_name || one.rule == &rules::malformed_document ||
                   one.rule == &rules::name_is_no_text;
        });
        report_.add(found);
        if (read) {
            expand_loops(read->tree);
            if (read->shown) expand_loops(*read->shown);
        }
        if (read && !ambiguous)
            to.by_name.insert_or_assign(called, SideTemplate{*std::move(read), input});
        else
            to.all_read = false;
    }

    const std::string& stage_;
    GivenParameters parameters_;
    const StackChoice& choice_;
    const Project& project_;
    InputFiles& inputs_;
    Report& report_;
    std::set<std::string> stacks_, stages_;  ///< of both sides, whether they were asked for or not
};

}  // namespace

SideTemplate side_of_stacks(Template tree) {
    SideTemplate made;
    made.tree = std::move(tree);
    made.hide({});
    made.from = "the stacks";
    return made;
}

void take_sides(Command& command, SideWords& given) {
    command.listed("OLD", "A file, a folder of templates or a git revision; HEAD when not given")
        .completes(Completion::side);
    command.listed("NEW", "The same; what the stacks emit now when not given").completes(Completion::side);
    take_stack_words(command, given.arguments);
    command.option("--param", "NAME=VALUE", &given.parameters, "The value of a template's parameter; once for each");
    command.option("--stage", "NAME", &given.stage, "The stage of a serverless.yml, in place of its own");
    take_permissions(command, given.permissions);
}

Sides read_sides(const SideWords& given, const Project& project, InputFiles& inputs, Suppressions& suppressions,
                 Report& report) {
    const auto [names, words] = sides_and_words(given);
    if (names.size() > 2) throw Misuse("two sides are compared; `" + names[2] + "` is a third");
    if (names.size() == 1 && project.stacks.empty())
        throw Misuse("`" + names[0] +
                     "` is compared with what the stacks emit, but this bobgen has no stacks; name a second one");
    const StackChoice choice = stack_choice(words);
    SideReader reader(given, choice, project, inputs, report);
    Sides made{names.empty() ? reader.revision("HEAD") : reader.named(names[0]),
               names.size() == 2 ? reader.named(names[1]) : reader.stacks(suppressions),
               {}};
    hide_in({&made.before, &made.after});
    if (names.empty()) made.base = "HEAD";
    std::error_code absent;
    if (!names.empty() && !is_file(names[0]) && !fs::is_directory(names[0], absent)) made.base = names[0];
    if (names.size() == 1 && is_file(names[0]) && made.after.by_name.size() > 1)
        throw Misuse("`" + names[0] +
                     "` is one template, and the project has several: say which with `stack=` and `stage=`");
    if (made.before.all_read && made.after.all_read) {
        reader.check_parameters();
        reader.check_choice(made);
    }
    return made;
}

std::optional<NamedTemplates> read_alone(const SideWords& given, const Project& project, InputFiles& inputs,
                                         Suppressions& suppressions, Report& report) {
    const auto [names, words] = sides_and_words(given);
    std::error_code absent;
    if (names.size() > 1 || (names.size() == 1 && !is_file(names[0]) && !fs::is_directory(names[0], absent))) return {};
    if (names.empty() && project.stacks.empty()) throw Misuse(no_stacks);
    const StackChoice choice = stack_choice(words);
    SideReader reader(given, choice, project, inputs, report);
    NamedTemplates made = names.empty() ? reader.stacks(suppressions) : reader.named(names[0]);
    hide_in({&made});
    if (made.all_read) reader.check_parameters();
    return made;
}

NamedTemplates committed_side(const Project& project, const std::string& revision, const StackChoice& choice,
                              InputFiles& inputs, Report& report) {
    return SideReader({}, choice, project, inputs, report).revision(revision);
}

std::vector<Pair> pairs(const Sides& sides) {
    const auto& before = sides.before.by_name;
    const auto& after = sides.after.by_name;
    if (before.size() == 1 && after.size() == 1 && (sides.before.is_file || sides.after.is_file)) {
        const auto& [name, tree] = *after.begin();
        return {{before.begin()->first == name ? name : "", &before.begin()->second, &tree}};
    }
    std::vector<Pair> made;
    for (const auto& [name, tree] : after) {
        const auto found = before.find(name);
        made.push_back({name, found == before.end() ? nullptr : &found->second, &tree});
    }
    for (const auto& [name, tree] : before)
        if (!after.contains(name)) made.push_back({name, &tree, nullptr});
    return made;
}

std::vector<Suppression> base_suppressions(const Project& project, const std::string& revision,
                                           const std::string& named) {
    const std::filesystem::path file =
        std::filesystem::absolute(named.empty() ? project.root / "suppressions.yml" : std::filesystem::path(named));
    const std::string inside = file.lexically_normal().lexically_relative(project.root).generic_string();
    if (inside.empty() || inside.starts_with("..")) return {};
    const std::optional<std::string> text = committed_file(project.root, revision, inside);
    if (!text) return {};
    Report dropped;
    const char* name = InputFiles::place_name(revision + ":" + inside);
    const std::optional<Value> document = read_document(*text, name, dropped);
    return document ? suppressions_in(*document, dropped) : std::vector<Suppression>();
}

}  // namespace bobgen

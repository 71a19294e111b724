#include "generator/validate.h"

#include <algorithm>
#include <memory>

#include "generator/cli/say.h"
#include "generator/cli/shared_arguments.h"
#include "generator/cli/templates.h"
#include "generator/hidden.h"
#include "generator/rules/documents.h"

namespace bobgen {

namespace {

/// What `bobgen validate` was given, as the parser fills it in.
struct ValidateWords {
    std::vector<std::string> arguments;
    std::vector<std::string> parameters;
    std::string stage;
    std::string format = "text";
    std::string diagnostics;  ///< its former name
    std::string suppressions;
    std::string today;
    Permissions permissions;
    bool strict = false;
};

/// Every file is judged, whatever is wrong with the others.
class FileJudge {
public:
    FileJudge(const ValidateWords& given, const std::vector<std::string>& files, InputFiles& inputs,
              Suppressions& suppressions, Report& report)
        : stage_(given.stage),
          parameters_(given_parameters(given.parameters)),
          files_(files),
          inputs_(inputs),
          suppressions_(suppressions),
          report_(report) {}

    void run() {
        for (const std::string& file : files_) {
            read(file);
            // What is given may be hidden by a template that is still to come.
            if (parameters_.empty()) judge();
        }
        judge();
        if (all_read_) check_parameters();
    }
    bool all_read() const { return all_read_; }
    bool misused() const { return misused_; }

private:
    struct Judgement {
        Report found;
        std::optional<ReadTemplate> read;
    };

    void read(const std::string& file) try {
        Judgement made;
        made.read = inputs_.read(file, parameters_, stage_, made.found);
        if (made.read)
            collect_hidden_names(made.read->tree, hidden_);
        else
            all_read_ = false;
        judgements_.push_back(std::move(made));
    } catch (const FileError& fault) {
        all_read_ = false;
        misuse(fault.what());
    }

    void judge() {
        for (Judgement& one : judgements_) {
            if (one.read) {
                if (!parameters_.empty()) one.read->hide(hidden_);
                check_template(one.read->tree, one.read->hidden(), one.found);
                suppressions_.apply(one.read->tree, one.found);
            }
            report_.add(one.found);
        }
        judgements_.clear();
    }

    /// Of several files, each takes what it has; what none of them has is misspelt.
    void check_parameters() {
        for (const GivenParameter& one : parameters_) {
            const bool known = one.asked;
            bool told = false;
            for (Diagnostic& found : report_.take()) {
                const bool about = found.rule == &rules::unknown_given_parameter &&
                                   found.message.find("`" + one.name + "`") != std::string::npos;
                told |= about;
                if (!about || !known) report_.add(std::move(found));
            }
            if (known) continue;
            if (!told) throw Misuse("no file asks for the parameter `" + one.name + "`");
            misused_ = true;
        }
    }

    std::string stage_;
    GivenParameters parameters_;
    const std::vector<std::string>& files_;
    InputFiles& inputs_;
    Suppressions& suppressions_;
    Report& report_;
    std::vector<Judgement> judgements_;
    HiddenNames hidden_;
    bool all_read_ = true;
    bool misused_ = false;
};

int run(const ValidateWords& given, const Project& project) {
    std::vector<std::string> files, words;
    for (const std::string& one : given.arguments) (is_word(one) ? words : files).push_back(one);
    if (!files.empty() && !words.empty())
        throw Misuse("`" + words.front() +
                     "` is for the project's own stacks; with files there are `--stage` and `--param`");
    if (files.empty() && (!given.parameters.empty() || !given.stage.empty()))
        throw Misuse("`--param` and `--stage` are for files; stacks take `stage=dev` and inputs as `key=value`");
    const StackChoice choice = stack_choice(words);

    Report report;
    InputFiles inputs(project, given.permissions);
    Suppressions suppressions = read_suppressions(inputs, project.root, given.suppressions, day(given.today), report);
    bool all_read = true, seen_all = true, misused = false;
    if (files.empty()) {
        compile_stacks(project, choice, {}, suppressions, report);
        seen_all = choice.all();
    } else {
        FileJudge judge(given, files, inputs, suppressions, report);
        judge.run();
        all_read = judge.all_read();
        misused = judge.misused();
        // The project's own suppressions are about its stacks before anything else.
        seen_all = all_read && (!given.suppressions.empty() || project.stacks.empty());
    }
    suppressions.report_useless(report, seen_all);

    say_rendered(stdout, report, inputs, *find_format(given.diagnostics.empty() ? given.format : given.diagnostics),
                 look_of(stdout, project.colour));
    if (!all_read || misused) return 2;
    return report.errors() > 0 || (given.strict && report.warnings() > 0) ? 1 : 0;
}

}  // namespace

Command validate_command() {
    const auto given = std::make_shared<ValidateWords>();
    Command made("validate", Group::judge, "Judge the project's stacks, or any templates",
                 "Says what AWS will refuse and what likely is not meant, before anything is deployed. Without files "
                 "it judges the project's own stacks; with files, CloudFormation templates and serverless.yml. It "
                 "writes nothing and needs no network.");
    made.listed("FILE", "A CloudFormation template or a serverless.yml; - is the standard input")
        .completes(Completion::file);
    take_stack_words(made, given->arguments);
    take_format(made, given->format);
    take_diagnostics(made, given->diagnostics, "The same as --format");
    made.flag("--strict", given->strict, "Exit 1 on warnings, too");
    made.option("--param", "NAME=VALUE", &given->parameters, "The value of a template's parameter; once for each");
    made.option("--stage", "NAME", &given->stage, "The stage of a serverless.yml, in place of its own");
    take_permissions(made, given->permissions);
    take_suppressions(made, given->suppressions, &given->today);
    made.example("bobgen validate", "the project's stacks, in every stage");
    made.example("bobgen validate template.yml --format short", "a template, a line a finding");
    made.example("cdk synth | bobgen validate -", "what another tool made");
    made.run = [given](const Project& project) { return run(*given, project); };
    return made;
}

}  // namespace bobgen

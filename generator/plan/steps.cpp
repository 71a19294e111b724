#include "generator/plan/steps.h"

#include <fmt/format.h>

#include <algorithm>

#include "generator/characters.h"
#include "generator/diff/data_loss.h"
#include "generator/diff/stateful.h"
#include "generator/report/text.h"
#include "generator/rules/changes.h"
#include "generator/rules/data_loss.h"

namespace bobgen::plan {

namespace {

/// How a command names a table: by its physical name, or by what the stack created for the logical id.
std::string physical(std::string_view id, const Template& in) {
    const TemplateResource* table = in.find(id);
    const Value* name = table ? table->properties.find("TableName") : nullptr;
    return name && name->is_text() ? shell_word(name->text()) : fmt::format("\"$(physical {})\"", shell_word(id));
}

/// Waits for an index. What a name has in it means nothing to the query, and nothing to the shell.
std::string wait_for_index(const std::string& table, std::string_view index) {
    std::string text;
    for (const char c : index) text.append(c == '\'' ? "\\" : "").append(1, c);
    return fmt::format(
        "until [ \"$(aws dynamodb describe-table --table-name {} --query "
        "\"Table.GlobalSecondaryIndexes[?IndexName=='{}'].IndexStatus\" --output text)\" = ACTIVE ]; do sleep 30; done",
        table, within_double_quotes(text));
}

/// Letters, digits and hyphens, as for a file name.
std::string slug_of(std::string_view text) {
    std::string made;
    for (const char c : text) {
        if (is_alphanumeric(c))
            made += c;
        else if (!made.empty() && made.back() != '-')
            made += '-';
    }
    while (!made.empty() && made.back() == '-') made.pop_back();
    return made.substr(0, 60);
}

std::string names(const std::vector<std::string>& list, std::size_t most) {
    std::string made;
    for (std::size_t i = 0; i < list.size() && i < most; ++i)
        made.append(i == 0 ? "" : i + 1 == list.size() ? " and " : ", ").append("`" + list[i] + "`");
    if (list.size() > most) made += fmt::format(" and {} more", list.size() - most);
    return made;
}

class Words {
public:
    Words(const Course& course, const Decisions& decisions, const std::vector<Template>& templates,
          const std::vector<Difference>& differences)
        : course_(course), decisions_(decisions), templates_(templates), differences_(differences) {}

    std::vector<Step> steps() {
        const unsigned updates = course_.order().updates;
        for (unsigned update = 1; update <= updates; ++update) {
            for (const auto& [old_table, new_table] : decisions_.successors)
                if (update_of_part(old_table) == update) verify(old_table, new_table);
            deploy(update);
            for (const auto& [old_table, new_table] : decisions_.successors)
                if (update_of_part(new_table) == update) copy(old_table, new_table);
        }
        if (!decisions_.mappings.empty()) refactor();
        for (const std::string& id : decisions_.retained) leftover(id);
        return std::move(steps_);
    }

private:
    /// Which of a table's changes a step makes, in words for its title, its file and its lines.
    struct Said {
        std::string line;
        std::string slug;
    };

    unsigned update_of_part(std::string_view id) const {
        for (std::size_t task = 0; task < course_.tasks().size(); ++task)
            if (course_.tasks()[task].kind == Work::Kind::part &&
                course_.parts()[course_.tasks()[task].part].name == id)
                return course_.update_of(task);
        for (unsigned update = 1; update < templates_.size(); ++update)
            if ((templates_[update].find(id) != nullptr) != (templates_[update - 1].find(id) != nullptr)) return update;
        return 0;
    }

    void deploy(unsigned update) {
        Step step{Step::Kind::deploy};
        std::vector<Said> said;
        std::vector<std::string_view> told_tables;
        for (std::size_t task = 0; task < course_.tasks().size(); ++task) {
            const Work& work = course_.tasks()[task];
            const std::string_view id = course_.parts()[work.part].name;
            // An hour or more may pass between an update and what it starts.
            if (course_.update_of(task) != update) continue;
            tell(task, work, std::string(id), update, step, said);
            if (work.kind != Work::Kind::part || takes_another_name(id)) told_tables.push_back(id);
        }
        others(update, step, said, told_tables);
        for (const DataLoss& one : data_losses(differences_[update], templates_[update - 1], templates_[update]))
            if (one.finding.rule == &rules::data_resource_vanishes)
                step.cautions.push_back(
                    fmt::format("no tombstone says that `{0}` is removed: `bobgen diff` and `bobgen emit` reject it "
                                "until one does, with `LogicalId: {0}` and `Data: kept`",
                                one.logical_id));
        for (const Caution& one : differences_[update].cautions) {
            step.cautions.push_back(one.rule == &rules::made_by_aws_before
                                        ? one.message + ", unless it was imported before"
                                        : one.message + "; " + one.fix);
            if (one.rule == &rules::deployment_not_renewed && !one.remedy.empty())
                step.waits.push_back(
                    {"until the stage serves the new API: make a deployment by hand, since this "
                     "update makes none",
                     one.remedy});
        }
        for (const auto& [parameter, from] : course_.code()) step.code.push_back({parameter, update >= from});
        const bool code_switches = std::any_of(course_.code().begin(), course_.code().end(),
                                               [&](const auto& one) { return one.second == update; });
        if (code_switches) {
            step.changes.emplace_back("switch to the new code");
            if (said.empty() || said.front().slug == "update") said = {{"switch to the new code", "switch-code"}};
        }
        if (said.empty()) said.push_back({"update the stack", "update"});
        step.title = said.front().line;
        if (said.size() == 2) step.title += ", " + said[1].line;
        if (said.size() > 2) step.title += fmt::format(", and {} more changes", said.size() - 1);
        step.slug =
            slug_of(said.size() == 1 ? said.front().slug
                                     : said.front().slug + (said.size() == 2 ? "-" + said[1].slug : "-and-more"));
        back(update, step);
        steps_.push_back(std::move(step));
    }

    void tell(std::size_t task, const Work& work, const std::string& id, unsigned update, Step& step,
              std::vector<Said>& said) {
        const auto say = [&](std::string line, std::string slug) {
            step.changes.push_back(line);
            said.push_back({std::move(line), std::move(slug)});
        };
        switch (work.kind) {
            case Work::Kind::make_index: {
                const std::string& name = course_.table(work.part).indexes[work.index].name;
                say(fmt::format("create index `{}` of table `{}`", name, id), "add-" + name);
                step.waits.push_back(
                    {fmt::format("until index `{}` of `{}` is ACTIVE: CloudFormation does not wait for its backfill",
                                 name, id),
                     wait_for_index(physical(id, templates_[update]), name)});
                break;
            }
            case Work::Kind::drop_index: {
                const IndexChange& change = course_.table(work.part).indexes[work.index];
                say(fmt::format("delete index `{}` of table `{}`", change.name, id), "drop-" + change.name);
                for (std::size_t other = 0; change.after && other < course_.tasks().size(); ++other) {
                    const Work& one = course_.tasks()[other];
                    if (one.kind != Work::Kind::make_index || one.part != work.part || one.index != work.index)
                        continue;
                    const std::vector<std::string_view> without = course_.interrupted(task, other);
                    step.cautions.push_back(fmt::format(
                        "index `{}` is recreated under its name: queries on it fail until deployment {} is done and it "
                        "is ACTIVE{}; a new name for the new index would avoid that",
                        change.name, course_.update_of(other),
                        without.empty() ? ""
                                        : fmt::format(" (those of {})", names({without.begin(), without.end()}, 5))));
                }
                if (changes_later(work.part, update))
                    step.waits.push_back({fmt::format("until table `{}` is ACTIVE again", id),
                                          fmt::format("aws dynamodb wait table-exists --table-name {}",
                                                      physical(id, templates_[update]))});
                break;
            }
            case Work::Kind::time_to_live_off:
                say(fmt::format("disable the time to live of table `{}`", id), "ttl-off-" + id);
                step.waits.push_back(
                    {"one hour: DynamoDB accepts one change of the time to live in that time", "sleep 3600"});
                break;
            case Work::Kind::time_to_live_on:
                say(fmt::format("enable the time to live of table `{}` for the new attribute", id), "ttl-on-" + id);
                break;
            case Work::Kind::stream_off:
                say(fmt::format("turn off the stream of table `{}`, and detach its event sources", id),
                    "stream-off-" + id);
                step.cautions.push_back(
                    fmt::format("first let the functions that read the stream of `{}` catch up (metric IteratorAge): "
                                "they do not receive anything written until the new stream is on",
                                id));
                break;
            case Work::Kind::stream_on:
                say(fmt::format("turn on the stream of table `{}` with the new view", id), "stream-on-" + id);
                step.cautions.push_back(
                    fmt::format("the stream of `{}` has a new ARN, which consumers outside of this stack need", id));
                break;
            case Work::Kind::prepare:
                if (course_.detours()[work.index].kind == Detour::Kind::keep)
                    say(fmt::format("retain `{}`, which leaves the stack later: DeletionPolicy Retain", id),
                        "keep-" + id);
                else
                    say(fmt::format("allow `{}` to be deleted: no deletion protection, no policy that retains it", id),
                        "let-go-" + id);
                break;
            case Work::Kind::settle: {
                const Detour& detour = course_.detours()[work.index];
                if (detour.kind == Detour::Kind::own_id)
                    say(fmt::format("rename `{}` to its logical id `{}`", id, detour.final_id),
                        "settle-" + detour.final_id);
                else
                    say(fmt::format("restore the name of `{}`: it is recreated once more", id), "settle-" + id);
                break;
            }
            case Work::Kind::part:
                if (takes_another_name(id))
                    say(fmt::format("recreate `{}` under a different name", id), "replace-" + id);
                for (const auto& [old_table, new_table] : decisions_.successors) {
                    if (id == new_table)
                        say(fmt::format("create table `{}` next to `{}`", new_table, old_table), "add-" + new_table);
                    if (id == old_table)
                        say(fmt::format("retire table `{}`: it leaves the stack with its items", old_table),
                            "retire-" + old_table);
                }
                break;
        }
    }

    bool takes_another_name(std::string_view id) const {
        return std::any_of(course_.detours().begin(), course_.detours().end(),
                           [&](const Detour& one) { return one.kind == Detour::Kind::own_name && one.id == id; });
    }

    bool changes_later(std::size_t part, unsigned update) const {
        for (std::size_t task = 0; task < course_.tasks().size(); ++task)
            if (course_.tasks()[task].part == part && course_.update_of(task) > update) return true;
        return false;
    }

    /// Properties of a table whose changes `tell` reports; those of an index that stays are not included.
    static bool has_words_of_its_own(std::string_view property) {
        constexpr std::string_view told[] = {"GlobalSecondaryIndexes", "AttributeDefinitions",
                                             "TimeToLiveSpecification", "StreamSpecification"};
        const auto is_of = [&](std::string_view one) { return property.starts_with(one); };
        return property.empty() ||
               (std::any_of(std::begin(told), std::end(told), is_of) && property.find("].") == property.npos);
    }
    /// Whether the update removes its protection and policies, or adds them, in one line.
    bool is_prepared(std::string_view id, unsigned update) const {
        for (std::size_t task = 0; task < course_.tasks().size(); ++task)
            if (course_.tasks()[task].kind == Work::Kind::prepare && course_.update_of(task) == update &&
                course_.parts()[course_.tasks()[task].part].name == id)
                return true;
        return false;
    }

    /// Changes without specific texts, worded as in the comparison.
    void others(unsigned update, Step& step, std::vector<Said>& said, const std::vector<std::string_view>& told) {
        constexpr Action actions[] = {Action::create, Action::update, Action::replace, Action::remove};
        bool any = false;
        for (const Action action : actions) {
            std::vector<std::string> ids;
            for (const ResourceChange& one : differences_[update].resources) {
                if (one.action != action) continue;
                const auto& retained = decisions_.retained;
                if (action == Action::remove && !decisions_.successors.count(one.logical_id) &&
                    std::find(retained.begin(), retained.end(), one.logical_id) != retained.end()) {
                    any = true;
                    step.changes.push_back(
                        fmt::format("let `{}` leave the stack; it stays in the account", one.logical_id));
                    continue;
                }
                const bool is_told = std::find(told.begin(), told.end(), one.logical_id) != told.end() ||
                                     decisions_.successors.count(one.logical_id) ||
                                     std::any_of(decisions_.successors.begin(), decisions_.successors.end(),
                                                 [&](const auto& pair) { return pair.second == one.logical_id; });
                if (!is_told) ids.push_back(one.logical_id);
                if (is_told && action == Action::update && !is_prepared(one.logical_id, update))
                    for (const Reason& reason : one.reasons)
                        if (!has_words_of_its_own(reason.property)) step.changes.push_back(reason.message);
                if (one.loses_data && holds_data(one.type) && !needs_tombstone(one.type))
                    step.cautions.push_back(fmt::format("`{}` is deleted with {}", one.logical_id, contents(one.type)));
                if (one.interrupts)
                    step.cautions.push_back(fmt::format("`{}` cannot be used during the change", one.logical_id));
                for (const Reason& reason : one.reasons)
                    if (reason.property.starts_with("BillingMode"))
                        step.cautions.push_back(fmt::format(
                            "the billing mode of `{}` changes: a table can switch to on-demand four times in 24 hours",
                            one.logical_id));
            }
            if (ids.empty()) continue;
            any = true;
            step.changes.push_back(fmt::format("{} {}", word(action), names(ids, 8)));
        }
        for (const OtherChange& one : differences_[update].others) {
            any = true;
            step.changes.push_back(one.message);
        }
        if (any && said.empty()) said.push_back({step.changes.front(), "update"});
    }

    void back(unsigned update, Step& step) {
        const std::string previous =
            update == 1 ? "the template before the plan" : "the template of the previous deployment";
        const bool drops = std::any_of(step.changes.begin(), step.changes.end(), [](const std::string& line) {
            return line.starts_with("delete index") || line.starts_with("disable the time to live");
        });
        step.back.push_back(
            {fmt::format("deploy {} again{}", previous,
                         drops ? "; what was deleted is recreated, and an index is backfilled again" : ""),
             {}});
        for (const auto& [old_table, new_table] : decisions_.successors)
            if (update_of_part(old_table) == update)
                step.back.front() = {fmt::format("import `{}` into the stack again, with a change set of type IMPORT "
                                                 "and the template of the previous deployment",
                                                 old_table),
                                     {}};
    }

    void copy(const std::string& old_table, const std::string& new_table) {
        Step step{Step::Kind::person};
        step.slug = "copy-" + slug_of(old_table);
        step.title = fmt::format("copy the items of `{}` to `{}`", old_table, new_table);
        step.changes = {fmt::format("from now on, also write every change of `{}` to `{}`: with a function on its "
                                    "stream, or both writes in the code",
                                    old_table, new_table),
                        fmt::format("then copy the existing items, with a condition that never overwrites newer ones: "
                                    "items without an attribute of the new key cannot be stored in `{}`",
                                    new_table),
                        fmt::format("then compare both tables, item by item or by counts")};
        step.cautions = {"bob cannot do this: only the owners of the items know how they map to the new table"};
        step.waits.push_back(
            {"until both hold the same items",
             fmt::format("aws dynamodb scan --table-name {} --select COUNT --query Count\n"
                         "aws dynamodb scan --table-name {} --select COUNT --query Count",
                         physical(old_table, templates_.front()), physical(new_table, decisions_.target))});
        step.back = {{fmt::format("stop writing to `{}`", new_table), {}}};
        steps_.push_back(std::move(step));
    }

    void verify(const std::string& old_table, const std::string& new_table) {
        Step step{Step::Kind::person};
        step.slug = "verify-" + slug_of(new_table);
        step.title = fmt::format("make sure that nothing uses `{}` any more", old_table);
        step.changes = {
            fmt::format("stop writing to `{}`", old_table),
            fmt::format(
                "watch its metrics ConsumedReadCapacityUnits and ConsumedWriteCapacityUnits: both must stay at zero")};
        step.waits.push_back({fmt::format("until you are sure that you will not go back to `{}`", old_table), {}});
        step.back = {{fmt::format("copy what has since been written to `{}` back to `{}`, and deploy the template from "
                                  "before the switch",
                                  new_table, old_table),
                      {}}};
        steps_.push_back(std::move(step));
    }

    void refactor() {
        Step step{Step::Kind::refactor};
        step.mappings = decisions_.mappings;
        std::vector<std::string> ids;
        for (const Mapping& one : step.mappings) {
            step.changes.push_back(fmt::format("`{}` becomes `{}`, the same resource", one.from, one.to));
            ids.push_back(one.to);
        }
        step.title = fmt::format("give {} {} logical id{}, by stack refactoring", names(ids, 3),
                                 ids.size() == 1 ? "its" : "their", ids.size() == 1 ? "" : "s");
        step.slug = slug_of("rename-" + (ids.size() == 1 ? ids.front() : ids.front() + "-and-more"));
        step.cautions = {
            "stack refactoring does not support stacks with a stack policy, and changes nothing except logical ids"};
        step.back = {{"refactor the stack with source and destination swapped", {}}};
        steps_.push_back(std::move(step));
    }

    void leftover(const std::string& id) {
        Step step{Step::Kind::person};
        step.slug = "leftover-" + slug_of(id);
        step.title = fmt::format("decide what to do with the old `{}`", id);
        step.changes = {"it is still in the account, with its data and its cost, but in no stack"};
        step.back = {{"nothing to do", {}}};
        steps_.push_back(std::move(step));
    }

    const Course& course_;
    const Decisions& decisions_;
    const std::vector<Template>& templates_;
    const std::vector<Difference>& differences_;
    std::vector<Step> steps_;
};

}  // namespace

std::vector<Step> steps_of(const Course& course, const Decisions& decisions, const std::vector<Template>& templates,
                           const std::vector<Difference>& differences) {
    return Words(course, decisions, templates, differences).steps();
}

std::string_view word(Step::Kind kind) {
    switch (kind) {
        case Step::Kind::deploy:
            return "deploy";
        case Step::Kind::person:
            return "person";
        case Step::Kind::refactor:
            return "refactor";
    }
    return "";
}

}  // namespace bobgen::plan

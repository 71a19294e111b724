#include "generator/check/template/references.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>
#include <tuple>

#include "generator/analysis/enumerations.h"
#include "generator/analysis/macros.h"
#include "generator/analysis/reading.h"
#include "generator/data/resource_types.h"
#include "generator/nearest.h"
#include "generator/rules/intrinsics.h"
#include "generator/rules/references.h"

namespace bobgen {

namespace {

/// What contains a reference, for the message: "resource `Orders`", "output `Url`".
struct ReferenceSite {
    std::string_view kind;
    std::string_view name;
    std::string_view condition;  ///< that decides whether it exists
    Place place;
};

constexpr std::array<std::string_view, 8> pseudo_parameters{"AWS::AccountId", "AWS::NotificationARNs", "AWS::NoValue",
                                                            "AWS::Partition", "AWS::Region",           "AWS::StackId",
                                                            "AWS::StackName", "AWS::URLSuffix"};

class ReferenceCheck {
public:
    ReferenceCheck(const Facts& facts, Report& report)
        : facts_(facts),
          in_(facts.tree),
          names_(facts.names),
          has_loops_(have_loop(facts.tree.resources) || have_loop(facts.tree.outputs) ||
                     have_loop(facts.tree.conditions) || have_loop(facts.tree.parameters) ||
                     has_foreign_macros(facts.tree)),
          report_(report) {
        for (const TemplateResource& one : facts.tree.resources)
            if (is_of_sam(one.type) || one.type.ends_with("::MODULE")) {
                makers_.push_back(&one);
                if (const Value* events = one.properties.find("Events")) find_names_for_sam(*events);
            }
    }

    void run() {
        for (const TemplateCondition& one : in_.conditions)
            check_value(one.expression, {"condition", one.name, {}, one.place});
        check_value(in_.rules, {"section", "Rules", {}, in_.place});
        for (const TemplateResource& one : in_.resources) check_resource(one);
        for (const TemplateOutput& one : in_.outputs) {
            const ReferenceSite site{"output", one.name, one.condition, one.place};
            check_condition(one.condition, one.condition_place.or_else(one.place), site);
            check_value(one.body, site);
        }
    }

private:
    void check_resource(const TemplateResource& resource) {
        const ReferenceSite site{"resource", resource.logical_id, resource.condition, resource.place};
        check_condition(resource.condition, resource.condition_place.or_else(resource.place), site);
        for (std::size_t i = 0; i < resource.depends_on.size(); ++i) {
            const std::string& id = resource.depends_on[i];
            if (!names_.resource(id) && !is_made_elsewhere(id))
                report_unknown("DependsOn", id, resource.place_of_dependency(i).or_else(resource.place), site);
        }
        for (const Mention& mention : facts_.mentions(resource)) check_mention(mention, site);
        check_value(resource.policies, site);
        check_value(resource.update_policy, site);
        check_value(resource.creation_policy, site);
        check_value(resource.metadata, site);
        check_secure_strings(resource);
    }

    void check_value(const Value& value, const ReferenceSite& site) {
        each_mention(value, site.place, [&](const Mention& mention) { check_mention(mention, site); });
    }

    void check_mention(const Mention& mention, const ReferenceSite& site) {
        if (mention.kind == Mention::Kind::condition) return check_condition(mention.name, mention.place, site);
        const bool is_attribute = mention.kind == Mention::Kind::attribute;
        const TemplateResource* resource = names_.resource(mention.name);
        if (resource) {
            if (site.kind == "condition" || site.kind == "section")
                return is_attribute ? void() : report_too_early(mention, site);
            if (is_attribute) check_attribute(*resource, mention, site);
            return check_presence(*resource, mention, site);
        }
        if (!is_attribute && names_.parameter(mention.name)) return;
        if (mention.name.starts_with("AWS::")) {
            if (!is_attribute &&
                std::find(pseudo_parameters.begin(), pseudo_parameters.end(), mention.name) != pseudo_parameters.end())
                return;
        } else if (is_made_elsewhere(mention.name)) {
            return;
        }
        report_unknown(is_attribute ? "Fn::GetAtt" : "Ref", mention.name, mention.place, site);
    }

    /// `Fn::GetAtt` is misplaced there, whatever it refers to.
    void report_too_early(const Mention& mention, const ReferenceSite& site) {
        report_.add({
            .rule = &rules::misplaced_function,
            .message =
                fmt::format("{} `{}` refers to resource `{}`, which does not exist yet when the condition is evaluated",
                            site.kind, site.name, mention.name),
            .primary = {mention.place, "referred to here"},
            .fix = "use a parameter instead",
        });
    }

    /// Macros and modules create resources that the template does not show: SAM names those of `Api` `ApiStage`,
    /// `ApiDeployment`, and so on; `Fn::ForEach` may create any name, and so may a plugin of the Serverless Framework.
    bool is_made_elsewhere(std::string_view name) const {
        // A name that is only known to the framework: `ApiGatewayDeployment${sls:instanceId}`.
        if (has_loops_ || in_.made_by_plugins || name.find("{{resolve:") != name.npos) return true;
        const auto of_event = [&](std::string_view part) {
            return part.starts_with('*') ? name.ends_with(part.substr(1)) : name.starts_with(part);
        };
        if (std::any_of(in_.made_by_events.begin(), in_.made_by_events.end(), of_event)) return true;
        if (std::find(named_for_sam_.begin(), named_for_sam_.end(), name) != named_for_sam_.end()) return true;
        return std::any_of(makers_.begin(), makers_.end(), [&](const TemplateResource* one) {
            return name.starts_with(one->logical_id) || (!one->type.ends_with("::MODULE") && is_shared_by_sam(name));
        });
    }

    /// What SAM makes once for a whole template.
    static bool is_shared_by_sam(std::string_view name) {
        constexpr std::string_view beginnings[] = {"ServerlessRestApi",
                                                   "ServerlessHttpApi",
                                                   "ServerlessUsagePlan",
                                                   "ServerlessApiKey",
                                                   "ServerlessDeploymentApplication",
                                                   "CodeDeployServiceRole"};
        return std::any_of(std::begin(beginnings), std::end(beginnings),
                           [&](std::string_view one) { return name.starts_with(one); });
    }

    /// `DeadLetterConfig: {Type: SQS, QueueLogicalId: Failed}` of an event names the queue that SAM makes for it.
    void find_names_for_sam(const Value& in) {
        if (in.is_call()) return find_names_for_sam(in.argument());
        if (in.is_list())
            for (const Value& one : in.list()) find_names_for_sam(one);
        if (!in.is_map()) return;
        for (const Member& one : in.map())
            if (one.name == "QueueLogicalId" && one.value.is_text())
                named_for_sam_.push_back(one.value.text());
            else
                find_names_for_sam(one.value);
    }

    template <class Entries>
    static bool have_loop(const Entries& entries) {
        return std::any_of(entries.begin(), entries.end(), [](const auto& one) {
            if constexpr (requires { one.logical_id; })
                return one.logical_id.starts_with("Fn::");
            else
                return one.name.starts_with("Fn::");
        });
    }

    void report_unknown(std::string_view function, std::string_view name, Place place, const ReferenceSite& site) {
        Nearest near(name);
        const bool only_resources = function != "Ref";
        if (searches_left_ > 0) {
            --searches_left_;
            for (const auto& one : in_.resources) near.offer(one.logical_id);
            if (!only_resources) {
                for (const auto& one : in_.parameters) near.offer(one.name);
                for (std::string_view one : pseudo_parameters) near.offer(one);
            }
        }
        std::string fix = near.best().empty() ? fmt::format("declare `{}` in this stack, or remove the reference", name)
                                              : fmt::format("did you mean `{}`?", near.best());
        if (names_.condition(name))
            fix = fmt::format("`{}` is a condition: only `Condition` and `Fn::If` can refer to it", name);
        else if (only_resources && names_.parameter(name))
            fix = fmt::format("`{}` is a parameter: only `Ref` can refer to it", name);
        report_.add({
            .rule = &rules::unknown_reference,
            .message = fmt::format("{} `{}` refers to `{}`, which is not in the stack", site.kind, site.name, name),
            .primary = {place, function == "DependsOn" ? "`DependsOn` names it" : "named here"},
            .fix = std::move(fix),
        });
    }

    void check_attribute(const TemplateResource& resource, const Mention& mention, const ReferenceSite& site) {
        if (mention.attribute.empty()) return;
        const schema::ResourceType* type = schema::find_type(resource.type);
        // Whatever the function of a custom resource returns; SAM's types are not resources themselves but expand to
        // some.
        if (!type || resource.type == "AWS::CloudFormation::CustomResource" || !type->transform().empty()) return;
        if (type->answers(mention.attribute)) return;
        Nearest near(mention.attribute);
        for (const schema::Attribute& one : type->attributes()) near.offer(one.name);
        std::string meant(near.best());
        bool is_wrong = !meant.empty() && is_misspelling(mention.attribute, meant);
        if (const std::string_view other = is_wrong ? std::string_view() : same_but_for_noun(*type, mention.attribute);
            !other.empty()) {
            meant = other;
            is_wrong = true;
        }
        // What the type has as a property that can't be read is no attribute that came later.
        const auto reference = type->reference();
        is_wrong = is_wrong || type->find(mention.attribute) ||
                   std::find(reference.begin(), reference.end(), mention.attribute) != reference.end();
        std::string fix = meant.empty() ? instead_of(*type, mention) : fmt::format("did you mean `{}`?", meant);
        report_.add({
            .rule = is_wrong ? &rules::unknown_attribute : &rules::unlisted_attribute,
            .message = fmt::format("{} `{}` refers to `{}.{}`, but an {} has no such attribute{}", site.kind, site.name,
                                   mention.name, mention.attribute, resource.type,
                                   is_wrong ? "" : fmt::format(" in bob's data of {}", schema::data_date())),
            .primary = {mention.place, "used here"},
            .related = {{resource.place, fmt::format("an {}", resource.type)}},
            .fix = is_wrong ? std::move(fix) : or_refresh(std::move(fix)),
            .why = is_wrong ? std::string() : why_unlisted(schema::data_date()),
        });
    }

    /// "Arn" for `TableArn` of a table, "TopicArn" for `Arn` of a topic.
    static std::string_view same_but_for_noun(const schema::ResourceType& type, std::string_view attribute) {
        const std::string_view noun = type.name().substr(type.name().rfind(':') + 1);
        for (const schema::Attribute& one : type.attributes()) {
            const bool is_longer = one.name.size() == attribute.size() + noun.size();
            const bool is_shorter = attribute.size() == one.name.size() + noun.size();
            const std::string_view longer = is_longer ? one.name : attribute,
                                   shorter = is_longer ? attribute : one.name;
            if ((is_longer || is_shorter) && longer.starts_with(noun) && longer.ends_with(shorter)) return one.name;
        }
        return {};
    }

    static std::string instead_of(const schema::ResourceType& type, const Mention& mention) {
        const auto reference = type.reference();
        if (reference.size() == 1 && reference.front() == mention.attribute)
            return fmt::format("write `Ref: {}`, which gives it", mention.name);
        constexpr std::size_t most_told = 12;
        std::vector<std::string_view> names;
        for (const schema::Attribute& one : type.attributes())
            if (names.size() < most_told) names.push_back(one.name);
        if (names.empty()) return fmt::format("only `Ref: {}` returns a value", mention.name);
        return fmt::format("use one of {}{}", fmt::join(names, ", "),
                           names.size() < type.attributes().size() ? " or others" : "");
    }

    void check_presence(const TemplateResource& resource, const Mention& mention, const ReferenceSite& site) {
        if (resource.condition.empty() || resource.condition == site.condition || mention.decided_later) return;
        // Another condition may imply this one; only something unconditional is certain to miss it.
        if (!site.condition.empty()) return;
        // One finding for each pair: all its places have the same fix.
        if (!missed_.emplace(site.name, resource.logical_id).second) return;
        report_.add({
            .rule = &rules::conditional_reference,
            .message = fmt::format("{} `{}` always exists, but refers to `{}`, which only exists if `{}`", site.kind,
                                   site.name, resource.logical_id, resource.condition),
            .primary = {mention.place, "referred to here"},
            .related = {{resource.place, fmt::format("exists if `{}`", resource.condition)}},
            .fix = fmt::format("give {} `{}` the condition `{}` too", site.kind, site.name, resource.condition),
        });
    }

    void check_condition(std::string_view name, Place place, const ReferenceSite& site) {
        if (name.empty() || has_loops_ || names_.condition(name)) return;
        // The resources of a function share its condition.
        if (place.known() && !conditions_.emplace(place.line, place.column, name).second) return;
        Nearest near(name);
        if (searches_left_ > 0)
            for (const auto& one : in_.conditions) near.offer(one.name);
        searches_left_ -= searches_left_ > 0;
        report_.add({
            .rule = &rules::unknown_condition,
            .message =
                fmt::format("{} `{}` depends on condition `{}`, which is not in the stack", site.kind, site.name, name),
            .primary = {place, {}},
            .fix = near.best().empty() ? fmt::format("declare the condition `{}`", name)
                                       : fmt::format("did you mean `{}`?", near.best()),
        });
    }

    /// CloudFormation, "Resources that support dynamic parameter patterns for secure strings".
    static bool takes_secure_strings(std::string_view type) {
        constexpr std::string_view types[] = {"AWS::DirectoryService::MicrosoftAD",
                                              "AWS::DirectoryService::SimpleAD",
                                              "AWS::ElastiCache::ReplicationGroup",
                                              "AWS::IAM::User",
                                              "AWS::KinesisFirehose::DeliveryStream",
                                              "AWS::OpsWorks::App",
                                              "AWS::OpsWorks::Stack",
                                              "AWS::RDS::DBCluster",
                                              "AWS::RDS::DBInstance",
                                              "AWS::Redshift::Cluster"};
        return std::find(std::begin(types), std::end(types), type) != std::end(types);
    }

    void check_secure_strings(const TemplateResource& resource) {
        constexpr std::string_view secure = "{{resolve:ssm-secure:";
        if (!has_text_with(resource.properties, secure) || takes_secure_strings(resource.type)) return;
        each_text(resource.properties, resource.place, [&](std::string_view text, Place place) {
            if (text.find(secure) == text.npos) return;
            report_.add({
                .rule = &rules::secure_string_not_supported,
                .message = fmt::format("`{}` refers to an SSM SecureString, which an {} does not support",
                                       resource.logical_id, resource.type),
                .primary = {place, {}},
                .fix = "store the secret in Secrets Manager, or let the function read the parameter when it starts",
            });
        });
    }

    const Facts& facts_;
    const Template& in_;
    const Names& names_;
    bool has_loops_;                               ///< or macros: names that are not visible here
    std::vector<const TemplateResource*> makers_;  ///< of SAM, and modules: what creates others
    std::vector<std::string_view> named_for_sam_;  ///< resources that it makes under these names
    unsigned searches_left_ = 200;                 ///< for the nearest name: each compares all of them
    std::set<std::pair<std::string_view, std::string_view>> missed_;
    std::set<std::tuple<unsigned, unsigned, std::string_view>> conditions_;  ///< reported, by place and name
    Report& report_;
};

}  // namespace

void check_references(const Facts& facts, Report& report) { ReferenceCheck(facts, report).run(); }

}  // namespace bobgen

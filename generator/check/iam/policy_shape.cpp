#include "generator/check/iam/policy_shape.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "generator/analysis/macros.h"
#include "generator/analysis/resolve.h"
#include "generator/characters.h"
#include "generator/nearest.h"
#include "generator/rules/iam.h"

namespace bobgen {

namespace {

// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
constexpr std::string_view document_parts[] = {"Version", "Id", "Statement"};
constexpr std::string_view statement_parts[] = {"Sid",       "Effect",   "Principal",   "NotPrincipal", "Action",
                                                "NotAction", "Resource", "NotResource", "Condition"};
constexpr std::string_view principal_kinds[] = {"AWS", "Service", "Federated", "CanonicalUser"};

// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
constexpr std::string_view operators[] = {"StringEquals",
                                          "StringNotEquals",
                                          "StringEqualsIgnoreCase",
                                          "StringNotEqualsIgnoreCase",
                                          "StringLike",
                                          "StringNotLike",
                                          "NumericEquals",
                                          "NumericNotEquals",
                                          "NumericLessThan",
                                          "NumericLessThanEquals",
                                          "NumericGreaterThan",
                                          "NumericGreaterThanEquals",
                                          "DateEquals",
                                          "DateNotEquals",
                                          "DateLessThan",
                                          "DateLessThanEquals",
                                          "DateGreaterThan",
                                          "DateGreaterThanEquals",
                                          "Bool",
                                          "BinaryEquals",
                                          "IpAddress",
                                          "NotIpAddress",
                                          "ArnEquals",
                                          "ArnLike",
                                          "ArnNotEquals",
                                          "ArnNotLike",
                                          "Null"};

// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html, read 2026-11-21. A slash at
// the end: a tag key follows.
constexpr std::string_view global_keys[] = {"aws:AssumedRoot",
                                            "aws:CalledVia",
                                            "aws:CalledViaFirst",
                                            "aws:CalledViaLast",
                                            "aws:CurrentTime",
                                            "aws:Ec2InstanceSourcePrivateIPv4",
                                            "aws:Ec2InstanceSourceVpc",
                                            "aws:EpochTime",
                                            "aws:FederatedProvider",
                                            "aws:MultiFactorAuthAge",
                                            "aws:MultiFactorAuthPresent",
                                            "aws:PrincipalAccount",
                                            "aws:PrincipalArn",
                                            "aws:PrincipalIsAWSService",
                                            "aws:PrincipalOrgID",
                                            "aws:PrincipalOrgPaths",
                                            "aws:PrincipalServiceName",
                                            "aws:PrincipalServiceNamesList",
                                            "aws:PrincipalTag/",
                                            "aws:PrincipalType",
                                            "aws:Referer",
                                            "aws:RequestTag/",
                                            "aws:RequestedRegion",
                                            "aws:ResourceAccount",
                                            "aws:ResourceOrgID",
                                            "aws:ResourceOrgPaths",
                                            "aws:ResourceTag/",
                                            "aws:SecureTransport",
                                            "aws:SourceAccount",
                                            "aws:SourceArn",
                                            "aws:SourceIdentity",
                                            "aws:SourceIp",
                                            "aws:SourceOrgID",
                                            "aws:SourceOrgPaths",
                                            "aws:SourceOwner",
                                            "aws:SourceVpc",
                                            "aws:SourceVpcArn",
                                            "aws:SourceVpce",
                                            "aws:TagKeys",
                                            "aws:TokenIssueTime",
                                            "aws:UserAgent",
                                            "aws:ViaAWSService",
                                            "aws:VpcSourceIp",
                                            "aws:VpceAccount",
                                            "aws:VpceOrgID",
                                            "aws:VpceOrgPaths",
                                            "aws:userid",
                                            "aws:username"};

bool is_digits(std::string_view text) { return !text.empty() && std::all_of(text.begin(), text.end(), is_digit); }

/// Known before the deployment, so it can be checked.
bool is_known(const Value& value) { return !value.is_call() && !value.is_null(); }

class PolicyShape {
public:
    PolicyShape(const TemplateResource& of, const DocumentKind& kind, Report& report)
        : resource_(of), kind_(kind), report_(report) {}

    void document(const Value& from) {
        place_ = from.place.or_else(resource_.place);
        check_names(from, document_parts, "a policy document");
        check_version(from.find("Version"));
        const Value* statements = from.find("Statement");
        if (!statements)
            malformed("a policy of `{}` has no `Statement`", place_, "add what it allows as a list of statements");
        else if (is_known(*statements) && !statements->is_map() && !statements->is_list())
            malformed("the `Statement` of a policy of `{}` is not a statement", statements->place.or_else(place_),
                      "write a list of statements");
        else if (statements->is_list() && statements->list().empty())
            malformed("a policy of `{}` has an empty list of statements", statements->place.or_else(place_),
                      "add what it allows, or leave the policy out");
        each(statements, [&](const Value& one) {
            if (one.is_map())
                statement(one);
            else if (is_known(one) && statements->is_list())
                malformed("a policy of `{}` has a statement that is not a map", one.place.or_else(place_),
                          "write a statement as a map with `Effect`, `Action` and `Resource`");
        });
    }

    void statement(const Value& from) {
        const Place document = place_;
        place_ = from.place.or_else(place_);
        check_names(from, statement_parts, "a policy statement");
        check_complete(from);
        // Resource policies accept shorter forms, such as `execute-api:/*`.
        if (kind_.principal == Part::refused)
            for (const std::string_view part : {"Resource", "NotResource"})
                each(from.find(part), [&](const Value& one) { check_arn(one); });
        check_exclusive(from);
        check_refused(from);
        check_sid(from.find("Sid"));
        for (const std::string_view part : {"Action", "NotAction", "Resource", "NotResource"}) check_texts(from, part);
        for (const std::string_view part : {"Principal", "NotPrincipal"})
            if (const Value* principal = from.find(part)) check_principal(*principal, part);
        if (const Value* condition = from.find("Condition")) check_condition(*condition);
        if (kind_.grants_roles) check_actions_of_trust(from);
        place_ = document;
    }

private:
    void malformed(fmt::format_string<const std::string&> message, Place place, std::string fix) {
        malformed_as(fmt::format(message, resource_.logical_id), place, std::move(fix));
    }
    void malformed_as(std::string message, Place place, std::string fix) {
        report_.add({.rule = &rules::malformed_policy,
                     .message = std::move(message),
                     .primary = {place, {}},
                     .fix = std::move(fix)});
    }

    void check_names(const Value& map, std::span<const std::string_view> known, std::string_view what) {
        for (const Member& one : map.map()) {
            if (is_one_of(one.name, known)) continue;
            const std::string_view near = nearest(one.name, known);
            std::string listed;
            for (const std::string_view name : known) listed += fmt::format("{}`{}`", listed.empty() ? "" : ", ", name);
            malformed_as(fmt::format("`{}` is not an element of {} of `{}`", one.name, what, resource_.logical_id),
                         one.place.or_else(one.value.place).or_else(place_),
                         near.empty() ? "the elements are " + listed : fmt::format("did you mean `{}`?", near));
        }
    }

    void check_version(const Value* version) {
        if (!version || !is_known(*version)) return;
        if (version->is_text() && (version->text() == "2012-10-17" || version->text() == "2008-10-17")) return;
        if (version->is_text() && !text_of(version)) return;
        malformed("the `Version` of a policy of `{}` is not an IAM version", version->place.or_else(place_),
                  "write `\"2012-10-17\"`: it is the version of the policy language, not of this policy");
    }

    void check_arn(const Value& one) {
        const auto text = text_of(&one);
        // Nothing at all is the default of a parameter that has to be given.
        if (!text || text->empty() || text->starts_with("arn:") || text->starts_with('*') || text->starts_with('?'))
            return;
        malformed_as(
            fmt::format("a policy statement of `{}` applies to `{}`, which is not an ARN", resource_.logical_id, *text),
            one.place.or_else(place_), "write the resource's ARN, or `*` for all of them");
    }

    void check_complete(const Value& from) {
        std::vector<std::string> missing;
        const auto need = [&](std::string_view part, std::string_view inverse) {
            const auto is_said = [&](std::string_view name) {
                const Value* said = from.find(name);
                return said && !(said->is_list() && said->list().empty());
            };
            if (!is_said(part) && !is_said(inverse)) missing.emplace_back(part);
        };
        need("Effect", "Effect");
        need("Action", "NotAction");
        if (kind_.resource == Part::required) need("Resource", "NotResource");
        if (kind_.principal == Part::required) need("Principal", "NotPrincipal");
        if (!missing.empty()) {
            std::string listed;
            for (const std::string& one : missing) listed += fmt::format("{}`{}`", listed.empty() ? "" : ", ", one);
            incomplete(fmt::format("a policy statement of `{}` has no {}", resource_.logical_id, listed), place_,
                       fmt::format("add {}", listed));
        }
        const Value* effect = from.find("Effect");
        if (!effect || is_unknown(*effect) || effect->is_null()) return;
        const std::string text = text_in(*effect).value_or(effect->is_list() ? "[...]" : "{...}");
        if (text == "Allow" || text == "Deny") return;
        incomplete(fmt::format("a policy statement of `{}` has the effect `{}`", resource_.logical_id, text),
                   place_of(effect, place_), "write `Allow` or `Deny`");
    }

    void incomplete(std::string message, Place place, std::string fix) {
        report_.add({.rule = &rules::incomplete_statement,
                     .message = std::move(message),
                     .primary = {place, {}},
                     .fix = std::move(fix)});
    }

    void check_exclusive(const Value& from) {
        for (const std::string_view part : {"Action", "Resource", "Principal"}) {
            const Member* inverse = from.find_member(fmt::format("Not{}", part));
            if (!inverse || !from.find(part)) continue;
            malformed_as(
                fmt::format("a policy statement of `{}` has both `{}` and `Not{}`", resource_.logical_id, part, part),
                inverse->place.or_else(inverse->value.place).or_else(place_), "keep one of the two");
        }
    }

    /// "Policy document should not specify a principal", "Has prohibited field Resource"
    void check_refused(const Value& from) {
        const auto refuse = [&](std::string_view name, std::string_view why) {
            const Member* member = from.find_member(name);
            if (!member) return;
            malformed_as(fmt::format("a policy statement of `{}` has a `{}`", resource_.logical_id, name),
                         member->place.or_else(member->value.place).or_else(place_), fmt::format("remove it: {}", why));
        };
        for (const std::string_view name : {"Principal", "NotPrincipal"})
            if (kind_.principal == Part::refused) refuse(name, "the principal is whatever the policy is attached to");
        for (const std::string_view name : {"Resource", "NotResource"})
            if (kind_.resource == Part::refused) refuse(name, "the resource is whatever the policy is attached to");
    }

    /// Letters and digits in IAM's own policies, each Sid once. Other services are less strict.
    void check_sid(const Value* sid) {
        if (!sid || !is_known(*sid) || (kind_.principal != Part::refused && !kind_.grants_roles)) return;
        const auto text = text_of(sid);
        if (!text || text->find("${") != text->npos) return;
        const bool plain = std::all_of(text->begin(), text->end(), is_alphanumeric);
        if (!plain)
            malformed_as(fmt::format("the `Sid` `{}` of a policy of `{}` has characters other than letters and digits",
                                     *text, resource_.logical_id),
                         sid->place.or_else(place_), "write only letters and digits");
        else if (!text->empty() && !sids_.insert(std::string(*text)).second)
            malformed_as(
                fmt::format("two statements of a policy of `{}` have the `Sid` `{}`", resource_.logical_id, *text),
                sid->place.or_else(place_), "rename one, or remove it");
    }

    void check_texts(const Value& from, std::string_view part) {
        each(from.find(part), [&](const Value& one) {
            if (one.is_text() || !is_known(one) || is_other_function(one)) return;
            malformed_as(fmt::format("`{}` of a policy of `{}` is not a string", part, resource_.logical_id),
                         one.place.or_else(place_), "write a string, or a list of strings");
        });
    }

    /// "AssumeRole policy may only specify STS AssumeRole actions"
    void check_actions_of_trust(const Value& from) {
        each(from.find("Action"), [&](const Value& one) {
            const auto text = text_of(&one);
            if (!text || text->find("${") != text->npos) return;
            const std::string_view service = text->substr(0, text->find(':'));
            const bool is_sts = service.size() == 3 && (service[0] | 0x20) == 's' && (service[1] | 0x20) == 't' &&
                                (service[2] | 0x20) == 's';
            if (is_sts) return;
            malformed_as(fmt::format("the trust policy of `{}` allows `{}`, which is not an STS action",
                                     resource_.logical_id, *text),
                         one.place.or_else(place_),
                         "allow `sts:AssumeRole`; declare what the role may do in `Policies`");
        });
    }

    void check_principal(const Value& principal, std::string_view part) {
        if (!is_known(principal)) return;
        if (principal.is_text()) {
            if (principal.text() == "*" || !text_of(&principal)) return;
            return bad_principal(
                fmt::format("the `{}` of a policy of `{}` is `{}`", part, resource_.logical_id, principal.text()),
                principal.place, "write a map with `AWS` or `Service`, or `\"*\"`");
        }
        if (!principal.is_map())
            return bad_principal(fmt::format("the `{}` of a policy of `{}` is not a map", part, resource_.logical_id),
                                 principal.place, "write a map with `AWS` or `Service`, or `\"*\"`");
        for (const Member& one : principal.map()) {
            if (!is_one_of(one.name, principal_kinds)) {
                const std::string_view near = nearest(one.name, principal_kinds);
                bad_principal(
                    fmt::format("the `{}` of a policy of `{}` has no `{}`", part, resource_.logical_id, one.name),
                    one.place.or_else(one.value.place),
                    near.empty() ? "valid types are `AWS`, `Service`, `Federated` and `CanonicalUser`"
                                 : fmt::format("did you mean `{}`?", near));
                continue;
            }
            each(&one.value, [&](const Value& who) { check_who(one.name, who); });
        }
    }

    void check_who(std::string_view kind, const Value& who) {
        const auto text = text_of(&who);
        if (!text || text->find("${") != text->npos) return;
        if (kind == "AWS") {
            if (*text == "*" || is_digits(*text)) return;
            // Unique ids of users and roles that a policy was saved with: AIDA…, AROA….
            if (text->find(':') == text->npos) {
                if (text->starts_with('A')) return;
                return bad_principal(fmt::format("`{}` is not an account, user or role", *text), who.place,
                                     "write its ARN, or the account's 12 digits");
            }
            if (!text->starts_with("arn:"))
                return bad_principal(fmt::format("`{}` is not an ARN", *text), who.place,
                                     "write `arn:aws:iam::` followed by the account, user or role");
            if (text->find_first_of("*?") != text->npos)
                bad_principal(
                    fmt::format("`{}` contains a wildcard", *text), who.place,
                    "list them, or allow the account and restrict it with a `Condition` on `aws:PrincipalArn`");
        } else if (kind == "Service" && text->find('.') == text->npos && *text != "*") {
            bad_principal(fmt::format("`{}` is not a service principal", *text), who.place,
                          fmt::format("did you mean `{}.amazonaws.com`?", *text));
        } else if (kind == "Service" && text->ends_with(".amazonaws.com")) {
            check_service(*text, who.place);
        }
    }

    /// A new service has a new name; a misspelt one is a slip away from an old one.
    void check_service(std::string_view principal, Place place) {
        constexpr std::string_view known[] = {
            "apigateway", "appsync",    "autoscaling", "batch",          "bedrock",     "cloudformation", "cloudfront",
            "cloudtrail", "codebuild",  "codedeploy",  "codepipeline",   "cognito-idp", "config",         "dynamodb",
            "ecs-tasks",  "edgelambda", "events",      "firehose",       "glue",        "kinesis",        "lambda",
            "monitoring", "sagemaker",  "scheduler",   "secretsmanager", "states"};
        const std::string_view name = principal.substr(0, principal.find('.'));
        if (name.size() + std::string_view(".amazonaws.com").size() != principal.size()) return;
        // Services whose names are a slip away from one of the list.
        constexpr std::string_view others[] = {"event", "appstream", "config-multiaccountsetup", "kinesisanalytics"};
        if (is_one_of(name, known) || is_one_of(name, others)) return;
        for (const std::string_view one : known)
            if (is_misspelling(name, one))
                return bad_principal(fmt::format("`{}` is not a service principal", principal), place,
                                     fmt::format("did you mean `{}.amazonaws.com`?", one));
    }

    void bad_principal(std::string message, Place place, std::string fix) {
        report_.add({.rule = &rules::invalid_principal,
                     .message = std::move(message),
                     .primary = {place.or_else(place_), {}},
                     .fix = std::move(fix)});
    }

    void check_condition(const Value& condition) {
        if (!is_known(condition)) return;
        if (!condition.is_map())
            return malformed("the `Condition` of a policy of `{}` is not a map", condition.place.or_else(place_),
                             "write operators with maps of keys, such as `{\"StringEquals\": {\"aws:SourceAccount\": "
                             "\"123456789012\"}}`");
        for (const Member& one : condition.map()) {
            check_operator(one);
            if (!is_known(one.value)) continue;
            if (!one.value.is_map()) {
                malformed("an operator in a `Condition` of `{}` has no keys", one.value.place.or_else(one.place),
                          "write a map of condition keys to values");
                continue;
            }
            for (const Member& key : one.value.map()) check_key(key);
        }
    }

    void check_operator(const Member& one) {
        std::string_view name = one.name;
        for (const std::string_view prefix : {"ForAllValues:", "ForAnyValue:"})
            if (name.starts_with(prefix)) name.remove_prefix(prefix.size());
        if (name.ends_with("IfExists") && name != "NullIfExists") name.remove_suffix(8);
        const bool known = std::any_of(std::begin(operators), std::end(operators), [&](std::string_view candidate) {
            return candidate.size() == name.size() && edit_distance(candidate, name, 0) == 0;
        });
        if (known) return;
        const std::string_view near = nearest(name, operators);
        report_.add({.rule = &rules::unknown_condition_operator,
                     .message = fmt::format("there is no condition operator `{}`", one.name),
                     .primary = {one.place.or_else(place_), {}},
                     .fix = near.empty() ? std::string("use an IAM operator, such as `StringEquals` or `ArnLike`")
                                         : fmt::format("did you mean `{}`?", near)});
    }

    /// Services have many keys, and new ones appear; the global AWS keys are few.
    void check_key(const Member& key) {
        const std::string_view name = key.name;
        const std::string_view upto = name.substr(0, name.find('/') == name.npos ? name.size() : name.find('/') + 1);
        std::string fix;
        if (name.find("${") != name.npos) return;
        if (name.find(':') == name.npos) {
            Nearest near(name);
            for (const std::string_view known : global_keys)
                if (edit_distance(known.substr(4), name, 0) == 0) fix = fmt::format("did you mean `{}`?", known);
            if (fix.empty()) fix = "write the key with its prefix, such as `aws:SourceArn`";
        } else {
            if (edit_distance(name.substr(0, 4), "aws:", 0) != 0) return;
            for (const std::string_view known : global_keys)
                if (edit_distance(known, upto, 0) == 0) return;
            const std::string_view near = nearest(upto, global_keys);
            if (near.empty()) return;
            fix = fmt::format("did you mean `{}`?", near);
        }
        report_.add({.rule = &rules::unknown_condition_key,
                     .message = fmt::format("AWS has no condition key `{}`", name),
                     .primary = {key.place.or_else(place_), {}},
                     .fix = std::move(fix)});
    }

    const TemplateResource& resource_;
    const DocumentKind& kind_;
    Report& report_;
    Place place_;
    std::set<std::string> sids_;
};

}  // namespace

void check_policy_shape(const TemplateResource& of, const Value& document, const DocumentKind& kind, Report& report) {
    PolicyShape(of, kind, report).document(document);
}

void check_statement_shape(const TemplateResource& of, const Value& statement, const DocumentKind& kind,
                           Report& report) {
    PolicyShape(of, kind, report).statement(statement);
}

}  // namespace bobgen

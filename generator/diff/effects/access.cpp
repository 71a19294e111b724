#include "generator/diff/effects/access.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <unordered_set>

#include "generator/analysis/permissions.h"
#include "generator/characters.h"
#include "generator/data/iam_actions.h"

namespace bobgen::diff {

namespace {

struct Permission {
    bool allows = true;
    std::string principal;  ///< empty: the subject itself
    std::string action;     ///< `!a, b` for everything except these
    std::string resource;
    std::string condition;  ///< empty: no condition
    Place place;

    auto key() const { return std::tie(allows, principal, action, resource, condition); }
    friend bool operator<(const Permission& a, const Permission& b) { return a.key() < b.key(); }
};

/// What a role, a user or a resource is granted.
struct Subject {
    std::string logical_id;
    std::string title;        ///< "role `ExportRole`"
    std::string declared_in;  ///< logical id of the first resource that grants it something
    std::vector<Permission> permissions;
};
using Subjects = std::map<std::string, Subject>;

/// Stands for an attached managed policy, which is not an action.
constexpr std::string_view attached = "(managed policy)";
constexpr std::size_t most_permissions = 20'000;  ///< of one statement, after expanding all combinations

/// Letter case counts in a resource, but not in an action.
enum class Case : unsigned char { counts, does_not };

/// Whether every string that the inner pattern matches is also matched by the outer one.
bool covers_text(std::string_view outer, std::string_view inner, Case letters) {
    const auto equal = [&](char a, char b) {
        return a == b || (letters == Case::does_not && to_lower(a) == to_lower(b));
    };
    std::size_t o = 0, i = 0, star = outer.npos, mark = 0;
    while (i < inner.size()) {
        // A `?` matches any one character, but not the many that an inner `*` matches.
        if (o < outer.size() && outer[o] != '*' &&
            (equal(outer[o], inner[i]) || (outer[o] == '?' && inner[i] != '*'))) {
            ++o;
            ++i;
        } else if (o < outer.size() && outer[o] == '*') {
            star = o++;
            mark = i;
        } else if (star != outer.npos) {
            o = star + 1;
            i = ++mark;
        } else {
            return false;
        }
    }
    while (o < outer.size() && outer[o] == '*') ++o;
    return o == outer.size();
}

/// `a` and `b` of `!a, b`.
std::vector<std::string_view> exceptions(std::string_view everything_but) {
    std::vector<std::string_view> made;
    everything_but.remove_prefix(1);
    for (;;) {
        const std::size_t comma = everything_but.find(", ");
        made.push_back(everything_but.substr(0, comma));
        if (comma == everything_but.npos) return made;
        everything_but.remove_prefix(comma + 2);
    }
}

bool covers_part(std::string_view outer, std::string_view inner, Case letters = Case::counts) {
    if (outer == inner || outer == "*") return true;
    if (!outer.starts_with('!')) return !inner.starts_with('!') && covers_text(outer, inner, letters);
    const auto without = exceptions(outer);
    if (!inner.starts_with('!')) {
        // A pattern may overlap the exceptions.
        return inner.find_first_of("*?") == inner.npos &&
               std::none_of(without.begin(), without.end(),
                            [&](std::string_view one) { return covers_text(one, inner, letters); });
    }
    // More exceptions allow less.
    const auto inner_without = exceptions(inner);
    return std::all_of(without.begin(), without.end(), [&](std::string_view one) {
        return std::any_of(inner_without.begin(), inner_without.end(),
                           [&](std::string_view other) { return covers_text(other, one, letters); });
    });
}

bool covers(const Permission& outer, const Permission& inner) {
    if (outer.allows != inner.allows) return false;
    if (!outer.condition.empty() && outer.condition != inner.condition) return false;
    return covers_part(outer.principal, inner.principal) && covers_part(outer.action, inner.action, Case::does_not) &&
           covers_part(outer.resource, inner.resource);
}

bool is_covered(const Permission& one, const std::vector<Permission>& by) {
    if (std::any_of(by.begin(), by.end(), [&](const Permission& other) { return covers(other, one); })) return true;
    // `dynamodb:Get*` allows no more than a list of each of its actions.
    if (one.action.find_first_of("*?") == std::string::npos || one.action.find(':') == std::string::npos) return false;
    constexpr std::size_t most_actions = 2000;
    Permission single = one;
    std::size_t count = 0;
    for (const iam::Action& action : iam::matches(one.action)) {
        single.action = action.full_name;
        if (++count > most_actions ||
            std::none_of(by.begin(), by.end(), [&](const Permission& other) { return covers(other, single); }))
            return false;
    }
    return count > 0;
}

// --- From a template -------------------------------------------------------------------------------------------------

std::vector<std::string> texts(const Value* value) {
    std::vector<std::string> made;
    each(value, [&](const Value& one) { made.push_back(text_in(one).value_or(shown(one))); });
    return made;
}

std::string joined(const std::vector<std::string>& texts, std::string_view begin = {}) {
    return std::string(begin) + fmt::format("{}", fmt::join(texts, ", "));
}

/// The values of a member, or of its negation as one value.
std::vector<std::string> either(const Value& statement, std::string_view name, std::string_view opposite) {
    if (const Value* given = statement.find(name)) return texts(given);
    if (const Value* given = statement.find(opposite)) return {joined(texts(given), "!")};
    return {};
}

std::vector<std::string> principals(const Value& statement) {
    const Value* given = statement.find("Principal");
    const Value* opposite = statement.find("NotPrincipal");
    const Value* from = given ? given : opposite;
    std::vector<std::string> made;
    if (from && from->is_map())
        for (const Member& kind : from->map())
            for (const std::string& one : texts(&kind.value)) made.push_back(one);
    else if (from)
        made = texts(from);
    if (!given && opposite) return {joined(made, "!")};
    return made;
}

void add_statement(const Value& statement, const std::string& default_resource, Place otherwise, Subject& to) {
    if (!statement.is_map()) return;
    Permission one;
    const Value* effect = statement.find("Effect");
    one.allows = !(effect && effect->is_text() && effect->text() == "Deny");
    one.place = statement.place.or_else(otherwise);
    if (const Value* condition = statement.find("Condition")) one.condition = shown_whole(*condition);
    auto who = principals(statement);
    if (who.empty()) who.emplace_back();
    auto actions = either(statement, "Action", "NotAction");
    auto resources = either(statement, "Resource", "NotResource");
    if (resources.empty()) resources.push_back(default_resource);
    if (who.size() * actions.size() * resources.size() > most_permissions) {
        // Too many combinations to expand: reported as it is, so that any difference counts as one.
        who = {joined(who)};
        actions = {joined(actions, "!")};
        resources = {joined(resources)};
    }
    for (const std::string& principal : who)
        for (const std::string& action : actions)
            for (const std::string& resource : resources) {
                one.principal = principal;
                one.action = action;
                one.resource = resource;
                to.permissions.push_back(one);
            }
}

void add_document(const Value* document, const std::string& default_resource, Place otherwise, Subject& to) {
    if (!document || !document->is_map()) return;
    each(document->find("Statement"), [&](const Value& statement) {
        add_statement(statement, default_resource, document->place.or_else(otherwise), to);
    });
}

class GatherAccess {
public:
    explicit GatherAccess(const Side& side) : side_(side) {}

    Subjects run() {
        for (const TemplateResource& one : side_.tree().resources) {
            if (!side_.has(one)) continue;
            declaring_ = one.logical_id;
            add(one);
        }
        for (auto& [key, subject] : subjects_) {
            // A subject that is not a resource of this template is identified by what refers to it.
            if (!side_.names().resource(subject.logical_id)) subject.logical_id = subject.declared_in;
        }
        return std::move(subjects_);
    }

private:
    Subject& subject(const std::string& id, std::string_view noun, bool has_identity) {
        Subject& made = subjects_[(has_identity ? "1 " : "2 ") + id];
        if (made.title.empty()) {
            made.logical_id = id;
            made.title = fmt::format("{} `{}`", noun, shown(id));
            made.declared_in = declaring_;
        }
        return made;
    }

    /// What a `Ref` to it names, or the name itself.
    static std::string target(const std::string& text) {
        if (text.size() > 2 && text.front() == filled_in_begin && text.find(filled_in_end) == text.size() - 1) {
            const std::string inside = text.substr(1, text.size() - 2);
            return inside.substr(0, inside.find('.'));
        }
        return text;
    }

    void identity(const TemplateResource& resource, std::string_view noun, const Value& properties) {
        Subject& who = subject(resource.logical_id, noun, true);
        each(properties.find("Policies"), [&](const Value& policy) {
            add_document(policy.find("PolicyDocument"), "*", policy.place.or_else(resource.place), who);
        });
        const Value* managed = properties.find("ManagedPolicyArns");
        for (const std::string& arn : texts(managed))
            who.permissions.push_back({true, {}, std::string(attached), arn, {}, place_of(managed, resource.place)});
        if (const Value* trust = properties.find("AssumeRolePolicyDocument"))
            add_document(trust, resource.logical_id, resource.place, subject(resource.logical_id, noun, false));
    }

    void add(const TemplateResource& resource) {
        const std::string& type = resource.type;
        const bool is_policy_resource = type == "AWS::IAM::Policy" || type == "AWS::IAM::ManagedPolicy" ||
                                        type == "AWS::IAM::RolePolicy" || type == "AWS::IAM::UserPolicy" ||
                                        type == "AWS::IAM::GroupPolicy";
        const Value properties = side_.meaning(resource.properties);
        if (type == "AWS::IAM::Role") return identity(resource, "role", properties);
        if (type == "AWS::IAM::User") return identity(resource, "user", properties);
        if (type == "AWS::IAM::Group") return identity(resource, "group", properties);
        if (is_policy_resource) return policy(resource, properties);
        if (type == "AWS::Lambda::Permission") return permission(resource, properties);
        if (type == "AWS::S3::Bucket") bucket(resource, properties);
        documents(resource, properties, 0);
    }

    void policy(const TemplateResource& resource, const Value& properties) {
        bool is_attached = false;
        for (const auto& [property, noun] : {std::pair{"Roles", "role"},
                                             {"Users", "user"},
                                             {"Groups", "group"},
                                             {"RoleName", "role"},
                                             {"UserName", "user"},
                                             {"GroupName", "group"}})
            for (const std::string& one : texts(properties.find(property))) {
                is_attached = true;
                add_document(properties.find("PolicyDocument"), "*", resource.place, subject(target(one), noun, true));
            }
        if (!is_attached)
            add_document(properties.find("PolicyDocument"), "*", resource.place,
                         subject(resource.logical_id, "policy", true));
    }

    void permission(const TemplateResource& resource, const Value& properties) {
        const auto text = [&](std::string_view name) {
            const Value* found = properties.find(name);
            return found ? text_in(*found).value_or(shown(*found)) : std::string();
        };
        const std::string function = target(text("FunctionName"));
        Permission one{true, text("Principal"), text("Action"), function, {}, resource.place};
        for (const std::string_view name : limits_of_permissions)
            if (limit_of_permission(properties, name))
                one.condition += fmt::format("{}{} {}", one.condition.empty() ? "" : ", ", name, text(name));
        subject(function, "function", false).permissions.push_back(std::move(one));
    }

    /// Not a policy, but the setting that allows a policy or an ACL to make objects public.
    void bucket(const TemplateResource& resource, const Value& properties) {
        const auto anybody = [&](std::string action, Place place) {
            subject(resource.logical_id, "bucket", false)
                .permissions.push_back(
                    {true, "*", std::move(action), resource.logical_id, {}, place.or_else(resource.place)});
        };
        const Value* list = properties.find("AccessControl");
        if (list && list->is_text() && list->text().starts_with("Public"))
            anybody(list->text() == "PublicRead" ? "read objects" : "read and write objects", list->place);
        const Value* block = properties.find("PublicAccessBlockConfiguration");
        for (const std::string_view name :
             {"BlockPublicAcls", "BlockPublicPolicy", "IgnorePublicAcls", "RestrictPublicBuckets"}) {
            // Since April 2023, a new bucket blocks everything that is not configured.
            const Value* given = block ? block->find(name) : nullptr;
            if (block && !is_true(given))
                anybody(fmt::format("get access through a policy or an ACL ({} is off)", name), block->place);
        }
    }

    /// A policy anywhere in a resource's properties is about who may use that resource.
    void documents(const TemplateResource& resource, const Value& value, int depth) {
        constexpr int deep_enough = 6;
        if (depth > deep_enough || !value.is_map()) return;
        for (const Member& one : value.map()) {
            if (one.value.is_map() && one.value.find("Statement"))
                add_document(&one.value, resource.logical_id, one.value.place.or_else(resource.place),
                             subject(resource.logical_id, noun_of(resource.type), false));
            else
                documents(resource, one.value, depth + 1);
        }
    }

    static std::string_view noun_of(std::string_view type) { return type.ends_with("Policy") ? "policy" : "resource"; }

    const Side& side_;
    Subjects subjects_;
    std::string declaring_;
};

// --- In words
// ---------------------------------------------------------------------------------------------------------

/// `Orders/index/*` for an ARN that contains a resource of the template.
std::string short_resource(const std::string& resource) {
    std::string_view rest = resource;
    if (rest.starts_with("arn:")) {
        // After the fifth colon; `AWS::Region` in a placeholder contains other colons.
        int colons = 0;
        bool in_gap = false;
        for (std::size_t i = 0; i < rest.size(); ++i) {
            if (rest[i] == filled_in_begin || rest[i] == filled_in_end) in_gap = rest[i] == filled_in_begin;
            if (rest[i] != ':' || in_gap || ++colons < 5) continue;
            rest.remove_prefix(i + 1);
            break;
        }
        const std::size_t gap = rest.find(filled_in_begin);
        if (gap != rest.npos && gap > 0 && (rest[gap - 1] == '/' || rest[gap - 1] == ':')) rest.remove_prefix(gap);
    }
    // `${Orders.Arn}/index/*` and `${Orders}/index/*` are shown alike.
    std::string made;
    for (std::size_t i = 0; i < rest.size(); ++i) {
        if (rest[i] != filled_in_begin) {
            made += rest[i];
            continue;
        }
        const std::size_t end = rest.find(filled_in_end, i);
        std::string_view name = rest.substr(i + 1, end == rest.npos ? rest.npos : end - i - 1);
        // `AWS::Region` has no attribute; for a resource it is the ARN or the name.
        made += name.substr(0, name.find('.'));
        i = end == rest.npos ? rest.size() : end;
    }
    return shown(std::string_view(made));
}

std::string actions_in_words(const std::set<std::string>& actions) {
    constexpr std::size_t most = 6;
    std::string made;
    std::size_t count = 0;
    for (const std::string& one : actions) {
        if (++count > most) break;
        const bool opposite = one.starts_with('!');
        if (one.find(' ') != std::string::npos && !opposite) {
            made += (made.empty() ? "" : ", ") + one;
            continue;
        }
        made += fmt::format("{}{}`{}`", made.empty() ? "" : ", ", opposite ? "do everything except " : "",
                            shown(std::string_view(one).substr(opposite)));
    }
    if (actions.size() > most) made += fmt::format(" and {} more", actions.size() - most);
    return made;
}

std::string who_in_words(const std::string& principal) {
    if (principal == "*") return "anyone";
    if (principal.starts_with('!'))
        return fmt::format("everyone except `{}`", shown(std::string_view(principal).substr(1)));
    return fmt::format("`{}`", shown(principal));
}

/// The permissions of one side that the other does not have, grouped by resource.
class Telling {
public:
    Telling(const Subject& subject, bool gained, Difference& out) : subject_(subject), gained_(gained), out_(out) {}

    void tell(const std::vector<Permission>& permissions) {
        struct Group {
            std::set<std::string> actions;
            Place place;
        };
        std::map<std::tuple<bool, std::string, std::string, std::string>, Group> groups;
        for (const Permission& one : permissions) {
            Group& group = groups[{one.allows, one.principal, one.resource, one.condition}];
            group.actions.insert(one.action);
            if (!group.place.known()) group.place = one.place;
        }
        for (const auto& [about, group] : groups) {
            const auto& [allows, principal, resource, condition] = about;
            out_.access.push_back({.broadened = allows == gained_,
                                   .logical_id = subject_.logical_id,
                                   .message = message(allows, principal, resource, condition, group.actions),
                                   .place = group.place});
        }
    }

private:
    std::string message(bool allows, const std::string& principal, const std::string& resource,
                        const std::string& condition, const std::set<std::string>& actions) const {
        const std::string limit = condition.empty() ? "" : fmt::format(", under a condition");
        if (actions.contains(std::string(attached)))
            return fmt::format("{} {} the managed policy `{}`", subject_.title, gained_ ? "gets" : "loses",
                               short_resource(resource));
        const std::string what = actions_in_words(actions);
        if (principal.empty()) {
            const std::string on = resource == "*" ? "on everything"
                                   : resource.starts_with('!')
                                       ? fmt::format("on everything except `{}`", short_resource(resource.substr(1)))
                                       : fmt::format("on `{}`", short_resource(resource));
            return fmt::format("{} {} {} {}{}", subject_.title, verb(allows), what, on, limit);
        }
        const std::string on =
            resource == subject_.logical_id ? subject_.title : fmt::format("`{}`", short_resource(resource));
        return fmt::format("{} {} {} on {}{}", who_in_words(principal), verb(allows), what, on, limit);
    }

    std::string_view verb(bool allows) const {
        if (allows) return gained_ ? "may now" : "may no longer";
        return gained_ ? "is now denied" : "is no longer denied";
    }

    const Subject& subject_;
    bool gained_;
    Difference& out_;
};

std::vector<Permission> missing(const std::vector<Permission>& from, const std::vector<Permission>& in) {
    const std::set<Permission> known(in.begin(), in.end());
    std::set<Permission> rest;
    for (const Permission& one : from)
        if (!known.contains(one)) rest.insert(one);
    // Too many to compare each with each: then only equal ones match.
    constexpr std::size_t most_comparisons = 4'000'000;
    std::vector<Permission> made;
    for (const Permission& one : rest)
        if (rest.size() * in.size() > most_comparisons || !is_covered(one, in)) made.push_back(one);
    return made;
}

/// Nearly every new function and role trusts services that act for the account.
bool is_worth_telling_of_new(const Permission& one) {
    return !one.allows || one.principal.empty() || one.principal == "*" || one.principal.starts_with('!') ||
           (one.principal.find(".amazonaws.com") == std::string::npos &&
            one.principal.find(filled_in_begin) == std::string::npos);
}

}  // namespace

namespace {

/// A function that runs with a different role may do what that role may.
void compare_roles(const Side& before, const Side& after, const Subjects& old_ones, const Subjects& new_ones,
                   Difference& out) {
    static const std::vector<Permission> none;
    const auto role = [](const Side& side, const TemplateResource& function) {
        const Value* given = function.properties.find("Role");
        const Value meant = given ? side.meaning(*given) : Value();
        std::string found = text_in(meant).value_or("");
        each_filled_in(meant, [&](std::string_view name, std::string_view) {
            if (const TemplateResource* one = side.names().resource(name, "AWS::IAM::Role")) found = one->logical_id;
        });
        return found;
    };
    const auto permissions = [](const Subjects& of, const std::string& id) -> const std::vector<Permission>* {
        const auto found = of.find("1 " + id);
        return found == of.end() ? nullptr : &found->second.permissions;
    };
    for (const TemplateResource& one : after.tree().resources) {
        const TemplateResource* was = before.names().resource(one.logical_id, "AWS::Lambda::Function");
        if (one.type != "AWS::Lambda::Function" || !was || !before.has(*was) || !after.has(one)) continue;
        const std::string old_role = role(before, *was), new_role = role(after, one);
        if (old_role == new_role) continue;
        const auto *had = permissions(old_ones, old_role), *has = permissions(new_ones, new_role);
        const auto add = [&](bool broadened, std::string_view than) {
            out.access.push_back(
                {.broadened = broadened,
                 .logical_id = one.logical_id,
                 .message = fmt::format("function `{}` runs with role `{}`, which may {} `{}`", one.logical_id,
                                        short_resource(new_role), than, short_resource(old_role)),
                 .place = place_of(one, one.properties, "Role")});
        };
        // The permissions of a role outside the template are unknown.
        if (!has || !missing(*has, had ? *had : none).empty()) add(true, "perform actions that were not allowed with");
        if (had && has && !missing(*had, *has).empty()) add(false, "not perform all actions that were allowed with");
    }
}

}  // namespace

void compare_access(const Side& before, const Side& after, Difference& out) {
    const Subjects old_ones = GatherAccess(before).run(), new_ones = GatherAccess(after).run();
    static const std::vector<Permission> none;
    for (const auto& [key, subject] : new_ones) {
        const auto found = old_ones.find(key);
        const std::vector<Permission>& had = found == old_ones.end() ? none : found->second.permissions;
        auto gained = missing(subject.permissions, had);
        const TemplateResource* known = before.names().resource(subject.logical_id);
        if (!known || !before.has(*known))
            std::erase_if(gained, [](const Permission& one) { return !is_worth_telling_of_new(one); });
        Telling(subject, true, out).tell(gained);
        Telling(subject, false, out).tell(missing(had, subject.permissions));
    }
    for (const auto& [key, subject] : old_ones) {
        const TemplateResource* still = after.names().resource(subject.logical_id);
        if (!new_ones.contains(key) && still && after.has(*still))
            Telling(subject, false, out).tell(missing(subject.permissions, none));
    }
    compare_roles(before, after, old_ones, new_ones, out);
}

}  // namespace bobgen::diff

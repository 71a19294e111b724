/// What CloudFormation accepts and what is still wrong afterwards: a change that is not live, that is refused when it
/// is too late, or that locks somebody out. Each of these depends on two resources, or on what AWS made by itself, so
/// that no property says it.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "generator/diff/change.h"
#include "generator/diff/meaning.h"

namespace bobgen::diff {

/// Both sides, and what happens to each of their resources.
class Aftermath {
public:
    /// Refers to all three, which must outlive it.
    Aftermath(const Side& before, const Side& after, Difference&);

    const Side& old_side() const { return old_side_; }
    const Side& new_side() const { return new_side_; }

    using Changes = std::vector<const ResourceChange*>;
    /// The resources of this type on either side, in their order.
    const Changes& of_type(std::string_view type) const;
    const ResourceChange* find(std::string_view logical_id) const;

    bool was(const ResourceChange& one) const { return one.before && old_side_.has(*one.before); }
    bool is(const ResourceChange& one) const { return one.after && new_side_.has(*one.after); }
    /// The same one before and after.
    bool stays(const ResourceChange& one) const {
        return was(one) && is(one) && one.action != Action::replace && one.action != Action::create;
    }
    /// A function before and after. What SAM makes of it stays, whatever is known of the properties of SAM's own type.
    bool stays_function(const ResourceChange& one) const {
        return stays(one) || (one.type == "AWS::Serverless::Function" && was(one) && is(one));
    }
    bool is_new(const ResourceChange& one) const { return is(one) && !was(one); }

    /// What a property means; null when it is not given.
    Value old_value(const ResourceChange&, std::string_view property) const;
    Value new_value(const ResourceChange&, std::string_view property) const;
    /// As text with placeholders; empty when it is not a string.
    std::string old_text(const ResourceChange&, std::string_view property) const;
    std::string new_text(const ResourceChange&, std::string_view property) const;

    /// The resource that the property refers to, by `Ref` or an attribute; null when it is none of the templates'.
    const ResourceChange* old_target(const ResourceChange&, std::string_view property) const;
    const ResourceChange* new_target(const ResourceChange&, std::string_view property) const;

    /// The first reason about a property of the resource itself that is not one of these; null when there is none.
    const Reason* changed_beside(const ResourceChange&, std::initializer_list<std::string_view> ignored) const;

    /// Of the property in the new template, or of the resource.
    Place place(const ResourceChange&, std::string_view property) const;

    Caution& add(const Rule&, const ResourceChange&, Place, std::string message, std::string fix);

private:
    const Side& old_side_;
    const Side& new_side_;
    Difference& difference_;
    std::unordered_map<std::string_view, Changes> by_type_;
    std::unordered_map<std::string_view, const ResourceChange*> by_id_;
};

/// The property that a reason is about, without what is inside: "Environment".
std::string_view top_property(const Reason&);
/// The first reason about this property.
const Reason* changed_property(const ResourceChange&, std::string_view property);
/// The logical id in a text that is a single placeholder, as `Ref` and `Fn::GetAtt` become.
std::string_view sole_target(std::string_view text);
/// "`A`, `B` and 2 more"
std::string listed(const std::vector<std::string>& names);

void judge_callers(Aftermath&);
void judge_deployments(Aftermath&);
void judge_versions(Aftermath&);
void judge_architectures(Aftermath&);
void judge_concurrency(Aftermath&);
void judge_mappings(Aftermath&);
void judge_roles(Aftermath&);
void judge_keys(Aftermath&);
void judge_sign_in(Aftermath&);
void judge_made_by_aws(Aftermath&);
void judge_attributes(Aftermath&);

/// All of them.
void judge_aftermath(const Side& before, const Side& after, Difference&);

}  // namespace bobgen::diff

#include "generator/diff/properties.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <optional>
#include <unordered_map>

#include "generator/analysis/macros.h"
#include "generator/diff/lists.h"
#include "generator/diff/meaning.h"

namespace bobgen::diff {

using schema::Form;
using schema::Replacement;

namespace {

/// What the property's documentation says beyond the data: "Some interruptions", or for a property that is "maybe" in
/// the data, what decides.
struct Documented {
    std::string_view type;
    std::string_view property;
    Replacement replacement;
    bool interrupts;
};

/// From "Update requires" on the pages of the resource types in the CloudFormation template reference, for example
/// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-rds-dbinstance.html
constexpr Documented documented[] = {
    {"AWS::AmazonMQ::Broker", "Configuration", Replacement::no, true},
    {"AWS::AmazonMQ::Broker", "HostInstanceType", Replacement::no, true},
    {"AWS::DynamoDB::Table", "SSESpecification", Replacement::no, true},
    {"AWS::EC2::Instance", "AdditionalInfo", Replacement::no, true},
    {"AWS::EC2::Instance", "Affinity", Replacement::no, true},
    {"AWS::EC2::Instance", "EbsOptimized", Replacement::no, true},
    {"AWS::EC2::Instance", "HostId", Replacement::no, true},
    // An instance whose root is not an EBS volume is replaced.
    {"AWS::EC2::Instance", "InstanceType", Replacement::no, true},
    {"AWS::EC2::Instance", "KernelId", Replacement::no, true},
    {"AWS::EC2::Instance", "PrivateDnsNameOptions", Replacement::no, true},
    {"AWS::EC2::Instance", "RamdiskId", Replacement::no, true},
    {"AWS::EC2::Instance", "SecurityGroupIds", Replacement::no, true},
    {"AWS::EC2::Instance", "Tenancy", Replacement::no, true},
    {"AWS::EC2::Instance", "UserData", Replacement::no, true},
    {"AWS::EC2::NetworkInterface", "PrivateIpAddresses", Replacement::no, true},
    {"AWS::ElastiCache::CacheCluster", "NumCacheNodes", Replacement::no, true},
    {"AWS::ElastiCache::ReplicationGroup", "AuthToken", Replacement::no, true},
    {"AWS::ElastiCache::ReplicationGroup", "NumNodeGroups", Replacement::no, true},
    {"AWS::ElasticLoadBalancing::LoadBalancer", "HealthCheck", Replacement::no, true},
    {"AWS::Elasticsearch::Domain", "ElasticsearchVersion", Replacement::no, true},
    {"AWS::Neptune::DBInstance", "DBInstanceClass", Replacement::no, true},
    {"AWS::OpenSearchService::Domain", "VPCOptions", Replacement::no, true},
    {"AWS::RDS::DBCluster", "EngineVersion", Replacement::no, true},
    {"AWS::RDS::DBInstance", "AutoMinorVersionUpgrade", Replacement::no, true},
    {"AWS::RDS::DBInstance", "BackupRetentionPeriod", Replacement::no, true},
    {"AWS::RDS::DBInstance", "DBInstanceClass", Replacement::no, true},
    {"AWS::RDS::DBInstance", "DBParameterGroupName", Replacement::no, true},
    {"AWS::RDS::DBInstance", "EngineVersion", Replacement::no, true},
    {"AWS::RDS::DBInstance", "MultiAZ", Replacement::no, true},
    {"AWS::RDS::DBInstance", "PreferredMaintenanceWindow", Replacement::no, true},
    {"AWS::RDS::DBInstance", "StorageType", Replacement::no, true},
    // The data has every property of SAM as one that replaces. SAM makes of most what CloudFormation updates in place.
    {"AWS::Serverless::SimpleTable", "SSESpecification", Replacement::no, true},
};

const Documented* find_documented(std::string_view type, std::string_view property) {
    const auto found = std::find_if(std::begin(documented), std::end(documented), [&](const Documented& one) {
        return one.type == type && one.property == property;
    });
    return found == std::end(documented) ? nullptr : found;
}

}  // namespace

bool is_unlisted(std::string_view type) {
    return type.starts_with("AWS::") && !type.ends_with("::MODULE") && !schema::find_type(type);
}

namespace {

/// What of SAM's resources replaces what they become (AWS SAM template reference, and the properties of the resources
/// that SAM makes), beside their names.
Replacement replacement_of_sam(std::string_view type, std::string_view property, std::string_view name_property) {
    if (property == name_property) return Replacement::yes;
    // Every change of a layer makes another version.
    if (type == "AWS::Serverless::LayerVersion") return Replacement::yes;
    static constexpr std::pair<std::string_view, std::string_view> replacing[] = {
        {"AWS::Serverless::Function", "PackageType"},
        {"AWS::Serverless::SimpleTable", "PrimaryKey"},
        {"AWS::Serverless::StateMachine", "Type"},
    };
    return std::ranges::find(replacing, std::pair(type, property)) != std::end(replacing) ? Replacement::yes
                                                                                          : Replacement::no;
}

Replacement replacement_in(const schema::ResourceType* known, std::string_view type, std::string_view property) {
    if (const Documented* said = find_documented(type, property)) return said->replacement;
    if (known && is_of_sam(type)) return replacement_of_sam(type, property, known->name_property());
    const schema::Property* found = known ? known->find(property) : nullptr;
    if (!known && is_unlisted(type)) return Replacement::maybe;
    return found ? found->replacement : Replacement::no;
}

/// At most this many differences under one property are listed separately.
constexpr std::size_t told_one_by_one = 4;

class Walk {
public:
    Walk(std::string_view type, std::vector<PropertyChange>& out) : type_(type), out_(out) {}

    void properties(const Value& before, const Value& after, const schema::ResourceType* known) {
        each_member(before, after, [&](std::string_view name, const Value* old_value, const Value* new_value) {
            const std::size_t first = out_.size();
            const schema::Property* property = known ? known->find(name) : nullptr;
            std::optional<schema::ValueType> form;
            if (property) form = property->type;
            const Documented* said = find_documented(type_, name);
            const Replacement replacement = replacement_in(known, type_, name);
            step(std::string(name), name, old_value, new_value, form, replacement);
            for (std::size_t i = first; i < out_.size(); ++i) {
                out_[i].top = name;
                out_[i].interrupts = said && said->interrupts;
            }
            if (out_.size() - first > told_one_by_one) summarise(first, name, old_value, new_value);
        });
    }

private:
    template <class Visit>
    static void each_member(const Value& before, const Value& after, const Visit& visit) {
        static const Map none;
        const Map& old_members = before.is_map() ? before.map() : none;
        const Map& new_members = after.is_map() ? after.map() : none;
        // Both are sorted by name.
        auto old_one = old_members.begin();
        auto new_one = new_members.begin();
        while (old_one != old_members.end() || new_one != new_members.end()) {
            const bool only_old =
                new_one == new_members.end() || (old_one != old_members.end() && old_one->name < new_one->name);
            const bool only_new = !only_old && (old_one == old_members.end() || new_one->name < old_one->name);
            visit(only_new ? new_one->name : old_one->name, only_new ? nullptr : &old_one->value,
                  only_old ? nullptr : &new_one->value);
            if (!only_new) ++old_one;
            if (!only_old) ++new_one;
        }
    }

    /// The part of a type that has members or elements.
    static std::optional<schema::ValueType> part(const std::optional<schema::ValueType>& form, Form wanted) {
        if (!form) return {};
        if (form->form() == wanted) return form;
        if (form->form() == Form::one_of)
            for (const schema::ValueType& one : form->alternatives())
                if (one.form() == wanted) return one;
        return {};
    }

    void add(std::string path, const Value* before, const Value* after, Replacement replacement) {
        out_.push_back({.path = std::move(path), .before = before, .after = after, .replacement = replacement});
    }

    void step(std::string path, std::string_view name, const Value* before, const Value* after,
              const std::optional<schema::ValueType>& form, Replacement replacement) {
        if (is_absent(before) && is_absent(after)) return;
        if (!before || !after) return add(std::move(path), before, after, replacement);
        if (same(*before, *after)) return;
        // Permissions are reported elsewhere.
        if (before->is_map() && after->is_map() && !is_policy(*before) && !is_policy(*after)) {
            const auto shape = part(form, Form::shape);
            const auto element = part(form, Form::map);
            // There, a member does what its whole property does.
            const bool of_sam = is_of_sam(type_);
            each_member(*before, *after, [&](std::string_view member, const Value* old_value, const Value* new_value) {
                const schema::Property* inner = shape ? shape->shape()->find(member) : nullptr;
                std::optional<schema::ValueType> inner_form;
                if (inner) inner_form = inner->type;
                if (element) inner_form = element->element();
                step(fmt::format("{}.{}", path, member), member, old_value, new_value, inner_form,
                     inner && !of_sam ? std::max(replacement, inner->replacement) : replacement);
            });
            return;
        }
        if (before->is_list() && after->is_list() && lists(path, name, *before, *after, form, replacement)) return;
        add(std::move(path), before, after, replacement);
    }

    /// False when the lists can only be reported as a whole.
    bool lists(const std::string& path, std::string_view name, const Value& before, const Value& after,
               const std::optional<schema::ValueType>& form, Replacement replacement) {
        const List &old_list = before.list(), &new_list = after.list();
        const auto type = part(form, Form::list);
        std::optional<schema::ValueType> element;
        if (type) element = type->element();
        if (has_identities(old_list) && has_identities(new_list)) {
            std::unordered_map<std::string_view, const Value*> by_identity;
            for (const Value& one : new_list) by_identity.emplace(identity(one), &one);
            const std::size_t first = out_.size();
            const auto place = [&](std::string_view id) { return fmt::format("{}[{}]", path, shown(id)); };
            for (const Value& one : old_list) {
                const auto found = by_identity.find(identity(one));
                const Value* other = found == by_identity.end() ? nullptr : found->second;
                step(place(identity(one)), name, &one, other, element, replacement);
                if (other) by_identity.erase(found);
            }
            for (const Value& one : new_list)
                if (by_identity.contains(identity(one)))
                    step(place(identity(one)), name, nullptr, &one, element, replacement);
            // Only the order differs, and it matters.
            return out_.size() > first || is_unordered(name, false);
        }
        const auto is_map = [](const Value& one) { return one.is_map(); };
        if (is_unordered(name, false) || old_list.size() != new_list.size() ||
            !std::all_of(old_list.begin(), old_list.end(), is_map) ||
            !std::all_of(new_list.begin(), new_list.end(), is_map))
            return false;
        for (std::size_t i = 0; i < old_list.size(); ++i)
            step(fmt::format("{}[{}]", path, i), name, &old_list[i], &new_list[i], element, replacement);
        return true;
    }

    void summarise(std::size_t first, std::string_view name, const Value* before, const Value* after) {
        PropertyChange whole{.path = std::string(name), .top = name, .before = before, .after = after};
        for (std::size_t i = first; i < out_.size(); ++i) {
            whole.replacement = std::max(whole.replacement, out_[i].replacement);
            whole.interrupts = whole.interrupts || out_[i].interrupts;
        }
        out_.erase(out_.begin() + static_cast<std::ptrdiff_t>(first), out_.end());
        out_.push_back(std::move(whole));
    }

    std::string_view type_;
    std::vector<PropertyChange>& out_;
};

bool may_be_secret(std::string_view path) {
    for (const std::string_view word : {"Password", "Secret", "Token", "Credential", "PrivateKey", "ApiKey"})
        if (path.find(word) != path.npos) return path.find("TokenValidity") == path.npos;
    return false;
}

std::string quoted(const Value& value) {
    const std::string text = shown(value);
    return value.is_text() ? fmt::format("`{}`", text) : text;
}

bool is_list_of_scalars(const Value* value) {
    return value && value->is_list() &&
           std::all_of(value->list().begin(), value->list().end(), [](const Value& one) { return one.is_scalar(); });
}

/// What the first has and the second has not, up to a limit.
std::string only_in(const List& first, const List& second) {
    constexpr std::size_t most = 3;
    std::string made;
    std::size_t found = 0;
    for (const Value& one : first) {
        if (std::any_of(second.begin(), second.end(), [&](const Value& other) { return same(one, other); })) continue;
        if (++found <= most) made += (made.empty() ? "" : ", ") + quoted(one);
    }
    if (found > most) made += fmt::format(" and {} more", found - most);
    return made;
}

}  // namespace

Replacement replacement_of(std::string_view type, std::string_view property) {
    return replacement_in(schema::find_type(type), type, property);
}

std::vector<PropertyChange> property_changes(std::string_view type, const Value& before, const Value& after) {
    std::vector<PropertyChange> made;
    Walk(type, made).properties(before, after, type.empty() ? nullptr : schema::find_type(type));
    return made;
}

std::string described(const PropertyChange& change) {
    const auto is_text = [](const Value* value) { return value && value->is_text(); };
    const bool secret = may_be_secret(change.path) && (is_text(change.before) || is_text(change.after));
    if (!change.before)
        return secret || !change.after->is_scalar()
                   ? fmt::format("`{}` is added", change.path)
                   : fmt::format("`{}` is added: {}", change.path, quoted(*change.after));
    if (!change.after)
        return secret || !change.before->is_scalar()
                   ? fmt::format("`{}` is removed", change.path)
                   : fmt::format("`{}` is removed; it was {}", change.path, quoted(*change.before));
    if (secret) return fmt::format("`{}` changes", change.path);
    // Long lists are unreadable, and comparing each element with each takes too long.
    constexpr std::size_t most_elements = 200;
    if (is_list_of_scalars(change.before) && is_list_of_scalars(change.after) &&
        std::max(change.before->list().size(), change.after->list().size()) <= most_elements) {
        const std::string gained = only_in(change.after->list(), change.before->list());
        const std::string lost = only_in(change.before->list(), change.after->list());
        if (gained.empty() && lost.empty()) return fmt::format("`{}` changes its order", change.path);
        if (lost.empty()) return fmt::format("`{}` gains {}", change.path, gained);
        if (gained.empty()) return fmt::format("`{}` loses {}", change.path, lost);
        return fmt::format("`{}` gains {} and loses {}", change.path, gained, lost);
    }
    const auto is_short = [](const Value& one) { return one.is_scalar() || one.is_call(); };
    if (!is_short(*change.before) || !is_short(*change.after)) return fmt::format("`{}` changes", change.path);
    const std::string from = quoted(*change.before), to = quoted(*change.after);
    // Long strings that differ after the part that is shown.
    if (from == to) return fmt::format("`{}` changes", change.path);
    return fmt::format("`{}` changes from {} to {}", change.path, from, to);
}

}  // namespace bobgen::diff

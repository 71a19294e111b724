/// What the rules about the order of creation share.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "generator/analysis/order.h"
#include "generator/report/report.h"

namespace bobgen::waiting {

/// The template's resources by their types, in its order.
class ByType {
public:
    explicit ByType(const Facts& facts) {
        for (const TemplateResource& one : facts.tree.resources)
            // One that a macro makes may wait for anything; of two with one name, only the first can be waited for.
            if (facts.names.resource(one.logical_id) == &one && one.macro.is_null() &&
                (one.properties.is_map() || one.properties.is_null()) && !one.properties.find("Fn::Transform"))
                all_[one.type].push_back(&one);
    }
    const std::vector<const TemplateResource*>& of(std::string_view type) const {
        static const std::vector<const TemplateResource*> none;
        const auto found = all_.find(type);
        return found == all_.end() ? none : found->second;
    }

private:
    std::unordered_map<std::string_view, std::vector<const TemplateResource*>> all_;
};

struct Asked {
    const Facts& facts;
    const ByType& types;
    const Order& order;
    Report& report;
};

/// A resource that does not wait for another one that it needs.
struct Hurry {
    const Rule& certain;  ///< when it certainly comes first; otherwise it is left to chance
    const TemplateResource& hasty;
    Place place;
    const TemplateResource& needed;
    std::string needs;         ///< "usage plan `Basic` names stage `live`"
    std::string why;           ///< what the service answers; the rule's reason when empty
    std::string fix;           ///< "add `DependsOn: Live`" when empty
    bool loses_a_tie = false;  ///< is refused also when both are started at once
};
void tell(Hurry, const Asked&);

void check_names_by_text(const Asked&);
void check_policies(const Asked&);
void check_notifications(const Asked&);
void check_deployments(const Asked&);
void check_networks(const Asked&);
void check_first_resources(const Asked&);

}  // namespace bobgen::waiting

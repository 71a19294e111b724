/// What rules ask about a template as a whole, worked out once for all of them.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "generator/analysis/reading.h"
#include "generator/analysis/resolve.h"
#include "generator/template.h"

namespace bobgen {

/// Refers to the template, which must outlive it.
class Facts {
public:
    // NOLINTNEXTLINE(google-explicit-constructor): a template is enough wherever its facts are asked for
    Facts(const Template& of) : tree(of), names(of), resolved_(of.resources.size()), mentions_(of.resources.size()) {}
    Facts(const Facts&) = delete;
    Facts& operator=(const Facts&) = delete;

    const Template& tree;
    const Names names;

    /// The properties of one of the template's resources, as CloudFormation will see them.
    const Value& properties(const TemplateResource& resource) const {
        std::unique_ptr<const Value>& kept = resolved_[position(resource)];
        if (kept) return *kept;
        if (!has_something_to_resolve(resource.properties, mentions(resource), tree)) return resource.properties;
        kept = std::make_unique<const Value>(resolved(resource.properties, tree));
        return *kept;
    }

    /// What the properties refer to, as they are written: in both branches of an `Fn::If`.
    const std::vector<Mention>& mentions(const TemplateResource& resource) const {
        std::optional<std::vector<Mention>>& kept = mentions_[position(resource)];
        if (!kept) kept = mentions_in(resource.properties, resource.place);
        return *kept;
    }

    /// Where one of the template's resources stands in it.
    std::size_t position(const TemplateResource& resource) const {
        return static_cast<std::size_t>(&resource - tree.resources.data());
    }

private:
    mutable std::vector<std::unique_ptr<const Value>> resolved_;
    mutable std::vector<std::optional<std::vector<Mention>>> mentions_;
};

}  // namespace bobgen

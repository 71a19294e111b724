/// Which resource a finding is about, determined by its place alone.
#pragma once

#include <string_view>
#include <unordered_map>
#include <vector>

#include "generator/template.h"

namespace bobgen {

/// Every place in a template with the resources that have it. A place that no resource has (a setting that is not in
/// the template) belongs to the last resource that starts before it. Points into the template.
class Owners {
public:
    explicit Owners(const Template&);

    /// One declaration may create several resources, so a place may have more than one owner.
    bool owns(std::string_view logical_id, Place) const;

private:
    struct Hash {
        std::size_t operator()(const Place&) const;
    };
    struct Beginning {
        Place place;
        const TemplateResource* resource;  ///< none: something else starts here
    };

    void add(Place, const TemplateResource&);
    void add(const Value&, const TemplateResource&);

    std::unordered_multimap<Place, const TemplateResource*, Hash> places_;
    std::vector<Beginning> beginnings_;
};

}  // namespace bobgen

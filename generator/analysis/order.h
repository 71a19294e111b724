/// What is created before what: the closure of `DependsOn` and of the references in properties.
///
/// CloudFormation starts everything that waits for nothing at once. So a resource that names another one by text, and
/// does not wait for it, may be created first.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "generator/analysis/facts.h"

namespace bobgen {

/// Refers to the facts, which must outlive it. Building it costs nothing; a question costs one search, and the next one
/// about the same resource nothing.
class Order {
public:
    explicit Order(const Facts& facts) : facts_(facts) {}
    Order(const Order&) = delete;
    Order& operator=(const Order&) = delete;

    /// Also when it waits only in one branch of an `Fn::If`, or when the search becomes too long: no means that it
    /// certainly does not wait.
    bool waits_for(const TemplateResource& waiter, const TemplateResource& other) const;

    /// How many of the resources that it waits for are such; nothing when the search becomes too long.
    template <class Is>
    std::optional<std::size_t> count(const TemplateResource& waiter, const Is& is) const {
        search(waiter, false, waits_);
        if (waits_.unclear) return {};
        std::size_t found = 0;
        for (const Position one : waits_.all) found += is(facts_.tree.resources[one]);
        return found;
    }

    /// Whether `second` waits for whatever `first` waits for, and certainly for more: `first` is started while `second`
    /// still waits.
    bool starts_before(const TemplateResource& first, const TemplateResource& second) const;

    /// Whether a deployment that creates the first one creates the second one too, as far as their conditions say.
    static bool come_together(const TemplateResource& first, const TemplateResource& second) {
        return second.condition.empty() || second.condition == first.condition;
    }

private:
    using Position = std::uint32_t;
    /// What one resource waits for.
    struct Reached {
        const TemplateResource* from = nullptr;
        std::vector<bool> marks;
        std::vector<Position> all;
        bool unclear = false;  ///< the search became too long, or a macro makes something in it
    };
    void search(const TemplateResource& from, bool certain, Reached& into) const;

    const Facts& facts_;
    mutable Reached waits_;
    mutable Reached certainly_;
};

}  // namespace bobgen

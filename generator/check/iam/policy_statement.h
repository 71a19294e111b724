/// What a policy statement means: whether its actions exist, whether its resources fit them, and how broad it is.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "generator/analysis/reading.h"
#include "generator/check/iam/policy_tables.h"
#include "generator/data/iam_actions.h"
#include "generator/report/report.h"

namespace bobgen {

/// Whether a statement names principals and resources: that depends on where its document is.
enum class Part : unsigned char { refused, optional, required };

struct DocumentKind {
    Part principal;
    Part resource;
    bool judges_width;      ///< a key policy uses `kms:*` on `*` and means this key
    bool judges_inversion;  ///< a policy that only restricts may use NotAction and NotResource
    bool judges_public;     ///< a public API is intentional
    bool judges_resources;  ///< whether the actions are known to apply to the resources
    bool grants_roles;      ///< a trust policy: its actions are STS actions
};

class StatementCheck {
public:
    StatementCheck(const Facts& facts, Report& report) : names_(facts.names), tables_(facts), report_(report) {}

    void check(const TemplateResource& of, const Value& statement, Place, const DocumentKind&);
    /// An action without wildcards.
    void check_action(const TemplateResource& of, const Value& action, Place otherwise);
    /// Whether it allows everyone.
    void report_public(const TemplateResource& of, Place place) {
        resource_ = &of;
        report_public(place);
    }

private:
    /// What is wrong with an action, wherever it is.
    struct ActionFault {
        const Rule* rule;
        std::string message;
        std::string fix;
    };
    /// What a pattern matches, in words; empty when it matches nothing.
    struct Width {
        std::string allows;
        std::string fix;
    };

    void check_action(const Value& action);
    void check_action(std::string_view action, Place place);
    std::optional<ActionFault> fault_in(std::string_view action);
    void check_inversion(const Value& statement);
    void check_wildcard_actions(const Value& statement);
    static Width width_of(std::string_view pattern);
    void check_resources(const Value& statement, const DocumentKind& kind);
    void check_everywhere(const Value& statement, const Value& everywhere);
    void check_applicable(const Value& statement, const std::vector<std::string>& resources);
    const std::optional<iam::Action>& find_action(std::string_view name);
    bool applies(const iam::Action& action, const std::string& resource);
    Place resource_place(const Value& statement) const;
    void check_principal(const Value* principal);
    void report_public(Place place);
    void check_table(const Value& resource);

    const Names& names_;
    PolicyTables tables_;
    Report& report_;
    const TemplateResource* resource_ = nullptr;
    Place place_;  ///< of the statement
    // What AWS's lists say of a question, which the stages of a stack ask again.
    static inline std::map<std::string, std::optional<iam::Action>, std::less<>> actions_;
    static inline std::unordered_map<std::string, bool> applies_;
    static inline std::map<std::string, std::optional<ActionFault>, std::less<>> faults_;
    static inline std::unordered_map<std::string, Width> widths_;
};

}  // namespace bobgen

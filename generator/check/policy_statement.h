/// What a statement of a policy means: actions that exist, resources that they work on, and how wide it is.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "generator/check/policy_tables.h"
#include "generator/check/reading.h"
#include "generator/data/iam_actions.h"
#include "generator/report/report.h"

namespace bobgen {

/// Whether a statement says who may, and on what: that depends on where its document stands.
enum class Part : unsigned char { refused, optional, required };

struct DocumentKind {
    Part principal;
    Part resource;
    bool judges_width;      ///< a key's own policy says `kms:*` on `*` and means this key
    bool judges_inversion;  ///< a policy that only ever narrows may say what it leaves alone
    bool judges_public;     ///< a public API is no accident
    bool judges_resources;  ///< whether the actions work on what is named is known
    bool grants_roles;      ///< a trust policy: its actions are those of STS
};

class StatementCheck {
public:
    StatementCheck(const Template& in, const Names& names, Report& report)
        : names_(names), tables_(in, names), report_(report) {}

    void check(const TemplateResource& of, const Value& statement, Place, const DocumentKind&);
    /// An action that stands by itself.
    void check_action(const TemplateResource& of, const Value& action, Place otherwise);
    /// Says that everybody may.
    void report_public(const TemplateResource& of, Place place) {
        resource_ = &of;
        report_public(place);
    }

private:
    /// What is wrong with an action, wherever it stands.
    struct ActionFault {
        const Rule* rule;
        std::string message;
        std::string fix;
    };
    /// What a pattern stands for, in words; empty when for nothing.
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

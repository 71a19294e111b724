/// Who may call the functions of a template: its `AWS::Lambda::Permission`s, and those that SAM makes, as one thing to
/// ask. Texts are canonical, see policies.h.
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "generator/analysis/facts.h"

namespace bobgen {

/// What narrows whom a permission lets in, for everything that judges how wide it is.
inline constexpr std::string_view limits_of_permissions[] = {
    "SourceArn", "SourceAccount", "PrincipalOrgID", "FunctionUrlAuthType", "InvokedViaFunctionUrl", "EventSourceToken"};
/// The limit as it counts: `InvokedViaFunctionUrl: false` is none.
const Value* limit_of_permission(const Value& properties, std::string_view name);

/// A function of the template, as a value names it: by its name, ARN, alias or version.
struct FunctionReference {
    const TemplateResource* function = nullptr;  ///< nothing: another stack's, or known only at deploy time
    std::string qualifier = {};                  ///< of an alias or version; empty for the function itself
    const TemplateResource* alias = nullptr;     ///< the alias or version, when it is in the template
};

/// A service that wants to call a function.
struct FunctionCall {
    const FunctionReference& to;
    std::string_view service;  ///< "apigateway", of `apigateway.amazonaws.com`; `*` for anyone
    /// The ARN that the service presents; several when any of them may be presented. None: it is not known.
    std::vector<std::string> sources = {};
    std::string_view action = "lambda:InvokeFunction";
    bool through_url = false;
};

struct FunctionPermission {
    const TemplateResource* resource;  ///< the permission, or the SAM function whose event makes it
    FunctionReference to;
    bool to_any = false;  ///< which function it is about is known only at deploy time
    std::string action = {};
    std::string principal = {};
    std::string source = {};  ///< empty: any
    bool through_url_only = false;
};

/// What else may give access to the resources of a template, without being read here: a nested stack or a custom
/// resource that is told of them, a connector, a macro.
class AccessElsewhere {
public:
    explicit AccessElsewhere(const Facts&);
    bool may_be_given(const TemplateResource& to) const { return to_all_ || told_.contains(to.logical_id); }

private:
    bool to_all_ = false;
    std::unordered_set<std::string_view> told_;
};

/// What keeps a permission from letting a caller in, the nearest miss first.
enum class Misfit : std::uint8_t { none, source, qualifier, principal, all };

class FunctionPermissions {
public:
    explicit FunctionPermissions(const Facts&);

    FunctionReference named(const Value* function) const;
    const std::deque<FunctionPermission>& all() const { return all_; }

    struct Answer {
        Misfit misfit = Misfit::all;
        const FunctionPermission* nearest = nullptr;
    };
    /// Whether someone is, or may be, let in.
    Answer admits(const FunctionCall&) const;

    /// Whether something that is not read here may let in whom no permission does.
    bool may_be_let_in_elsewhere(const TemplateResource& function) const;

private:
    void add_permission(const TemplateResource&);
    void add_events(const TemplateResource& sam_function);
    const std::vector<const FunctionPermission*>& about(const TemplateResource& function) const;

    const Facts& facts_;
    std::unordered_map<std::string, const TemplateResource*> functions_;      ///< by name
    std::unordered_map<const TemplateResource*, FunctionReference> aliases_;  ///< and versions
    std::unordered_map<std::string, const TemplateResource*> by_qualifier_;   ///< "Orders:live"
    std::deque<FunctionPermission> all_;
    std::unordered_map<const TemplateResource*, std::vector<const FunctionPermission*>> by_function_;
    std::vector<const FunctionPermission*> of_any_;
    mutable std::optional<AccessElsewhere> elsewhere_;
    mutable std::size_t compared_ = 0;
    bool names_known_ = true;  ///< every function's name is known, or made by CloudFormation
};

/// Whether a principal, `apigateway.amazonaws.com` or `logs.eu-west-1.amazonaws.com`, is or may be this service.
bool may_be_service(std::string_view principal, std::string_view service);
/// "apigateway" of `apigateway.amazonaws.com`; empty for anything but a service.
std::string_view service_of(std::string_view principal);
/// What one part of the path that API Gateway presents is, when only the call shows it: a stage, an id, a method.
inline constexpr std::string_view one_part = "${/}";
/// Whether an ARN of a permission matches, or may match, one that a service presents.
bool source_may_match(std::string_view pattern, std::string_view source);

}  // namespace bobgen

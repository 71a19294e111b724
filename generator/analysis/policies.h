/// What a policy document says, and what it certainly allows: the same for identity policies, trust policies and the
/// policies of queues, topics, buckets and keys.
///
/// Texts are "canonical": ARNs are written out as far as they are known, with the explicit name of a resource in place
/// of a reference to it, and the partition `aws`. What AWS fills in stays a placeholder, such as `${AWS::Region}`, and
/// a name that CloudFormation generates is `${Orders#}`, which no other text has.
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "generator/analysis/facts.h"
#include "generator/analysis/resolve.h"

namespace bobgen {

/// Whether something is so, as far as a template alone can tell. In this order, the weaker of two is the smaller one.
enum class Verdict : std::uint8_t { no, unknown, yes };
constexpr Verdict both(Verdict a, Verdict b) { return a < b ? a : b; }
constexpr Verdict either(Verdict a, Verdict b) { return a < b ? b : a; }
constexpr Verdict opposite(Verdict a) {
    return a == Verdict::yes ? Verdict::no : a == Verdict::no ? Verdict::yes : Verdict::unknown;
}

/// A text in its canonical form. `Ref` and `Fn::GetAtt` of something with an ARN become this ARN.
std::string canonical(const Value&, const Facts&);
/// The canonical ARN of one of the template's resources; empty when its type is not known here.
std::string canonical_arn(const TemplateResource&, const Facts&);

/// Whether a pattern of a policy (`*`, `?`) matches a text, both canonical. A placeholder equals itself; generated
/// names of different resources differ, and are longer than most that people choose; anything else about a placeholder
/// is unknown.
Verdict pattern_matches(std::string_view pattern, std::string_view text);

/// A text of a document and where it is written.
struct PolicyText {
    std::string text;
    Place place;
};

struct PolicyPrincipal {
    enum class Kind : std::uint8_t { everyone, service, aws, federated, canonical_user, unknown };
    Kind kind;
    std::string text;
    Place place;
};

struct PolicyCondition {
    std::string operation;  ///< "ArnLike"
    std::string key;        ///< "aws:SourceArn"
    std::vector<PolicyText> values;
    Place place;
};

/// A part of a statement with its negation: `Action` and `NotAction`.
template <class Part>
struct PolicyPart {
    std::vector<Part> all;
    bool negated = false;
    bool given = false;
    bool complete = true;  ///< false: more may be listed, depending on what is only known at deploy time
    Place place = {};
};

struct PolicyStatement {
    PolicyStatement() = default;
    PolicyStatement(PolicyStatement&&) = default;
    PolicyStatement& operator=(PolicyStatement&&) = default;

    Verdict allows = Verdict::unknown;  ///< `Effect`: no for a denial
    PolicyPart<PolicyPrincipal> principals;
    PolicyPart<PolicyText> actions;
    PolicyPart<PolicyText> resources;
    std::vector<PolicyCondition> conditions;
    bool conditions_complete = true;
    Place place;
    /// The resources' texts without wildcards, when there are many. Points into `resources`, so this is never copied.
    std::unordered_set<std::string_view> exact;
};

struct PolicyDocument {
    std::vector<PolicyStatement> statements;
    bool complete = true;  ///< false: there may be other statements
    Place place;
};

/// The statements of a document, which is settled already. Anything that is no document is an incomplete one.
PolicyDocument policy_document(const Value* document, const Facts&, Place otherwise);
/// One statement, as an event bus policy has it.
PolicyStatement policy_statement(const Value& statement, const Facts&, Place otherwise);

/// Who wants to do what. Texts are canonical.
struct PolicyRequest {
    std::string_view action;         ///< "sqs:SendMessage"
    std::string_view resource = {};  ///< an ARN; `*` for an action that can't be limited; empty: any resource will do
    PolicyPrincipal::Kind kind = PolicyPrincipal::Kind::unknown;
    std::string_view principal = {};  ///< "events.amazonaws.com" or an ARN; empty: the document says nothing about it
    /// What the request carries. Conditions on other keys are unknown.
    struct Key {
        std::string_view name;  ///< "aws:SourceArn"
        std::string_view value;
    };
    std::span<const Key> context = {};
};

/// Whether one statement is about a request, whatever its effect is.
Verdict is_about(const PolicyStatement&, const PolicyRequest&);
/// Whether a principal is meant by one that a statement lists.
Verdict is_principal(const PolicyPrincipal& listed, PolicyPrincipal::Kind, std::string_view principal);

/// Yes: it allows this, and denies it nowhere. No: it does not, so that only another document can.
Verdict allows(const PolicyDocument&, const PolicyRequest&);
/// The same for all that is attached to one identity or to one resource. A denial in one of them counts for all.
Verdict allows(std::span<const PolicyDocument* const>, const PolicyRequest&);
/// Whether any of them denies this.
Verdict denies(std::span<const PolicyDocument* const>, const PolicyRequest&);

/// Yes: CloudFormation creates it. Unknown: its condition depends on what only the deployment knows.
Verdict exists(const TemplateResource&, const Deployment&);

/// The policies of a template that are attached to its queues, topics, buckets, keys, streams, tables and functions.
class ResourcePolicies {
public:
    explicit ResourcePolicies(const Facts&);

    struct Attached {
        std::vector<const PolicyDocument*> documents;
        bool complete = true;  ///< false: there may be others
    };
    const Attached& of(const TemplateResource&) const;

private:
    void add(const TemplateResource&);
    void attach(const Value* targets, std::string_view type, const Value* document, const TemplateResource& from);
    void attach_inline(const TemplateResource& to, const Value* document);
    void add_permission(const TemplateResource&);
    const TemplateResource* target(const Value&, std::string_view type) const;

    const Facts& facts_;
    const Deployment deployment_;
    std::deque<PolicyDocument> documents_;
    std::map<std::string_view, Attached> attached_;  ///< by logical id
    std::map<std::string, const TemplateResource*, std::less<>>
        named_;                                     ///< resources with an explicit name, by type and name
    std::map<std::string_view, Attached> unclear_;  ///< by type: a policy of an unknown one
};

}  // namespace bobgen

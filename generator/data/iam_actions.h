#pragma once

#include <cstddef>
#include <iterator>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// Every IAM action of AWS's services, with its access level and the resources it can be limited to. The data is the
/// text file iam_actions.txt next to this header, compiled in as read-only bytes and searched in place: a program
/// without lookups pays nothing for it. All returned views point into these bytes, so they live as long as the program.
///
/// Letter case never matters in a lookup, as in a policy: "The prefix and the action name are case insensitive" (IAM
/// User Guide, "IAM JSON policy elements: Action"). Results are spelled as AWS spells them.
namespace bobgen::iam {

/// IAM User Guide, "Access levels in policy summaries".
enum class AccessLevel { list, read, write, tagging, permissions_management };

std::string_view to_string(AccessLevel level);

struct Action {
    std::string_view full_name;  ///< "dynamodb:GetItem"
    std::string_view service;    ///< "dynamodb"
    std::string_view name;       ///< "GetItem"
    AccessLevel level;
    bool resource_level;              ///< false: a statement must use `*`, a narrower resource grants nothing
    std::string_view resource_types;  ///< "index,table*", a star at each required one; see `resource_types()`
};

/// A kind of resource that an action can be limited to.
struct ResourceType {
    std::string_view name;          ///< "table"
    bool required;                  ///< the action always needs one of these
    std::string_view arn_patterns;  ///< "arn:${Partition}:dynamodb:…", separated by spaces if there are several
};

std::optional<Action> find(std::string_view action);

bool service_exists(std::string_view prefix);

/// "Amazon DynamoDB" for "dynamodb"; empty for an unknown prefix.
std::string_view service_title(std::string_view prefix);

/// The actions that a pattern with `*` (any run of characters) and `?` (any one) matches, in alphabetical order: `for
/// (const Action& action : matches("dynamodb:Get*"))`. The pattern "*" matches all of AWS.
class Matches {
public:
    class iterator {
    public:
        using value_type = Action;
        using reference = const Action&;
        using pointer = const Action*;
        using difference_type = std::ptrdiff_t;
        using iterator_category = std::input_iterator_tag;

        iterator() = default;
        reference operator*() const { return action_; }
        pointer operator->() const { return &action_; }
        iterator& operator++();
        void operator++(int) { ++*this; }
        bool operator==(std::default_sentinel_t) const { return at_end_; }

    private:
        friend class Matches;
        iterator(std::string_view pattern, std::string_view lines);

        std::string_view pattern_;
        std::string_view lines_;
        Action action_{};
        bool at_end_ = true;
    };

    explicit Matches(std::string_view pattern);

    /// The iterators read the pattern stored here: they must not outlive this object.
    iterator begin() const { return {pattern_, lines_}; }
    std::default_sentinel_t end() const { return {}; }

    bool empty() const { return begin() == end(); }
    std::size_t count() const;

private:
    std::string pattern_;
    std::string_view lines_;
};

inline Matches matches(std::string_view pattern) { return Matches(pattern); }

/// The action that an unknown name probably means, such as "dynamodb:GetItem" for "dynamdb:GetItm"; empty when nothing
/// is near. Also knows the API operations that another action covers (`authorized_by`), and an action's name under the
/// wrong prefix or without one, when only one service has it.
std::string_view nearest(std::string_view action);

/// The service nearest to an unknown prefix; empty when nothing is near.
std::string_view nearest_service(std::string_view prefix);

/// Some API operations have no action with their name: "dynamodb:TransactWriteItems" is allowed by "dynamodb:PutItem"
/// and the like, and a policy that names the operation grants nothing. Returns the actions to name instead; empty for
/// anything else.
std::span<const std::string_view> authorized_by(std::string_view operation);

std::vector<ResourceType> resource_types(const Action& action);

/// Whether a pattern, in which `*` is any characters and `?` is one, matches a whole text: that of a resource, in which
/// letter case counts, and that of an action, in which it does not (IAM User Guide, "IAM JSON policy elements").
bool resource_matches(std::string_view pattern, std::string_view text);
bool action_matches(std::string_view pattern, std::string_view action);

/// Whether a statement with this resource can ever grant this action: false for a bucket's ARN and "s3:GetObject", or
/// for anything except `*` and an action without resource-level permissions. `${...}` matches anything on both sides.
/// True is not a proof, because a placeholder of AWS's pattern may match more than AWS's names can contain.
bool applies_to(const Action& action, std::string_view resource);

std::string_view data_date();    ///< "2026-09-26", the date of the package's data from AWS
std::string_view data_source();  ///< package, version and license

/// The lines of the data file after its header, for the tests.
std::string_view data_lines();

}  // namespace bobgen::iam

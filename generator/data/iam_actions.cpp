#include "generator/data/iam_actions.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <functional>
#include <utility>

#include "generator/characters.h"
#include "generator/nearest.h"

namespace bobgen::iam {
namespace {

/// The file is itself a raw string literal. So the compiler's own dependency list and cache include it, and its path
/// does not end up in a binary. An array, not a pointer: it stays out of the string section that linkers hash and
/// merge.
constexpr char text[] =
#include "generator/data/iam_actions.txt"
    ;

constexpr std::string_view all{text, sizeof text - 1};
constexpr std::size_t header_size = all.find("\n\n") + 2;

int compare(std::string_view left, std::string_view right) {
    const auto common = std::min(left.size(), right.size());
    for (std::size_t i = 0; i < common; ++i) {
        const auto a = static_cast<unsigned char>(to_lower(left[i])),
                   b = static_cast<unsigned char>(to_lower(right[i]));
        if (a != b) return a < b ? -1 : 1;
    }
    return left.size() == right.size() ? 0 : left.size() < right.size() ? -1 : 1;
}

bool equal(std::string_view left, std::string_view right) {
    return left.size() == right.size() && compare(left, right) == 0;
}

bool starts_with(std::string_view word, std::string_view prefix) {
    return word.size() >= prefix.size() && equal(word.substr(0, prefix.size()), prefix);
}

std::string_view take_until(std::string_view& rest, char mark) {
    const auto end = rest.find(mark);
    const auto taken = rest.substr(0, end);
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
    return taken;
}

/// One line of the data: a key and its properties. The key defines what the line is about: "dynamodb" is a service,
/// "dynamodb/table" a resource type, "dynamodb:GetItem" an action.
struct Line {
    std::string_view key, value;

    bool is_action() const { return key.find(':') != std::string_view::npos; }
    bool is_service() const { return key.find_first_of(":/") == std::string_view::npos; }
};

Line take_line(std::string_view& lines) {
    auto value = take_until(lines, '\n');
    const auto key = take_until(value, '\t');
    return {key, value};
}

/// From the first line whose key does not sort before `key`, to the end. All lines are sorted by the bytes of their key
/// in lower case, so lines with a common prefix are adjacent.
std::string_view lines_from(std::string_view key) {
    const auto lines = data_lines();
    std::size_t low = 0, high = lines.size();
    while (low < high) {
        const auto middle = low + (high - low) / 2;
        // `low` is always a line's first byte, so the backward search ends there.
        const void* before = memrchr(lines.data() + low, '\n', middle - low);
        const auto start = before ? static_cast<std::size_t>(static_cast<const char*>(before) - lines.data()) + 1 : low;
        if (compare(lines.substr(start, lines.find('\t', start) - start), key) < 0) {
            low = lines.find('\n', middle) + 1;
        } else {
            high = start;
        }
    }
    return lines.substr(low);
}

std::optional<Line> find_line(std::string_view key) {
    auto lines = lines_from(key);
    const auto line = take_line(lines);
    if (key.empty() || !equal(line.key, key)) return std::nullopt;
    return line;
}

AccessLevel level_of(char letter) {
    switch (letter) {
        case 'L':
            return AccessLevel::list;
        case 'R':
            return AccessLevel::read;
        case 'T':
            return AccessLevel::tagging;
        case 'P':
            return AccessLevel::permissions_management;
        default:
            return AccessLevel::write;
    }
}

Action action_of(const Line& line) {
    const auto colon = line.key.find(':');
    auto rest = line.value;
    const auto level = take_until(rest, '\t');
    return {.full_name = line.key,
            .service = line.key.substr(0, colon),
            .name = line.key.substr(colon + 1),
            .level = level_of(level.front()),
            .resource_level = !rest.empty(),
            .resource_types = rest};
}

bool same_letter(char left, char right) { return to_lower(left) == to_lower(right); }

/// Whether a pattern with `*` and `?` matches the whole of `word`. After a mismatch only the last star needs to take
/// one character more, so no pattern makes this slower than the product of both lengths.
template <class Same>
bool glob(std::string_view pattern, std::string_view word, Same same) {
    std::size_t p = 0, w = 0, star = std::string_view::npos, resume = 0;
    while (w < word.size()) {
        if (p < pattern.size() && pattern[p] == '*') {
            star = p++;
            resume = w;
        } else if (p < pattern.size() && (pattern[p] == '?' || same(pattern[p], word[w]))) {
            ++p;
            ++w;
        } else if (star != std::string_view::npos) {
            p = star + 1;
            w = ++resume;
        } else {
            return false;
        }
    }
    while (p < pattern.size() && pattern[p] == '*') ++p;
    return p == pattern.size();
}

/// Whether some string matches both patterns. Case matters, as in an ARN.
bool intersect(std::string_view left, std::string_view right) {
    // A pattern matches itself as a string.
    if (glob(left, right, std::equal_to<char>())) return true;
    if (right.find_first_of("*?") == right.npos) return false;
    // Row i, column j: whether the rest of both patterns after i and j characters can match the same string.
    std::vector<char> below(right.size() + 1), current(right.size() + 1);
    for (auto i = left.size() + 1; i-- > 0;) {
        const bool left_ends = i == left.size();
        for (auto j = right.size() + 1; j-- > 0;) {
            const bool right_ends = j == right.size();
            bool possible = left_ends && right_ends;
            if (!left_ends && left[i] == '*') possible |= below[j] || (!right_ends && current[j + 1]);
            if (!right_ends && right[j] == '*') possible |= current[j + 1] || (!left_ends && below[j]);
            if (!left_ends && !right_ends && (left[i] == right[j] || left[i] == '?' || right[j] == '?')) {
                possible |= below[j + 1];
            }
            current[j] = static_cast<char>(possible);
        }
        std::swap(below, current);
    }
    return below[0];
}

/// "arn:${Partition}:s3:::${BucketName}" becomes "arn:*:s3:::*". An optional part, as in "rule/[${Bus}/]${Rule}", may
/// be anything too.
std::string without_placeholders(std::string_view pattern) {
    std::string plain;
    while (true) {
        const auto begin = std::min(pattern.find("${"), pattern.find('['));
        plain += pattern.substr(0, begin);
        if (begin == pattern.npos) return plain;
        const auto end = pattern.find(pattern[begin] == '[' ? ']' : '}', begin);
        plain += end == pattern.npos ? pattern[begin] : '*';
        pattern.remove_prefix((end == pattern.npos ? begin : end) + 1);
    }
}

/// The only action of AWS with this name; empty when no service has it, or several do.
std::string_view only_action_named(std::string_view name) {
    std::string_view found;
    for (auto lines = data_lines(); !lines.empty();) {
        const auto line = take_line(lines);
        if (!line.is_action() || !equal(action_of(line).name, name)) continue;
        if (!found.empty()) return {};
        found = line.key;
    }
    return found;
}

std::vector<std::string_view> services() {
    std::vector<std::string_view> names;
    for (auto lines = data_lines(); !lines.empty();) {
        if (const auto line = take_line(lines); line.is_service()) names.push_back(line.key);
    }
    return names;
}

struct Operation {
    std::string_view name;
    std::array<std::string_view, 4> actions;
};

/// Sources, in this order:
/// DynamoDB Developer Guide, "Using IAM with DynamoDB transactions" (transaction-apis-iam) and "IAM security policies
/// with PartiQL for DynamoDB" (ql-iam);
/// Lambda API Reference, "Invoke" and "InvokeWithResponseStream";
/// Service Authorization Reference, "API operations defined by Amazon S3" (list_s3);
/// SNS Developer Guide, "Amazon SNS message batching" (sns-batch-api-actions);
/// SQS Developer Guide, "Amazon SQS batch actions" (sqs-batch-api-actions).
constexpr std::array operations{
    Operation{"dynamodb:TransactGetItems", {"dynamodb:GetItem"}},
    Operation{"dynamodb:TransactWriteItems",
              {"dynamodb:PutItem", "dynamodb:UpdateItem", "dynamodb:DeleteItem", "dynamodb:ConditionCheckItem"}},
    Operation{"dynamodb:ExecuteStatement",
              {"dynamodb:PartiQLSelect", "dynamodb:PartiQLInsert", "dynamodb:PartiQLUpdate", "dynamodb:PartiQLDelete"}},
    Operation{"dynamodb:BatchExecuteStatement",
              {"dynamodb:PartiQLSelect", "dynamodb:PartiQLInsert", "dynamodb:PartiQLUpdate", "dynamodb:PartiQLDelete"}},
    Operation{"dynamodb:ExecuteTransaction",
              {"dynamodb:PartiQLSelect", "dynamodb:PartiQLInsert", "dynamodb:PartiQLUpdate", "dynamodb:PartiQLDelete"}},
    Operation{"lambda:Invoke", {"lambda:InvokeFunction"}},
    Operation{"lambda:InvokeWithResponseStream", {"lambda:InvokeFunction"}},
    Operation{"s3:HeadBucket", {"s3:ListBucket"}},
    Operation{"s3:HeadObject", {"s3:GetObject"}},
    Operation{"s3:ListObjects", {"s3:ListBucket"}},
    Operation{"s3:ListObjectsV2", {"s3:ListBucket"}},
    Operation{"s3:ListBuckets", {"s3:ListAllMyBuckets"}},
    Operation{"s3:CopyObject", {"s3:GetObject", "s3:PutObject"}},
    Operation{"s3:DeleteObjects", {"s3:DeleteObject"}},
    Operation{"s3:CreateMultipartUpload", {"s3:PutObject"}},
    Operation{"s3:UploadPart", {"s3:PutObject"}},
    Operation{"s3:CompleteMultipartUpload", {"s3:PutObject"}},
    Operation{"sns:PublishBatch", {"sns:Publish"}},
    Operation{"sqs:SendMessageBatch", {"sqs:SendMessage"}},
    Operation{"sqs:DeleteMessageBatch", {"sqs:DeleteMessage"}},
    Operation{"sqs:ChangeMessageVisibilityBatch", {"sqs:ChangeMessageVisibility"}},
};

/// The header's value after "# <word>: ".
std::string_view header(std::string_view mark) {
    auto rest = all.substr(0, header_size);
    rest.remove_prefix(rest.find(mark) + mark.size());
    return take_until(rest, '\n');
}

}  // namespace

std::string_view to_string(AccessLevel level) {
    switch (level) {
        case AccessLevel::list:
            return "list";
        case AccessLevel::read:
            return "read";
        case AccessLevel::write:
            return "write";
        case AccessLevel::tagging:
            return "tagging";
        case AccessLevel::permissions_management:
            return "permissions management";
    }
    return {};
}

std::optional<Action> find(std::string_view action) {
    const auto line = find_line(action);
    if (!line || !line->is_action()) return std::nullopt;
    return action_of(*line);
}

bool service_exists(std::string_view prefix) {
    const auto line = find_line(prefix);
    return line && line->is_service();
}

std::string_view service_title(std::string_view prefix) {
    return service_exists(prefix) ? find_line(prefix)->value : std::string_view{};
}

Matches::Matches(std::string_view pattern)
    : pattern_(pattern), lines_(lines_from(pattern.substr(0, pattern.find_first_of("*?")))) {}

std::size_t Matches::count() const {
    std::size_t count = 0;
    for (auto match = begin(); match != end(); ++match) ++count;
    return count;
}

Matches::iterator::iterator(std::string_view pattern, std::string_view lines) : pattern_(pattern), lines_(lines) {
    ++*this;
}

Matches::iterator& Matches::iterator::operator++() {
    const auto fixed = pattern_.substr(0, pattern_.find_first_of("*?"));
    at_end_ = true;
    while (!lines_.empty()) {
        const auto line = take_line(lines_);
        if (!starts_with(line.key, fixed)) break;
        if (!line.is_action() || !glob(pattern_, line.key, same_letter)) continue;
        action_ = action_of(line);
        at_end_ = false;
        break;
    }
    return *this;
}

std::string_view nearest(std::string_view action) {
    if (const auto actions = authorized_by(action); !actions.empty()) return find(actions.front())->full_name;

    const auto separator = action.find_first_of(":./");
    if (separator == std::string_view::npos) return only_action_named(action);
    const auto prefix = action.substr(0, separator), name = action.substr(separator + 1);

    std::string_view best;
    std::size_t fewest = 0, fewest_in_prefix = 0;
    for (const auto service : services()) {
        const auto in_prefix = edit_distance(prefix, service, nearest_limit(prefix));
        if (in_prefix > nearest_limit(prefix)) continue;
        Nearest names(name);
        for (const auto& candidate : matches(std::string(service) + ":*")) names.offer(candidate.name);
        if (names.best().empty()) continue;
        const auto total = in_prefix + names.distance();
        if (best.empty() || std::pair(total, in_prefix) < std::pair(fewest, fewest_in_prefix)) {
            fewest = total;
            fewest_in_prefix = in_prefix;
            best = find(std::string(service) + ':' + std::string(names.best()))->full_name;
        }
    }
    return best.empty() ? only_action_named(name) : best;
}

std::string_view nearest_service(std::string_view prefix) { return bobgen::nearest(prefix, services()); }

std::span<const std::string_view> authorized_by(std::string_view operation) {
    for (const auto& [name, actions] : operations) {
        if (!equal(name, operation)) continue;
        const auto end = std::ranges::find(actions, std::string_view{});
        return {actions.begin(), end};
    }
    return {};
}

std::vector<ResourceType> resource_types(const Action& action) {
    std::vector<ResourceType> types;
    for (auto rest = action.resource_types; !rest.empty();) {
        auto name = take_until(rest, ',');
        const bool required = name.ends_with('*');
        if (required) name.remove_suffix(1);
        const auto line = find_line(std::string(action.service) + '/' + std::string(name));
        types.push_back({.name = name, .required = required, .arn_patterns = line ? line->value : std::string_view{}});
    }
    return types;
}

bool resource_matches(std::string_view pattern, std::string_view text) {
    return glob(pattern, text, std::equal_to<char>());
}

bool action_matches(std::string_view pattern, std::string_view action) { return glob(pattern, action, same_letter); }

bool applies_to(const Action& action, std::string_view resource) {
    const auto plain = without_placeholders(resource);
    if (plain.find_first_not_of('*') == std::string::npos) return !plain.empty();
    for (const auto& type : resource_types(action)) {
        for (auto patterns = type.arn_patterns; !patterns.empty();) {
            if (intersect(without_placeholders(take_until(patterns, ' ')), plain)) return true;
        }
    }
    return false;
}

std::string_view data_date() { return header("# date: "); }

std::string_view data_source() { return header("# source: "); }

std::string_view data_lines() { return all.substr(header_size); }

}  // namespace bobgen::iam

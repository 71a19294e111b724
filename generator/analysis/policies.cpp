#include "generator/analysis/policies.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <optional>
#include <utility>

#include "generator/characters.h"
#include "generator/data/iam_actions.h"

namespace bobgen {

namespace {

// --- Canonical texts -------------------------------------------------------------------------------------------------

/// How the ARN of a type is made, from its page in AWS's service authorization reference.
struct ArnForm {
    std::string_view type;
    std::string_view begin;           ///< "sqs:R:A:", after the partition
    std::string_view name_property;   ///< empty: AWS makes up the name
    std::string_view name_attribute;  ///< what returns the name; empty for `Ref`
    bool ref_is_arn = false;
    std::string_view arn_attribute = "Arn";
    std::string_view end = {};
};

constexpr ArnForm arn_forms[] = {
    {"AWS::DynamoDB::Table", "dynamodb:R:A:table/", "TableName", ""},
    {"AWS::DynamoDB::GlobalTable", "dynamodb:R:A:table/", "TableName", ""},
    {"AWS::Lambda::Function", "lambda:R:A:function:", "FunctionName", ""},
    {"AWS::Serverless::Function", "lambda:R:A:function:", "FunctionName", ""},
    {"AWS::SQS::Queue", "sqs:R:A:", "QueueName", "QueueName"},
    {"AWS::SNS::Topic", "sns:R:A:", "TopicName", "TopicName", true, "TopicArn"},
    {"AWS::Logs::LogGroup", "logs:R:A:log-group:", "LogGroupName", "", false, "Arn", ":*"},
    {"AWS::Kinesis::Stream", "kinesis:R:A:stream/", "Name", ""},
    {"AWS::KinesisFirehose::DeliveryStream", "firehose:R:A:deliverystream/", "DeliveryStreamName", ""},
    {"AWS::Cognito::UserPool", "cognito-idp:R:A:userpool/", "", ""},
    {"AWS::S3::Bucket", "s3:::", "BucketName", ""},
    {"AWS::IAM::Role", "iam::A:role/", "RoleName", ""},
    {"AWS::StepFunctions::StateMachine", "states:R:A:stateMachine:", "StateMachineName", "Name", true},
    {"AWS::Serverless::StateMachine", "states:R:A:stateMachine:", "Name", "Name", true},
    {"AWS::Events::EventBus", "events:R:A:event-bus/", "Name", ""},
    {"AWS::KMS::Key", "kms:R:A:key/", "", ""},
    {"AWS::EFS::AccessPoint", "elasticfilesystem:R:A:access-point/", "", ""},
    {"AWS::EFS::FileSystem", "elasticfilesystem:R:A:file-system/", "", ""},
    {"AWS::Batch::JobQueue", "batch:R:A:job-queue/", "JobQueueName", "", true, "JobQueueArn"},
    {"AWS::Events::Rule", "events:R:A:rule/", "Name", ""},
    {"AWS::CloudWatch::Alarm", "cloudwatch:R:A:alarm:", "AlarmName", ""},
    {"AWS::CloudWatch::CompositeAlarm", "cloudwatch:R:A:alarm:", "AlarmName", ""},
    {"AWS::ApiGateway::RestApi", "execute-api:R:A:", "", "", false, ""},
    {"AWS::ApiGatewayV2::Api", "execute-api:R:A:", "", "", false, ""},
};

const ArnForm* arn_form(std::string_view type) {
    const auto* found =
        std::find_if(std::begin(arn_forms), std::end(arn_forms), [&](const ArnForm& one) { return one.type == type; });
    return found == std::end(arn_forms) ? nullptr : found;
}

constexpr int names_in_names = 2;                 ///< how deep a name made from other names is followed
constexpr std::size_t longest_canonical = 2'048;  ///< AWS allows none as long

std::string canonical_text(const std::string& text, const Facts& facts, int depth);

std::string name_of(const TemplateResource& resource, const ArnForm& form, const Facts& facts, int depth) {
    const Value* name = form.name_property.empty() ? nullptr : facts.properties(resource).find(form.name_property);
    if (name && !is_no_value(*name) && depth < names_in_names)
        if (std::string made = canonical_text(spelt_out(*name, facts.names), facts, depth + 1); !made.empty())
            return made;
    std::string made = "${" + resource.logical_id;
    if (!form.name_attribute.empty()) made.append(".").append(form.name_attribute);
    return made + "#}";
}

/// The name of the bus of a rule that is not on the default one.
std::string bus_of(const TemplateResource& resource, const Facts& facts, int depth) {
    if (resource.type != "AWS::Events::Rule" || depth >= names_in_names) return {};
    const Value* given = facts.properties(resource).find("EventBusName");
    if (!given || is_no_value(*given)) return {};
    std::string made = canonical_text(spelt_out(*given, facts.names), facts, depth + 1);
    if (const std::size_t arn = made.find(":event-bus/"); arn != made.npos) made.erase(0, arn + 11);
    return made == "default" ? std::string() : made;
}

std::string arn_of(const TemplateResource& resource, const ArnForm& form, const Facts& facts, int depth) {
    std::string made = "arn:aws:";
    for (const char one : form.begin) {
        if (one == 'R')
            made += "${AWS::Region}";
        else if (one == 'A')
            made += "${AWS::AccountId}";
        else
            made += one;
    }
    if (resource.type == "AWS::IAM::Role")
        if (const Value* path = facts.properties(resource).find("Path"); path && depth < names_in_names) {
            const std::string given = canonical_text(spelt_out(*path, facts.names), facts, depth + 1);
            made.append(given, given.starts_with('/') ? 1 : 0, given.npos);
        }
    if (const std::string bus = bus_of(resource, facts, depth); !bus.empty()) made.append(bus).append("/");
    return made.append(name_of(resource, form, facts, depth)).append(form.end);
}

/// What a reference to a resource of the template becomes; empty when that is not known.
std::string canonical_reference(std::string_view name, std::string_view attribute, const Facts& facts, int depth) {
    const TemplateResource* resource = facts.names.resource(name);
    if (!resource) return {};
    if (resource->type == "AWS::Lambda::Alias" && attribute.empty() && depth < names_in_names) {
        const Value& properties = facts.properties(*resource);
        const Value* of = properties.find("FunctionName");
        const Value* alias = properties.find("Name");
        if (!of || !alias) return {};
        std::string function = canonical_text(spelt_out(*of, facts.names), facts, depth + 1);
        if (function.find(':') == function.npos)
            function.insert(0, "arn:aws:lambda:${AWS::Region}:${AWS::AccountId}:function:");
        return function + ":" + canonical_text(spelt_out(*alias, facts.names), facts, depth + 1);
    }
    const ArnForm* form = arn_form(resource->type);
    if (!form) return {};
    if (attribute == form->name_attribute && !(form->ref_is_arn && attribute.empty())) {
        const std::string bus = bus_of(*resource, facts, depth);
        return (bus.empty() ? bus : bus + "|") + name_of(*resource, *form, facts, depth);
    }
    if (attribute == form->arn_attribute || (form->ref_is_arn && attribute.empty()))
        return arn_of(*resource, *form, facts, depth);
    // A queue's URL, which policies sometimes name by mistake.
    if (resource->type == "AWS::SQS::Queue" && attribute.empty())
        return "https://sqs.${AWS::Region}.amazonaws.com/${AWS::AccountId}/" + name_of(*resource, *form, facts, depth);
    return {};
}

/// The placeholder that begins here, with its braces; it may not be closed.
std::string_view placeholder_at(std::string_view text, std::size_t at) {
    const std::size_t close = text.find('}', at);
    return text.substr(at, close == text.npos ? text.npos : close + 1 - at);
}

/// What may follow `${` and is a reference to a resource.
bool names_resource(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), is_alphanumeric);
}

std::string canonical_text(const std::string& text, const Facts& facts, int depth) {
    std::string made;
    std::size_t written = 0;
    for (std::size_t at = text.find("${"); at != text.npos; at = text.find("${", written)) {
        const std::string_view whole = placeholder_at(text, at);
        const std::string_view inside = whole.substr(2, whole.size() - 2 - (whole.ends_with('}') ? 1 : 0));
        made.append(text, written, at - written);
        written = at + whole.size();
        const std::size_t dot = inside.find('.');
        const std::string_view name = inside.substr(0, dot);
        std::string known;
        if (inside == "AWS::Partition")
            known = "aws";
        else if (inside == "AWS::URLSuffix")
            known = "amazonaws.com";
        else if (names_resource(name))
            known = canonical_reference(name, dot == inside.npos ? std::string_view{} : inside.substr(dot + 1), facts,
                                        depth);
        made += known.empty() ? whole : std::string_view(known);
        if (made.size() > longest_canonical) return "${?}";
    }
    made.append(text, written, text.npos);
    for (const std::string_view partition : {"arn:aws-cn:", "arn:aws-us-gov:"})
        if (made.starts_with(partition)) made.replace(0, partition.size(), "arn:aws:");
    return made;
}

// --- Patterns --------------------------------------------------------------------------------------------------------

/// A pattern as symbols: a character, a wildcard, or a whole placeholder.
struct Symbol {
    enum class Kind : std::uint8_t { character, one, many, placeholder };
    Kind kind;
    char character = 0;
    std::string_view placeholder = {};

    friend bool operator==(const Symbol&, const Symbol&) = default;
};

std::vector<Symbol> symbols(std::string_view text, bool is_pattern) {
    std::vector<Symbol> made;
    made.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        if (text[at] == '$' && at + 1 < text.size() && text[at + 1] == '{') {
            const std::string_view whole = placeholder_at(text, at);
            // IAM's own way to write these characters; but `${?}` is what is not known here.
            if (whole.size() == 4 && (whole[2] == '*' || whole[2] == '$'))
                made.push_back({Symbol::Kind::character, whole[2]});
            else
                made.push_back({Symbol::Kind::placeholder, 0, whole});
            at += whole.size();
            continue;
        }
        const char one = text[at++];
        made.push_back(is_pattern && one == '*'   ? Symbol{Symbol::Kind::many}
                       : is_pattern && one == '?' ? Symbol{Symbol::Kind::one}
                                                  : Symbol{Symbol::Kind::character, one});
    }
    return made;
}

/// `${?}` is something else each time.
bool is_anything(std::string_view placeholder) { return placeholder == "${?}"; }

bool surely_matches(std::span<const Symbol> pattern, std::span<const Symbol> text) {
    std::size_t p = 0, t = 0, star = pattern.size(), mark = 0;
    while (t < text.size()) {
        const bool same = p < pattern.size() && pattern[p] == text[t] && !is_anything(text[t].placeholder);
        const bool any_one =
            p < pattern.size() && pattern[p].kind == Symbol::Kind::one && text[t].kind == Symbol::Kind::character;
        if (p < pattern.size() && pattern[p].kind == Symbol::Kind::many) {
            star = p++;
            mark = t;
        } else if (same || any_one) {
            ++p;
            ++t;
        } else if (star != pattern.size()) {
            p = star + 1;
            t = ++mark;
        } else {
            return false;
        }
    }
    while (p < pattern.size() && pattern[p].kind == Symbol::Kind::many) ++p;
    return p == pattern.size();
}

bool is_generated_name(const Symbol& one) { return one.placeholder.ends_with("#}"); }

/// A name that CloudFormation generates ends in a dash and twelve characters.
constexpr std::size_t generated_name_min = 14;

/// Whether a generated name begins one text, and the other begins with something that it can't be.
bool differs_from_generated(std::span<const Symbol> generated, std::span<const Symbol> other) {
    if (generated.empty() || !is_generated_name(generated.front())) return false;
    if (!other.empty() && is_generated_name(other.front())) return generated.front() != other.front();
    std::size_t length = 0;
    for (const Symbol& one : other) {
        if (one.kind != Symbol::Kind::character) return false;
        if (one.character == '/' || one.character == ':') break;
        ++length;
    }
    return length < generated_name_min;
}

/// Whether there is a text that both match, placeholders being anything.
bool may_match(std::span<const Symbol> a, std::span<const Symbol> b) {
    const auto is_fixed = [](const Symbol& one) {
        return one.kind == Symbol::Kind::character ||
               (one.kind == Symbol::Kind::placeholder && !is_anything(one.placeholder));
    };
    while (!a.empty() && !b.empty() && is_fixed(a.front()) && a.front() == b.front()) {
        a = a.subspan(1);
        b = b.subspan(1);
    }
    while (!a.empty() && !b.empty() && is_fixed(a.back()) && a.back() == b.back()) {
        a = a.first(a.size() - 1);
        b = b.first(b.size() - 1);
    }
    const auto are_characters = [](const Symbol& one, const Symbol& other) {
        return one.kind == Symbol::Kind::character && other.kind == Symbol::Kind::character;
    };
    if (!a.empty() && !b.empty() && (are_characters(a.front(), b.front()) || are_characters(a.back(), b.back())))
        return false;
    if (differs_from_generated(a, b) || differs_from_generated(b, a)) return false;
    const auto is_many = [](const Symbol& one) {
        return one.kind == Symbol::Kind::many || one.kind == Symbol::Kind::placeholder;
    };
    // reached[j]: the first i symbols of one and the first j of the other have a common text.
    std::vector<char> reached(b.size() + 1), next(b.size() + 1);
    reached[0] = 1;
    for (std::size_t j = 0; j < b.size() && is_many(b[j]); ++j) reached[j + 1] = 1;
    for (const Symbol& x : a) {
        next[0] = static_cast<char>(reached[0] && is_many(x));
        for (std::size_t j = 0; j < b.size(); ++j) {
            const Symbol& y = b[j];
            const bool same = x.kind == Symbol::Kind::one || y.kind == Symbol::Kind::one || x.character == y.character;
            next[j + 1] = static_cast<char>(is_many(x) || is_many(y) ? reached[j + 1] || next[j] : reached[j] && same);
        }
        std::swap(reached, next);
    }
    return reached[b.size()] != 0;
}

bool has_placeholder(std::string_view text) { return text.find("${") != text.npos; }

/// Partition, service, region, account, and what follows; nothing when a text does not have all of these.
std::optional<std::array<std::string_view, 5>> arn_parts(std::string_view text) {
    if (!text.starts_with("arn:")) return {};
    text.remove_prefix(4);
    std::array<std::string_view, 5> made;
    for (std::size_t i = 0; i + 1 < made.size(); ++i) {
        std::size_t end = 0;
        while (end < text.size() && text[end] != ':')
            end += text[end] == '$' && has_placeholder(text.substr(end, 2)) ? placeholder_at(text, end).size() : 1;
        if (end >= text.size()) return {};
        made[i] = text.substr(0, end);
        text.remove_prefix(end + 1);
    }
    made.back() = text;
    return made;
}

Verdict segment_matches(std::string_view pattern, std::string_view text) {
    if (pattern == "*") return Verdict::yes;
    if (!has_placeholder(pattern) && !has_placeholder(text))
        return iam::resource_matches(pattern, text) ? Verdict::yes : Verdict::no;
    if (pattern == text && pattern.find("${?}") == pattern.npos) return Verdict::yes;
    const auto is_one_generated_name = [](std::string_view one) {
        return one.starts_with("${") && one.ends_with("#}") && one.find('}') == one.size() - 1;
    };
    if (is_one_generated_name(pattern) && is_one_generated_name(text)) return Verdict::no;
    const std::vector<Symbol> of_pattern = symbols(pattern, true);
    const std::vector<Symbol> of_text = symbols(text, false);
    if (surely_matches(of_pattern, of_text)) return Verdict::yes;
    return may_match(of_pattern, of_text) ? Verdict::unknown : Verdict::no;
}

// --- Parts of statements ---------------------------------------------------------------------------------------------

/// The values of a member or of its negation.
template <class Part, class Make>
PolicyPart<Part> part_of_statement(const Value& statement, std::string_view name, std::string_view negation,
                                   Place otherwise, const Make& make) {
    PolicyPart<Part> made;
    const Value* given = statement.find(name);
    if (!given && (given = statement.find(negation))) made.negated = true;
    if (!given) return made;
    made.given = true;
    made.place = given->place.or_else(otherwise);
    make(*given, made);
    return made;
}

void add_texts(const Value& given, const Facts& facts, PolicyPart<PolicyText>& to) {
    each(&given, [&](const Value& one) {
        // An `Fn::If` that nobody can decide, or an `Fn::Split`, may be any number of values.
        const bool may_be_list = one.is_call(Intrinsic::if_) || one.is_call(Intrinsic::split);
        if (one.is_scalar() || (one.is_call() && !may_be_list && !is_no_value(one)))
            to.all.push_back({canonical(one, facts), one.place.or_else(to.place)});
        else if (!is_no_value(one))
            to.complete = false;
    });
}

PolicyPrincipal::Kind kind_of_principal(std::string_view name) {
    if (name == "Service") return PolicyPrincipal::Kind::service;
    if (name == "AWS") return PolicyPrincipal::Kind::aws;
    if (name == "Federated") return PolicyPrincipal::Kind::federated;
    if (name == "CanonicalUser") return PolicyPrincipal::Kind::canonical_user;
    return PolicyPrincipal::Kind::unknown;
}

void add_principals(const Value& given, const Facts& facts, PolicyPart<PolicyPrincipal>& to) {
    if (given.is_text() && given.text() == "*") {
        to.all.push_back({PolicyPrincipal::Kind::everyone, "*", to.place});
        return;
    }
    if (!given.is_map()) {
        to.complete = false;
        return;
    }
    for (const Member& kind : given.map()) {
        PolicyPart<PolicyText> texts;
        texts.place = kind.value.place.or_else(kind.place).or_else(to.place);
        add_texts(kind.value, facts, texts);
        to.complete = to.complete && texts.complete;
        for (PolicyText& one : texts.all) {
            const bool everyone = kind.name == "AWS" && one.text == "*";
            to.all.push_back({everyone ? PolicyPrincipal::Kind::everyone : kind_of_principal(kind.name),
                              std::move(one.text), one.place});
        }
    }
}

/// The verdict on a list of which one has to fit.
template <class Part, class Fits>
Verdict any_of_part(const PolicyPart<Part>& part, const Fits& fits) {
    Verdict found = part.complete ? Verdict::no : Verdict::unknown;
    for (const Part& one : part.all) {
        found = either(found, fits(one));
        if (found == Verdict::yes) break;
    }
    return part.negated ? opposite(found) : found;
}

Verdict action_fits(std::string_view pattern, std::string_view action) {
    if (has_placeholder(pattern)) return Verdict::unknown;
    return iam::action_matches(pattern, action) ? Verdict::yes : Verdict::no;
}

Verdict condition_holds(const PolicyCondition& condition, std::span<const PolicyRequest::Key> context) {
    const auto equal_names = [](std::string_view a, std::string_view b) {
        return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                          [](char x, char y) { return to_lower(x) == to_lower(y); });
    };
    const auto found = std::find_if(context.begin(), context.end(), [&](const PolicyRequest::Key& one) {
        return equal_names(one.name, condition.key);
    });
    if (found == context.end()) return Verdict::unknown;
    std::string_view operation = condition.operation;
    if (operation.ends_with("IfExists")) operation.remove_suffix(8);
    const bool likes = operation == "ArnLike" || operation == "ArnEquals" || operation == "StringLike";
    const bool equals = operation == "StringEquals" || operation == "StringEqualsIgnoreCase";
    if (!likes && !equals) return Verdict::unknown;
    Verdict made = Verdict::no;
    for (const PolicyText& one : condition.values) {
        // A star in `StringEquals` is a star.
        const bool literal_star = equals && one.text.find_first_of("*?") != one.text.npos;
        made = either(made, literal_star ? Verdict::no : pattern_matches(one.text, found->value));
    }
    return made;
}

Verdict resource_fits(const PolicyStatement& statement, const PolicyRequest& request) {
    if (!statement.resources.given || request.resource.empty()) return Verdict::yes;
    if (!statement.resources.negated && statement.exact.contains(request.resource)) return Verdict::yes;
    return any_of_part(statement.resources,
                       [&](const PolicyText& one) { return pattern_matches(one.text, request.resource); });
}

}  // namespace

std::string canonical(const Value& value, const Facts& facts) {
    if (value.kind() == Value::Kind::boolean) return value.boolean() ? "true" : "false";
    return canonical_text(spelt_out(value, facts.names), facts, 0);
}

std::string canonical_arn(const TemplateResource& resource, const Facts& facts) {
    const ArnForm* form = arn_form(resource.type);
    return form ? arn_of(resource, *form, facts, 0) : std::string();
}

Verdict pattern_matches(std::string_view pattern, std::string_view text) {
    if (pattern == "*") return Verdict::yes;
    if (std::max(pattern.size(), text.size()) > longest_canonical) return Verdict::unknown;
    const auto parts = arn_parts(pattern), of_text = arn_parts(text);
    if (!parts || !of_text) return segment_matches(pattern, text);
    // A wildcard stays within its part of an ARN.
    Verdict made = Verdict::yes;
    for (std::size_t i = 0; i < parts->size() && made != Verdict::no; ++i)
        made = both(made, segment_matches((*parts)[i], (*of_text)[i]));
    return made;
}

PolicyStatement policy_statement(const Value& given, const Facts& facts, Place otherwise) {
    PolicyStatement made;
    made.place = given.place.or_else(otherwise);
    const auto effect = text_of(given.find("Effect"));
    if (effect == "Allow") made.allows = Verdict::yes;
    if (effect == "Deny") made.allows = Verdict::no;
    const auto texts = [&](const Value& from, PolicyPart<PolicyText>& to) { add_texts(from, facts, to); };
    made.principals = part_of_statement<PolicyPrincipal>(
        given, "Principal", "NotPrincipal", made.place,
        [&](const Value& from, PolicyPart<PolicyPrincipal>& to) { add_principals(from, facts, to); });
    made.actions = part_of_statement<PolicyText>(given, "Action", "NotAction", made.place, texts);
    made.resources = part_of_statement<PolicyText>(given, "Resource", "NotResource", made.place, texts);
    constexpr std::size_t many = 16;
    if (made.resources.all.size() > many && !made.resources.negated)
        for (const PolicyText& one : made.resources.all)
            if (one.text.find_first_of("*?") == one.text.npos) made.exact.insert(one.text);
    const Value* conditions = given.find("Condition");
    if (!conditions || is_no_value(*conditions)) return made;
    if (!conditions->is_map()) {
        made.conditions_complete = false;
        return made;
    }
    for (const Member& operation : conditions->map()) {
        if (!operation.value.is_map()) {
            made.conditions_complete = false;
            continue;
        }
        for (const Member& key : operation.value.map()) {
            PolicyPart<PolicyText> values;
            values.place = key.value.place.or_else(key.place).or_else(made.place);
            add_texts(key.value, facts, values);
            made.conditions_complete = made.conditions_complete && values.complete;
            made.conditions.push_back({operation.name, key.name, std::move(values.all), values.place});
        }
    }
    return made;
}

PolicyDocument policy_document(const Value* document, const Facts& facts, Place otherwise) {
    PolicyDocument made;
    made.place = place_of(document, otherwise);
    const Value* statements = document ? document->find("Statement") : nullptr;
    if (!statements) {
        made.complete = false;
        return made;
    }
    each(statements, [&](const Value& one) {
        if (one.is_map() && !is_unknown(one) && one.find("Effect"))
            made.statements.push_back(policy_statement(one, facts, made.place));
        else if (!is_no_value(one))
            made.complete = false;
    });
    return made;
}

Verdict is_principal(const PolicyPrincipal& listed, PolicyPrincipal::Kind kind, std::string_view principal) {
    using Kind = PolicyPrincipal::Kind;
    if (listed.kind == Kind::everyone) return Verdict::yes;
    if (listed.kind == Kind::unknown || kind == Kind::unknown) return Verdict::unknown;
    if (listed.kind != kind) return Verdict::no;
    if (listed.text == principal) return Verdict::yes;
    if (kind == Kind::service) {
        // `logs.eu-west-1.amazonaws.com` and `lambda.amazonaws.com.cn` are other names of the same service.
        if (has_placeholder(listed.text.substr(0, listed.text.find('.')))) return Verdict::unknown;
        const auto service = [](std::string_view name) { return name.substr(0, name.find('.')); };
        return service(listed.text) == service(principal) ? Verdict::unknown : Verdict::no;
    }
    // An account lets in whom its own policies let in.
    const bool is_account = listed.text.ends_with(":root") || listed.text.find(':') == listed.text.npos;
    return is_account ? Verdict::unknown : pattern_matches(listed.text, principal);
}

Verdict is_about(const PolicyStatement& statement, const PolicyRequest& request) {
    Verdict made =
        any_of_part(statement.actions, [&](const PolicyText& one) { return action_fits(one.text, request.action); });
    if (!statement.actions.given) made = Verdict::unknown;
    if (made == Verdict::no) return made;
    if (statement.principals.given && !request.principal.empty())
        made = both(made, any_of_part(statement.principals, [&](const PolicyPrincipal& one) {
                        return is_principal(one, request.kind, request.principal);
                    }));
    if (made == Verdict::no) return made;
    made = both(made, resource_fits(statement, request));
    if (made == Verdict::no) return made;
    if (!statement.conditions_complete) made = both(made, Verdict::unknown);
    for (const PolicyCondition& one : statement.conditions) made = both(made, condition_holds(one, request.context));
    return made;
}

Verdict denies(std::span<const PolicyDocument* const> documents, const PolicyRequest& request) {
    Verdict made = Verdict::no;
    for (const PolicyDocument* document : documents)
        for (const PolicyStatement& one : document->statements)
            if (one.allows != Verdict::yes && made != Verdict::yes)
                made = either(made, both(is_about(one, request), opposite(one.allows)));
    return made;
}

Verdict allows(std::span<const PolicyDocument* const> documents, const PolicyRequest& request) {
    const Verdict denied = denies(documents, request);
    if (denied == Verdict::yes) return Verdict::no;
    Verdict made = Verdict::no;
    for (const PolicyDocument* document : documents) {
        if (!document->complete) made = either(made, Verdict::unknown);
        for (const PolicyStatement& one : document->statements) {
            if (one.allows == Verdict::no) continue;
            made = either(made, both(is_about(one, request), one.allows));
            if (made == Verdict::yes) return both(made, opposite(denied));
        }
    }
    return made;
}

Verdict allows(const PolicyDocument& document, const PolicyRequest& request) {
    const PolicyDocument* const one = &document;
    return allows(std::span(&one, 1), request);
}

Verdict exists(const TemplateResource& resource, const Deployment& deployment) {
    if (resource.condition.empty()) return Verdict::yes;
    const auto holds = deployment.condition(resource.condition);
    return !holds ? Verdict::unknown : *holds ? Verdict::yes : Verdict::no;
}

// --- Policies of resources -------------------------------------------------------------------------------------------

ResourcePolicies::ResourcePolicies(const Facts& facts) : facts_(facts), deployment_(facts.tree) {
    for (const TemplateResource& one : facts.tree.resources)
        if (const ArnForm* form = arn_form(one.type); form && !form->name_property.empty())
            if (const Value* name = facts.properties(one).find(form->name_property))
                named_.emplace(one.type + " " + canonical(*name, facts), &one);
    for (const TemplateResource& one : facts.tree.resources) add(one);
}

const ResourcePolicies::Attached& ResourcePolicies::of(const TemplateResource& resource) const {
    static const Attached none;
    const auto unclear = unclear_.find(resource.type);
    if (unclear != unclear_.end()) return unclear->second;
    const auto found = attached_.find(resource.logical_id);
    return found == attached_.end() ? none : found->second;
}

void ResourcePolicies::add(const TemplateResource& one) {
    struct Kind {
        std::string_view type;
        std::string_view targets;
        std::string_view target_type;
        std::string_view document = "PolicyDocument";
    };
    static constexpr Kind kinds[] = {
        {"AWS::SQS::QueuePolicy", "Queues", "AWS::SQS::Queue"},
        {"AWS::SQS::QueueInlinePolicy", "Queue", "AWS::SQS::Queue"},
        {"AWS::SNS::TopicPolicy", "Topics", "AWS::SNS::Topic"},
        {"AWS::SNS::TopicInlinePolicy", "TopicArn", "AWS::SNS::Topic"},
        {"AWS::S3::BucketPolicy", "Bucket", "AWS::S3::Bucket"},
        {"AWS::Kinesis::ResourcePolicy", "ResourceArn", "AWS::Kinesis::Stream", "ResourcePolicy"},
        {"AWS::SecretsManager::ResourcePolicy", "SecretId", "AWS::SecretsManager::Secret", "ResourcePolicy"},
    };
    const bool is_own = one.type == "AWS::KMS::Key" || one.type == dynamodb_table;
    const auto* kind =
        std::find_if(std::begin(kinds), std::end(kinds), [&](const Kind& known) { return known.type == one.type; });
    if (!is_own && kind == std::end(kinds) && one.type != "AWS::Lambda::Permission") return;
    if (exists(one, deployment_) == Verdict::no) return;
    if (one.type == "AWS::Lambda::Permission") return add_permission(one);
    const Value& properties = facts_.properties(one);
    if (kind != std::end(kinds))
        return attach(properties.find(kind->targets), kind->target_type, properties.find(kind->document), one);
    attach_inline(one, properties.find("KeyPolicy"));
    attach_inline(one, properties.find({"ResourcePolicy", "PolicyDocument"}));
    attach_inline(one, properties.find({"StreamSpecification", "ResourcePolicy", "PolicyDocument"}));
}

void ResourcePolicies::attach(const Value* targets, std::string_view type, const Value* document,
                              const TemplateResource& from) {
    PolicyDocument& made = documents_.emplace_back(policy_document(document, facts_, from.place));
    if (exists(from, deployment_) != Verdict::yes) made.complete = false;
    if (!targets) return;
    each(targets, [&](const Value& one) {
        if (const TemplateResource* to = target(one, type))
            attached_[to->logical_id].documents.push_back(&made);
        else if (!one.is_text())
            unclear_[type].complete = false;
    });
}

void ResourcePolicies::attach_inline(const TemplateResource& to, const Value* document) {
    if (!document || is_no_value(*document)) return;
    attached_[to.logical_id].documents.push_back(&documents_.emplace_back(policy_document(document, facts_, to.place)));
}

void ResourcePolicies::add_permission(const TemplateResource& from) {
    const Value& properties = facts_.properties(from);
    const Value* of = properties.find("FunctionName");
    const Value* principal = properties.find("Principal");
    const Value* action = properties.find("Action");
    if (!of || !principal || !action) return;
    const TemplateResource* to = target(*of, "AWS::Lambda::Function");
    if (!to) {
        if (!of->is_text()) unclear_["AWS::Lambda::Function"].complete = false;
        return;
    }
    PolicyDocument& made = documents_.emplace_back();
    made.place = from.place;
    made.complete = exists(from, deployment_) == Verdict::yes;
    PolicyStatement& statement = made.statements.emplace_back();
    statement.allows = Verdict::yes;
    statement.place = from.place;
    const std::string who = canonical(*principal, facts_);
    statement.principals.given = true;
    statement.principals.all.push_back({who == "*"                                ? PolicyPrincipal::Kind::everyone
                                        : who.find("${") != who.npos              ? PolicyPrincipal::Kind::unknown
                                        : who.find("amazon") != std::string::npos ? PolicyPrincipal::Kind::service
                                                                                  : PolicyPrincipal::Kind::aws,
                                        who, place_of(principal, from.place)});
    statement.actions.given = true;
    statement.actions.all.push_back({canonical(*action, facts_), place_of(action, from.place)});
    for (const auto& [property, key] : {std::pair<std::string_view, std::string_view>{"SourceArn", "aws:SourceArn"},
                                        {"SourceAccount", "aws:SourceAccount"}})
        if (const Value* limit = properties.find(property); limit && !is_no_value(*limit))
            statement.conditions.push_back({key == "aws:SourceArn" ? "ArnLike" : "StringEquals",
                                            std::string(key),
                                            {{canonical(*limit, facts_), place_of(limit, from.place)}},
                                            place_of(limit, from.place)});
    for (const std::string_view other :
         {"PrincipalOrgID", "FunctionUrlAuthType", "EventSourceToken", "InvokedViaFunctionUrl"})
        if (properties.find(other)) statement.conditions_complete = false;
    attached_[to->logical_id].documents.push_back(&made);
}

/// A `Ref` or an ARN of it, with or without a version, or the name that it has.
const TemplateResource* ResourcePolicies::target(const Value& value, std::string_view type) const {
    std::string_view id = target_of_arn(&value);
    if (id.empty()) id = target_of_attribute(&value, "TopicArn");
    if (const TemplateResource* found = facts_.names.resource(id)) {
        if (found->type == type) return found;
        if (found->type == "AWS::Lambda::Alias" || found->type == "AWS::Lambda::Version")
            if (const Value* of = facts_.properties(*found).find("FunctionName"))
                return facts_.names.resource(target_of_arn(of), type);
        return nullptr;
    }
    std::string text = canonical(value, facts_);
    // Only the last part of an ARN or a URL names it.
    if (const std::size_t mark = text.find("#}"); mark != text.npos) {
        const std::size_t begin = text.rfind("${", mark);
        const std::string_view inside = std::string_view(text).substr(begin + 2, mark - begin - 2);
        return facts_.names.resource(inside.substr(0, inside.find('.')), type);
    }
    const auto found = named_.find(std::string(type) + " " + text.substr(text.find_last_of(":/") + 1));
    return found == named_.end() ? nullptr : found->second;
}

}  // namespace bobgen

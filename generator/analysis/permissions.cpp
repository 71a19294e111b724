#include "generator/analysis/permissions.h"

#include <algorithm>

#include "generator/analysis/macros.h"
#include "generator/analysis/policies.h"
#include "generator/analysis/resolve.h"
#include "generator/characters.h"

namespace bobgen {

namespace {

constexpr std::string_view plain_function = "AWS::Lambda::Function";
constexpr std::string_view sam_function = "AWS::Serverless::Function";

bool is_lambda_function(const TemplateResource& one) { return one.type == plain_function || one.type == sam_function; }

/// Up to a colon that is in no placeholder.
std::string_view up_to_colon(std::string_view text) {
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '$' && text.substr(i).starts_with("${")) i = std::min(text.find('}', i), text.size());
        if (i < text.size() && text[i] == ':') return text.substr(0, i);
    }
    return text;
}

/// `Fn` and `Arn` of `${Fn.Arn}`, when that is all.
std::pair<std::string_view, std::string_view> only_reference(std::string_view text) {
    if (!text.starts_with("${") || text.find('}') != text.size() - 1) return {};
    const std::string_view inside = text.substr(2, text.size() - 3);
    const std::size_t dot = inside.find('.');
    return {inside.substr(0, dot), dot == inside.npos ? std::string_view{} : inside.substr(dot + 1)};
}

/// What SAM lets call a function for an event of this type.
std::string_view service_of_event(std::string_view type) {
    if (type == "Api" || type == "HttpApi") return "apigateway";
    if (type == "S3") return "s3";
    if (type == "SNS") return "sns";
    if (type == "Schedule" || type == "CloudWatchEvent" || type == "EventBridgeRule") return "events";
    if (type == "CloudWatchLogs") return "logs";
    if (type == "Cognito") return "cognito-idp";
    if (type == "IoTRule") return "iot";
    return {};
}

bool covers_action(std::string_view pattern, std::string_view action) {
    if (pattern.find('*') != pattern.npos || pattern.find("${") != pattern.npos) return true;
    return std::equal(pattern.begin(), pattern.end(), action.begin(), action.end(),
                      [](char a, char b) { return to_lower(a) == to_lower(b); });
}

/// What follows `arn:aws:service:Region:account:`.
std::string_view after_account(std::string_view arn) {
    for (int i = 0; i < 5; ++i) {
        const std::string_view part = up_to_colon(arn);
        arn.remove_prefix(std::min(part.size() + 1, arn.size()));
    }
    return arn;
}

/// A part of what API Gateway presents, or of a pattern for it.
struct PathSymbol {
    enum class Kind : std::uint8_t { character, one, anything, part, name };
    Kind kind;
    char character = 0;
    std::string_view name = {};  ///< of a resource: an API's id

    bool repeats() const { return kind == Kind::anything || kind == Kind::part; }
    /// Whether this, which repeats, may be what the other is.
    bool takes(const PathSymbol& other) const {
        return kind == Kind::anything ||
               (kind == Kind::part && !(other.kind == Kind::character && other.character == '/') &&
                other.kind != Kind::anything);
    }
    bool may_be(const PathSymbol& other) const {
        if (kind == Kind::one || other.kind == Kind::one) return true;
        return kind == other.kind && character == other.character && name == other.name;
    }
};

std::vector<PathSymbol> path_symbols(std::string_view text) {
    using Kind = PathSymbol::Kind;
    std::vector<PathSymbol> made;
    made.reserve(text.size());
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text.substr(at).starts_with("${")) {
            const std::size_t end = std::min(text.find('}', at), text.size() - 1);
            const std::string_view whole = text.substr(at, end + 1 - at);
            if (whole.ends_with("#}"))
                made.push_back({Kind::name, 0, whole});
            else
                made.push_back({whole == one_part ? Kind::part : Kind::anything});
            at = end;
        } else if (text[at] == '*') {
            made.push_back({Kind::anything});
        } else {
            made.push_back({text[at] == '?' ? Kind::one : Kind::character, text[at]});
        }
    }
    return made;
}

/// Whether there is a path that both are.
bool path_may_match(std::string_view pattern, std::string_view presented) {
    if (pattern == presented) return true;
    // An id of ten characters was copied from the console, and may be the right one.
    constexpr std::size_t characters_of_id = 10;
    const std::string_view id = pattern.substr(0, pattern.find('/'));
    if (id.size() == characters_of_id && std::all_of(id.begin(), id.end(), is_alphanumeric)) return true;
    constexpr std::size_t longest = 1'000;
    if (std::max(pattern.size(), presented.size()) > longest) return true;
    // Most paths differ at their ends.
    const auto is_plain = [](char one) { return one != '*' && one != '?' && one != '}'; };
    while (!pattern.empty() && !presented.empty() && is_plain(pattern.back()) && is_plain(presented.back())) {
        if (pattern.back() != presented.back()) return false;
        pattern.remove_suffix(1);
        presented.remove_suffix(1);
    }
    const std::vector<PathSymbol> a = path_symbols(pattern), b = path_symbols(presented);
    // reached[j]: the first symbols of the pattern, and the first j that are presented, may be the same.
    std::vector<char> reached(b.size() + 1), next(b.size() + 1);
    reached[0] = 1;
    for (std::size_t j = 0; j < b.size() && b[j].repeats(); ++j) reached[j + 1] = 1;
    for (const PathSymbol& x : a) {
        next[0] = static_cast<char>(reached[0] && x.repeats());
        for (std::size_t j = 0; j < b.size(); ++j) {
            const PathSymbol& y = b[j];
            bool may = reached[j] && x.may_be(y);
            if (x.repeats()) may = may || reached[j + 1] || (next[j] && x.takes(y));
            if (y.repeats()) may = may || next[j] || (reached[j + 1] && y.takes(x));
            next[j + 1] = static_cast<char>(may);
        }
        std::swap(reached, next);
    }
    return reached[b.size()] != 0;
}

bool is_misspelt_service(std::string_view principal) {
    return principal.find("amazon") != principal.npos && service_of(principal).empty();
}

bool same_qualifier(std::string_view one, std::string_view other) {
    if (one == other) return true;
    // What is not known may be the same, but is no function without a qualifier.
    return !one.empty() && !other.empty() && (one.find("${") != one.npos || other.find("${") != other.npos);
}

}  // namespace

const Value* limit_of_permission(const Value& properties, std::string_view name) {
    const Value* found = properties.find(name);
    if (!found || found->is_null() || is_no_value(*found)) return nullptr;
    return name == "InvokedViaFunctionUrl" && truth(found) == false ? nullptr : found;
}

std::string_view service_of(std::string_view principal) {
    const std::size_t end = principal.find(".amazonaws.com");
    return end == principal.npos ? std::string_view{} : principal.substr(0, end);
}

bool may_be_service(std::string_view principal, std::string_view service) {
    if (principal == "*") return true;
    if (principal.find("${?}") != principal.npos) return true;
    const std::string_view found = service_of(principal);
    if (found.empty()) return principal.starts_with("${") && principal != "${AWS::AccountId}";
    if (found.starts_with("${")) return true;
    // `logs.eu-west-1.amazonaws.com`
    return found == service || (found.starts_with(service) && found[service.size()] == '.');
}

bool source_may_match(std::string_view pattern, std::string_view source) {
    if (pattern.empty() || source.empty()) return true;
    // What an attribute returns is not always known here; nor is the id of an API, which people copy from the console.
    if (!pattern.starts_with("arn:")) return pattern.starts_with("${") && pattern.find("#}") == pattern.npos;
    constexpr std::string_view of_api = ":execute-api:", of_logs = ":logs:";
    if (pattern.find(of_api) != pattern.npos && source.find(of_api) != source.npos)
        return path_may_match(after_account(pattern), after_account(source));
    if (pattern.find(of_logs) != pattern.npos && pattern.ends_with(":*:*")) pattern.remove_suffix(2);
    return pattern_matches(pattern, source) != Verdict::no;
}

FunctionPermissions::FunctionPermissions(const Facts& facts) : facts_(facts) {
    for (const TemplateResource& one : facts.tree.resources) {
        if (!is_lambda_function(one)) continue;
        const std::string arn = canonical_arn(one, facts);
        std::string name = arn.substr(std::min(arn.find(":function:") + 10, arn.size()));
        const bool generated = name.ends_with("#}");
        if (!generated && name.find("${") != name.npos) names_known_ = false;
        functions_.emplace(std::move(name), &one);
    }
    if (functions_.empty()) return;
    for (const TemplateResource& one : facts.tree.resources)
        if (one.type == "AWS::Lambda::Alias" || one.type == "AWS::Lambda::Version") {
            const Value& properties = facts.properties(one);
            FunctionReference of = named(properties.find("FunctionName"));
            if (!of.function) continue;
            const Value* name = properties.find("Name");
            of.qualifier =
                one.type == "AWS::Lambda::Alias" && name ? canonical(*name, facts) : "${" + one.logical_id + "}";
            of.alias = &one;
            by_qualifier_.emplace(of.function->logical_id + ":" + of.qualifier, &one);
            aliases_.emplace(&one, std::move(of));
        }
    for (const TemplateResource& one : facts.tree.resources) {
        if (one.type == "AWS::Lambda::Permission") add_permission(one);
        if (one.type == sam_function) add_events(one);
    }
    for (const FunctionPermission& one : all_) {
        if (one.to_any) of_any_.push_back(&one);
        if (one.to.function) by_function_[one.to.function].push_back(&one);
    }
}

FunctionReference FunctionPermissions::named(const Value* value) const {
    if (!value) return {};
    // By far the most frequent, and no text is needed for it.
    if (value->is_call(Intrinsic::get_att) || value->is_call(Intrinsic::ref)) {
        const TemplateResource* direct = facts_.names.resource(target_of_arn(value));
        if (direct && is_lambda_function(*direct)) return {direct};
        if (const auto alias = aliases_.find(direct); alias != aliases_.end()) return alias->second;
        if (direct) return {};
    }
    const std::string text = canonical(*value, facts_);
    std::string_view rest = text;
    if (rest.starts_with("arn:")) {
        constexpr std::string_view here = "arn:aws:lambda:${AWS::Region}:${AWS::AccountId}:function:";
        // One with an account's or a Region's own name may be another stack's.
        if (!rest.starts_with(here)) return {};
        rest.remove_prefix(here.size());
    }
    const auto [id, attribute] = only_reference(rest);
    if (attribute.empty() || attribute.ends_with("Arn"))
        if (const auto alias = aliases_.find(facts_.names.resource(id)); alias != aliases_.end()) return alias->second;
    if (const TemplateResource* sam = facts_.names.resource(id, sam_function);
        sam && (attribute == "Alias" || attribute == "Version"))
        return {sam, "${" + std::string(id) + "." + std::string(attribute) + "}"};
    const std::string_view name = up_to_colon(rest);
    const auto found = functions_.find(std::string(name));
    if (found == functions_.end()) return {};
    FunctionReference made{found->second, std::string(rest.substr(std::min(name.size() + 1, rest.size())))};
    if (made.qualifier == "$LATEST") made.qualifier.clear();
    if (made.qualifier.empty()) return made;
    const auto alias = by_qualifier_.find(made.function->logical_id + ":" + made.qualifier);
    if (alias != by_qualifier_.end()) made.alias = alias->second;
    return made;
}

void FunctionPermissions::add_permission(const TemplateResource& one) {
    const Value& properties = facts_.properties(one);
    const auto text = [&](std::string_view name) {
        const Value* found = properties.find(name);
        return found && !is_no_value(*found) ? canonical(*found, facts_) : std::string();
    };
    const Value* function = properties.find("FunctionName");
    FunctionPermission& made = all_.emplace_back(FunctionPermission{.resource = &one, .to = named(function)});
    made.action = text("Action");
    made.principal = text("Principal");
    made.source = text("SourceArn");
    const Value* through_url = limit_of_permission(properties, "InvokedViaFunctionUrl");
    made.through_url_only = through_url && truth(through_url) == true;
    if (made.to.function) return;
    const std::string name = function ? canonical(*function, facts_) : std::string();
    made.to_any = name.empty() || name.find("${") != name.npos || !names_known_ || name.starts_with("arn:");
}

void FunctionPermissions::add_events(const TemplateResource& function) {
    const Value& properties = facts_.properties(function);
    const auto add = [&](std::string_view service, std::string_view action, bool through_url) {
        FunctionPermission& made = all_.emplace_back(FunctionPermission{.resource = &function, .to = {&function}});
        made.action = action;
        made.principal = service;
        made.through_url_only = through_url;
    };
    if (const Value* events = properties.find("Events")) {
        if (!events->is_map()) return add("*", "*", false);
        for (const Member& one : events->map()) {
            const auto type = text_of(one.value.find("Type"));
            if (!type) return add("*", "*", false);
            if (const std::string_view service = service_of_event(*type); !service.empty())
                add(std::string(service) + ".amazonaws.com", "lambda:InvokeFunction", false);
        }
    }
    if (properties.find("FunctionUrlConfig")) {
        add("*", "lambda:InvokeFunctionUrl", false);
        add("*", "lambda:InvokeFunction", true);
    }
}

const std::vector<const FunctionPermission*>& FunctionPermissions::about(const TemplateResource& function) const {
    static const std::vector<const FunctionPermission*> none;
    const auto found = by_function_.find(&function);
    return found == by_function_.end() ? none : found->second;
}

FunctionPermissions::Answer FunctionPermissions::admits(const FunctionCall& call) const {
    Answer made;
    const auto consider = [&](const FunctionPermission& one) {
        const bool through = call.through_url || !one.through_url_only;
        const bool action = covers_action(one.action, call.action) && through;
        if (!action) return;
        const bool principal = call.service == "*" ? one.principal == "*" || one.principal.starts_with("${")
                                                   : may_be_service(one.principal, call.service);
        const bool source = call.sources.empty() ||
                            std::any_of(call.sources.begin(), call.sources.end(), [&](const std::string& presented) {
                                return source_may_match(one.source, presented);
                            });
        // SAM puts the permissions of its events on the alias that it publishes.
        const bool qualifier =
            one.to_any || one.resource->type == sam_function || call.to.function->type == sam_function
                ? true
                : same_qualifier(one.to.qualifier, call.to.qualifier);
        Misfit misfit = Misfit::all;
        if (principal && source && qualifier)
            misfit = Misfit::none;
        else if (principal && qualifier)
            misfit = Misfit::source;
        else if (principal && source)
            misfit = Misfit::qualifier;
        else if (source && qualifier && (!one.source.empty() || is_misspelt_service(one.principal)))
            misfit = Misfit::principal;
        if (misfit >= made.misfit) return;
        made = {misfit, &one};
    };
    for (const FunctionPermission* one : of_any_) consider(*one);
    if (made.misfit != Misfit::none) made = {};
    // Beyond that, comparing each caller with each permission takes too long, and nobody has as many.
    constexpr std::size_t most = 200'000;
    for (const FunctionPermission* one : about(*call.to.function)) {
        if (made.misfit == Misfit::none) break;
        if (++compared_ > most) return {Misfit::none, nullptr};
        consider(*one);
    }
    return made;
}

bool FunctionPermissions::may_be_let_in_elsewhere(const TemplateResource& function) const {
    if (!elsewhere_) elsewhere_.emplace(facts_);
    return elsewhere_->may_be_given(function) || std::any_of(aliases_.begin(), aliases_.end(), [&](const auto& one) {
               return one.second.function == &function && elsewhere_->may_be_given(*one.first);
           });
}

AccessElsewhere::AccessElsewhere(const Facts& facts) : to_all_(has_foreign_macros(facts.tree)) {
    for (const TemplateResource& one : facts.tree.resources) {
        // `Fn::ForEach` and `Fn::Transform` among the resources.
        to_all_ = to_all_ || one.type.empty() || !one.macro.is_null() || one.type == "AWS::Serverless::Connector";
        const bool may_give = one.type == "AWS::CloudFormation::Stack" || one.type.starts_with("Custom::") ||
                              one.type == "AWS::CloudFormation::CustomResource" || is_of_sam(one.type);
        if (!may_give) continue;
        // The function that works for a custom resource is not given to it.
        const std::string_view worker = target_of_arn(one.properties.find("ServiceToken"));
        for (const Mention& mention : facts.mentions(one))
            if (mention.name != worker) told_.insert(mention.name);
    }
}

}  // namespace bobgen

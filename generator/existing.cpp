#include "generator/existing.h"

#include <optional>
#include <utility>

#include "generator/analysis/reading.h"
#include "generator/characters.h"
#include "generator/model.h"
#include "generator/rules/existing.h"
#include "generator/template.h"

namespace bobgen {

namespace {

/// CloudFormation resolves it after the functions around it, so nothing can be cut out of it.
bool is_dynamic(const Value& value) { return value.is_text() && value.text().find("{{resolve:") != std::string::npos; }

/// One of the parts between separators, by its position; null when it can't be known.
Value cut_from(const Value& whole, std::string_view separator, std::size_t position) {
    if (whole.is_null() || is_dynamic(whole)) return {};
    if (!whole.is_text())
        return call(Intrinsic::select, list({position, call(Intrinsic::split, list({separator, whole}))}))
            .at(whole.place);
    std::string_view rest = whole.text();
    for (; position > 0; --position) {
        const std::size_t end = rest.find(separator);
        if (end == std::string_view::npos) return {};
        rest.remove_prefix(end + separator.size());
    }
    return Value(rest.substr(0, rest.find(separator))).at(whole.place);
}

/// "arn:aws:sqs:<region>:<account>:<begins><name>", in the stack's own Region and account.
Value own_arn(std::string_view service, std::string_view begins, Value name) {
    return joined_texts({"arn:", bobgen::ref("AWS::Partition"), ":" + std::string(service) + ":",
                         bobgen::ref("AWS::Region"), ":", bobgen::ref("AWS::AccountId"), ":" + std::string(begins),
                         std::move(name)});
}

/// How a kind's ARN contains its name: `arn:aws:dynamodb:eu-central-1:123456789012:table/Orders`.
struct FormOfArn {
    std::string_view service;
    std::string_view begins;     ///< what is before the name, after the account
    std::string_view separator;  ///< between the name and what is before it
    std::size_t position;        ///< of the name, among what the separator separates
};

std::optional<FormOfArn> arn_form(bob::Kind kind) {
    switch (kind) {
        case bob::Kind::table:
            return FormOfArn{"dynamodb", "table/", "/", 1};
        case bob::Kind::queue:
            return FormOfArn{"sqs", "", ":", 5};
        case bob::Kind::topic:
            return FormOfArn{"sns", "", ":", 5};
        case bob::Kind::bucket:
            return FormOfArn{"s3", "", ":", 5};
        case bob::Kind::user_pool:
            return FormOfArn{"cognito-idp", "userpool/", "/", 1};
        default:
            return std::nullopt;
    }
}

Value known_name(const ExistingThing& thing) {
    const auto form = arn_form(thing.kind);
    if (!thing.name.is_null() || !form) return thing.name;
    return cut_from(thing.arn.is_null() ? thing.stream_arn : thing.arn, form->separator, form->position);
}

Value known_arn(const ExistingThing& thing) {
    const auto form = arn_form(thing.kind);
    if (!thing.arn.is_null() || !form) return thing.arn;
    if (thing.name.is_null()) return cut_from(thing.stream_arn, "/stream/", 0);
    if (thing.kind == bob::Kind::bucket)
        return joined_texts({"arn:", bobgen::ref("AWS::Partition"), ":s3:::", thing.name}).at(thing.name.place);
    return own_arn(form->service, form->begins, thing.name).at(thing.name.place);
}

/// One part of the ARN by its position, or the stack's own where there is only a name.
Value place_part(const ExistingThing& thing, std::size_t position, std::string_view own) {
    return thing.arn.is_null() ? bobgen::ref(own) : cut_from(thing.arn, ":", position);
}

Value queue_url(const ExistingThing& queue) {
    return joined_texts({"https://sqs.", place_part(queue, 3, "AWS::Region"), ".", bobgen::ref("AWS::URLSuffix"), "/",
                         place_part(queue, 4, "AWS::AccountId"), "/", known_name(queue)});
}

Value bucket_domain(const ExistingThing& bucket, Value before_suffix) {
    return joined_texts({known_name(bucket), ".s3.", std::move(before_suffix), bobgen::ref("AWS::URLSuffix")});
}

Value provider_name(const ExistingThing& pool) {
    return joined_texts({"cognito-idp.", place_part(pool, 3, "AWS::Region"), ".", bobgen::ref("AWS::URLSuffix"), "/",
                         known_name(pool)});
}

Value url_of(Value host) { return host.is_null() ? Value() : joined_texts({"https://", std::move(host)}); }

/// Of `Fn::Sub`'s text, with the value in place of a variable; nothing when only a variable can be there.
std::optional<std::string> inlined(const Value& value) {
    if (value.is_text()) {
        std::string made;
        for (const std::string& text = value.text(); const char c : text) {
            made += c;
            if (c == '{' && made.ends_with("${")) made += '!';
        }
        return made;
    }
    if (value.is_call(Intrinsic::ref) && value.argument().is_text()) return "${" + value.argument().text() + "}";
    if (value.is_call(Intrinsic::get_att)) {
        const List& path = value.argument().list();
        if (path.size() == 2 && path[0].is_text() && path[1].is_text())
            return "${" + path[0].text() + "." + path[1].text() + "}";
    }
    if (value.is_call(Intrinsic::sub) && value.argument().is_text()) return value.argument().text();
    if (value.is_call(Intrinsic::join) && value.argument().is_list()) {
        const List& parts = value.argument().list();
        if (parts.size() != 2 || !parts[0].is_text() || !parts[0].text().empty() || !parts[1].is_list()) return {};
        std::string made;
        for (const Value& one : parts[1].list()) {
            const auto text = inlined(one);
            if (!text) return {};
            made += *text;
        }
        return made;
    }
    return {};
}

/// What the author has to give so that this is known, as a fix says it.
std::string_view what_to_give(const ExistingThing& thing, std::string_view attribute) {
    if (thing.kind == bob::Kind::table && attribute == "StreamArn")
        return "give `.stream_arn` in its `.existing`: it ends with the time at which the stream began, so it can't be "
               "worked out from the table; the stack that has the table can export its attribute `StreamArn`";
    if (thing.kind == bob::Kind::rest_api && attribute == "RootResourceId")
        return "give `.root_resource_id` in its `.existing`: the stack that has the API can export its attribute "
               "`RootResourceId`";
    if (is_dynamic(thing.arn) || is_dynamic(thing.name) || is_dynamic(thing.stream_arn))
        return "give both its ARN and its name: CloudFormation replaces a dynamic reference last, so a part of it "
               "can't "
               "be cut out. A parameter of type `AWS::SSM::Parameter::Value<String>` reads the same value first";
    return "write the value where it is used, as `import_value(…)` or `stack_output(…)` of the stack that has it";
}

/// What `Ref` gives, by its noun.
std::string attribute_named(const ExistingThing& thing, std::string_view attribute) {
    if (!attribute.empty()) return backticked(attribute);
    if (thing.kind == bob::Kind::queue) return "URL";
    if (thing.kind == bob::Kind::topic) return "ARN";
    return thing.kind == bob::Kind::table || thing.kind == bob::Kind::bucket ? "name" : "id";
}

}  // namespace

Value joined_texts(List parts) {
    List flat;
    for (Value& one : parts) {
        if (one.is_null()) return {};
        // What was made here before.
        if (one.is_call(Intrinsic::join) && one.argument().list()[0] == Value(""))
            for (const Value& inner : one.argument().list()[1].list()) flat.push_back(inner);
        else
            flat.push_back(std::move(one));
    }
    List made;
    for (Value& one : flat) {
        if (one.is_text() && !made.empty() && made.back().is_text())
            made.back() = made.back().text() + one.text();
        else
            made.push_back(std::move(one));
    }
    if (made.size() == 1) return std::move(made.front());
    return join("", std::move(made));
}

Value ExistingThing::attribute(std::string_view of) const {
    switch (kind) {
        case bob::Kind::table:
            return of.empty()          ? known_name(*this)
                   : of == "Arn"       ? known_arn(*this)
                   : of == "StreamArn" ? stream_arn
                                       : Value();
        case bob::Kind::queue:
            if (of.empty() || of == "QueueUrl") return queue_url(*this);
            return of == "Arn" ? known_arn(*this) : of == "QueueName" ? known_name(*this) : Value();
        case bob::Kind::topic:
            if (of.empty() || of == "TopicArn") return known_arn(*this);
            return of == "TopicName" ? known_name(*this) : Value();
        case bob::Kind::bucket:
            if (of == "DomainName") return bucket_domain(*this, "");
            if (of == "RegionalDomainName")
                return bucket_domain(*this, joined_texts({bobgen::ref("AWS::Region"), "."}));
            return of.empty() ? known_name(*this) : of == "Arn" ? known_arn(*this) : Value();
        case bob::Kind::user_pool:
            if (of == "ProviderName") return provider_name(*this);
            if (of == "ProviderURL") return url_of(provider_name(*this));
            return of.empty() || of == "UserPoolId" ? known_name(*this) : of == "Arn" ? known_arn(*this) : Value();
        case bob::Kind::user_pool_client:
            return of.empty() || of == "ClientId" ? name : Value();
        case bob::Kind::http_api:
            if (of == "ApiEndpoint")
                return url_of(joined_texts(
                    {name, ".execute-api.", bobgen::ref("AWS::Region"), ".", bobgen::ref("AWS::URLSuffix")}));
            return of.empty() || of == "ApiId" ? name : Value();
        case bob::Kind::websocket_api:
            return of.empty() || of == "ApiId" ? name : Value();
        case bob::Kind::rest_api:
            return of.empty() || of == "RestApiId" ? name : of == "RootResourceId" ? root_resource_id : Value();
        case bob::Kind::cognito_authorizer:
        case bob::Kind::jwt_authorizer:
            return of.empty() || of == "AuthorizerId" ? name : Value();
        default:
            return {};
    }
}

const ExistingThing* ExistingThings::find(std::string_view logical_id) const {
    const auto found = by_id_.find(std::string(logical_id));
    return found == by_id_.end() ? nullptr : &found->second;
}

bool ExistingThings::has(const bob::Resource& resource) const {
    if (empty()) return false;
    const ExistingThing* found = find(naming::logical_id(resource.kind(), resource.name(), resource.logical_id()));
    return found && found->kind == resource.kind();
}

namespace {

/// Reads one declaration's `.existing`.
class ExistingReader {
public:
    ExistingReader(const Model& model, const bob::Resource& from) : model_(model) {
        made.kind = from.kind();
        made.logical_id = naming::logical_id(from.kind(), from.name(), from.logical_id());
        made.named = std::string(bob::info(from.kind()).noun);
        if (!from.name().empty()) made.named += " " + backticked(from.name());
        made.place = from.place();
    }

    ExistingThing made;

    void read(const bob::Existing& from) {
        made.arn = arn(from.arn, "");
        made.name = plain(from.name, "name");
        agree(made.arn, from.arn, "ARN", made.name, from.name, "name");
    }
    void read(const bob::ExistingTable& from) {
        made.arn = arn(from.arn, "");
        made.name = plain(from.name, "name");
        made.stream_arn = arn(from.stream_arn, "/stream/");
        agree(made.arn, from.arn, "ARN", made.name, from.name, "name");
        agree(made.stream_arn, from.stream_arn, "ARN of the stream", made.name, from.name, "name");
        if (made.name.is_null())
            agree(made.stream_arn, from.stream_arn, "ARN of the stream", name_in(made.arn), from.arn, "ARN");
    }
    void read(const bob::ExistingUserPool& from) {
        made.arn = arn(from.arn, "");
        made.name = plain(from.id, "id");
        agree(made.arn, from.arn, "ARN", made.name, from.id, "id");
    }
    void read(const bob::ExistingId& from) { made.name = plain(from.id, "id"); }
    void read(const bob::ExistingWebSocketApi& from) {
        made.name = plain(from.id, "id");
        plain(from.stage, "name of a stage");
    }
    void read(const bob::ExistingRestApi& from) {
        made.name = plain(from.id, "id");
        made.root_resource_id = plain(from.root_resource_id, "id of a resource");
        for (const bob::ExistingPath& one : from.paths) plain(one.resource_id, "id of a resource");
        if (const Value stage = model_.value(from.stage); !stage.is_null() && !stage.is_text())
            model_.report.add({.rule = &rules::not_of_this_kind,
                               .message = "the stage of " + made.named + " is known only to CloudFormation",
                               .primary = {from.stage.place, "given here"},
                               .related = {},
                               .fix = "write its name, or read it from the stage's configuration with `Config`: the "
                                      "URL of the endpoint contains it, and the Serverless Framework takes text only"});
    }

private:
    Value arn(const bob::Expression& given, std::string_view contains) {
        Value value = model_.value(given);
        made.place = made.place.or_else(given.place);
        const auto form = arn_form(made.kind);
        if (!form || !is_plain_text(given, value, "ARN")) return value;
        const Value service = cut_from(value, ":", 2), rest = cut_from(value, ":", 5);
        const bool is_one = value.text().starts_with("arn:") && service.is_text() && service.text() == form->service &&
                            rest.is_text() && rest.text().starts_with(form->begins) && rest.text() != form->begins;
        const bool is_part = rest.is_text() && rest.text().find('/', form->begins.size()) != std::string::npos;
        if (is_one && (contains.empty() ? !is_part : value.text().find(contains) != std::string::npos)) return value;
        refuse(given, value.text(), contains.empty() ? "ARN" : "ARN of the stream",
               "write `arn:aws:" + std::string(form->service) +
                   (made.kind == bob::Kind::bucket ? ":::" : ":<region>:<account>:") + std::string(form->begins) +
                   (made.kind == bob::Kind::user_pool ? "<id>" : "<name>") +
                   (contains.empty() ? std::string() : std::string(contains) + "<time>") + "`");
        return value;
    }

    Value name_in(const Value& arn) const {
        const auto form = arn_form(made.kind);
        return form ? cut_from(arn, form->separator, form->position) : Value();
    }

    /// References use now one of the two, now the other, so they must mean the same thing.
    void agree(const Value& arn, const bob::Expression& arn_given, std::string_view what, const Value& name,
               const bob::Expression& name_given, std::string_view other) {
        const Value in_arn = name_in(arn);
        if (refused_ || !in_arn.is_text() || !name.is_text() || is_dynamic(name)) return;
        if (in_arn.text().empty() || name.text().empty() || in_arn.text() == name.text()) return;
        model_.report.add({.rule = &rules::not_of_this_kind,
                           .message = "the " + std::string(what) + " of " + made.named + " is of " +
                                      backticked(in_arn.text()) + ", and its " + std::string(other) +
                                      (other == "ARN" ? " of " : " is ") + backticked(name.text()),
                           .primary = {Place(name_given.place).or_else(made.place), "given here"},
                           .related = {{arn_given.place, "the " + std::string(what)}},
                           .fix = "leave out the wrong one; bob works out either from the other",
                           .why = "references use one or the other, so they would mean two different things"});
    }

    /// A name or an id is one word: an ARN or a URL is a frequent mistake.
    Value plain(const bob::Expression& given, std::string_view noun) {
        Value value = model_.value(given);
        made.place = made.place.or_else(given.place);
        if (!is_plain_text(given, value, noun) || value.text().find_first_of(":/ ") == std::string::npos) return value;
        const bool is_arn = value.text().starts_with("arn:") && arn_form(made.kind);
        refuse(given, value.text(), noun,
               is_arn ? "write `.arn` in place of `." + std::string(noun) + "`"
                      : "write the " + std::string(noun) + " alone, as AWS shows it");
        return value;
    }

    /// Whether it is all there is, and can be judged; a value that the configuration lacks is reported there.
    bool is_plain_text(const bob::Expression& given, const Value& value, std::string_view noun) {
        if (!value.is_text() || value.text().starts_with("{{")) return false;
        if (value.text().empty() && given.form == bob::Expression::Form::config) return false;
        if (value.text().find("${") == std::string::npos) return true;
        refuse(given, value.text(), noun, "write `bob::sub(\"…\")`: only there are placeholders filled in");
        return false;
    }

    void refuse(const bob::Expression& given, std::string_view text, std::string_view noun, std::string fix) {
        refused_ = true;
        model_.report.add({.rule = &rules::not_of_this_kind,
                           .message = backticked(text) + " is not the " + std::string(noun) +
                                      (made.kind == bob::Kind::http_api ? " of an " : " of a ") +
                                      std::string(bob::info(made.kind).noun),
                           .primary = {Place(given.place).or_else(made.place), "given for " + made.named},
                           .related = {},
                           .fix = std::move(fix)});
    }

    const Model& model_;
    bool refused_ = false;
};

template <class... Kinds>
void read_any(const Model& model, const bob::Resource& from, std::unordered_map<std::string, ExistingThing>& into) {
    const auto read = [&](const auto* one) {
        if (!one || !one->existing) return;
        ExistingReader reader(model, from);
        reader.read(one->existing);
        into.emplace(reader.made.logical_id, reader.made);
    };
    (read(from.as<Kinds>()), ...);
}

}  // namespace

void ExistingThings::read(const Model& model) {
    for (const bob::Resource& one : model.stack.resources)
        read_any<bob::Table<>, bob::Queue, bob::Topic, bob::Bucket, bob::UserPool, bob::UserPoolClient, bob::HttpApi,
                 bob::WebSocketApi, bob::RestApi, bob::CognitoAuthorizer, bob::JwtAuthorizer>(model, one, by_id_);
    // One may be said in terms of another.
    for (auto& [id, thing] : by_id_)
        for (Value* one : {&thing.arn, &thing.name, &thing.stream_arn, &thing.root_resource_id}) resolve(*one);
}

/// One walk over a value.
class ExistingThings::Pass {
public:
    Pass(const ExistingThings& things, Report* report) : things_(things), report_(report) {}

    void walk(Value& value) {
        switch (value.kind()) {
            case Value::Kind::list:
                for (Value& one : value.list()) walk(one);
                return;
            case Value::Kind::map:
                for (Member& one : value.map()) walk(one.value);
                return;
            case Value::Kind::call:
                return walk_call(value);
            case Value::Kind::null:
            case Value::Kind::boolean:
            case Value::Kind::integer:
            case Value::Kind::real:
            case Value::Kind::text:
                return;
        }
    }

    /// Of what has no place of its own.
    Place owner;

private:
    void walk_call(Value& value) {
        const Value& argument = value.argument();
        if (value.is_call(Intrinsic::ref) && argument.is_text()) return replace(value, argument.text(), "");
        if (value.is_call(Intrinsic::get_att) && argument.is_list() && argument.list().size() == 2 &&
            argument.list()[0].is_text() && argument.list()[1].is_text())
            return replace(value, argument.list()[0].text(), argument.list()[1].text());
        if (value.is_call(Intrinsic::sub)) return walk_sub(value);
        walk(value.call().argument.front());
    }

    void replace(Value& reference, const std::string& id, const std::string& attribute) {
        const ExistingThing* thing = things_.find(id);
        if (!thing) return;
        const Place place = reference.place.or_else(owner).or_else(thing->place);
        Value known = value_of(*thing, attribute, place);
        if (known.is_null()) return;
        known.place = reference.place.or_else(known.place);
        reference = std::move(known);
    }

    Value value_of(const ExistingThing& thing, const std::string& attribute, Place place) {
        Value known = thing.attribute(attribute);
        if (!known.is_null() || !report_) return known;
        std::vector<Label> related;
        if (thing.place.known() && thing.place != place) related.push_back({thing.place, "its declaration"});
        report_->add({.rule = &rules::unknown_of_existing,
                      .message = "the " + attribute_named(thing, attribute) + " of " + thing.named +
                                 ", which exists outside of the stack, is not known",
                      .primary = {place, "used here"},
                      .related = std::move(related),
                      .fix = std::string(what_to_give(thing, attribute))});
        return call(Intrinsic::import_value, thing.logical_id);  // so that no rule finds the same again
    }

    void walk_sub(Value& value) {
        Value& argument = value.call().argument.front();
        const bool with_map = argument.is_list() && argument.list().size() == 2 && argument.list()[0].is_text();
        if (with_map) walk(argument.list()[1]);
        if (!with_map && !argument.is_text()) return;
        const std::string text = with_map ? argument.list()[0].text() : argument.text();
        Value variables = with_map ? argument.list()[1] : Value();

        std::string made;
        std::size_t copied = 0;
        for (const Substitution& one : substitutions(text)) {
            const std::string attribute(one.attribute);
            const bool is_own = variables.find(attribute.empty() ? std::string(one.name)
                                                                 : std::string(one.name) + "." + attribute) != nullptr;
            const ExistingThing* thing = is_own ? nullptr : things_.find(one.name);
            const Value known =
                thing ? value_of(*thing, attribute, value.place.or_else(owner).or_else(thing->place)) : Value();
            if (known.is_null()) continue;
            made.append(text, copied, one.begin - copied);
            copied = one.end;
            if (const auto plain = inlined(known)) {
                made += *plain;
                continue;
            }
            const std::string name = thing->logical_id + attribute;
            if (!variables.find(name)) variables.set(name, known);
            made += "${" + name + "}";
        }
        if (copied == 0) return;
        made.append(text, copied);
        const Place place = value.place;
        if (!variables.is_null() && !variables.map().empty())
            value = call(Intrinsic::sub, list({made, std::move(variables)}));
        else if (made.find("${") == std::string::npos)
            value = made;
        else
            value = sub(made);
        value.place = place;
    }

    const ExistingThings& things_;
    Report* report_;
};

Value ExistingThings::resolved(Value value) const {
    resolve(value);
    return value;
}

void ExistingThings::resolve(Value& value) const {
    if (!empty()) Pass(*this, nullptr).walk(value);
}

void ExistingThings::resolve(Template& tree, Report& report) const {
    if (empty()) return;
    Pass pass(*this, &report);
    for (TemplateResource& one : tree.resources) {
        pass.owner = one.place;
        pass.walk(one.properties);
        pass.walk(one.for_serverless);
    }
    for (TemplateCondition& one : tree.conditions) {
        pass.owner = one.place;
        pass.walk(one.expression);
    }
    for (TemplateOutput& one : tree.outputs) {
        pass.owner = one.place;
        pass.walk(one.body);
    }
}

}  // namespace bobgen

#include "generator/lower/lower.h"

#include "generator/emit/json.h"
#include "generator/lower/overrides.h"
#include "generator/lower/tombstone.h"
#include "generator/read/json.h"
#include "generator/rules/model.h"

namespace bobgen {

namespace lowering {

TemplateResource& add(Template& into, std::string logical_id, std::string_view type, Place place) {
    TemplateResource& made = into.resources.emplace_back();
    made.logical_id = std::move(logical_id);
    made.type = type;
    made.place = place;
    made.properties = Map{};
    return made;
}

void put(Value& properties, std::string_view name, Value value) {
    if (!value.is_null()) properties.set(name, std::move(value));
}

void extend(TemplateResource& made, std::string_view name, Value value) {
    made.for_serverless.set(name, value);
    made.properties.set(name, std::move(value));
}

std::vector<std::string_view> raw_resources(const Model& model, std::string_view type) {
    std::vector<std::string_view> ids;
    for (const bob::Resource& one : model.stack.resources)
        if (const auto* raw = one.as<bob::RawResource>(); raw && raw->type.text == type) ids.push_back(raw->name.text);
    return ids;
}

namespace {
std::string shortened(std::string_view text) {
    constexpr std::size_t most = 40;
    return text.size() <= most ? std::string(text) : std::string(text.substr(0, most)) + "...";
}
}  // namespace

Value json(const Model& model, const bob::Text& text) {
    std::string error;
    std::optional<Value> made = read_json(text.text, error);
    if (made) return std::move(*made).at(text.place);
    model.report.add(
        {.rule = &rules::invalid_json,
         .message = "`" + shortened(text.text) + "` is not JSON: " + error,
         .primary = {text.place, "read as JSON"},
         .related = {},
         .fix = "write names and strings in double quotes; a C++ raw string R\"(…)\" keeps them readable"});
    return {};
}

std::string compact_json(const Model& model, const bob::Text& text) {
    const Value made = json(model, text);
    return made.is_null() ? std::string(text.text) : to_json(made, JsonStyle::compact);
}

static void output(const Model& model, const bob::Output& one, Template& into) {
    TemplateOutput& made = into.outputs.emplace_back();
    made.name = one.name.text;
    made.place = one.name.place;
    made.condition = one.condition.text;
    made.condition_place = one.condition.place;
    if (one.description) made.body.set("Description", Model::text(one.description));
    made.body.set("Value", model.value(one.value));
    if (one.export_name) made.body.set("Export", map({{"Name", model.value(one.export_name)}}));
}

static void parameter(const Model& model, const bob::Parameter& one, Template& into) {
    TemplateParameter& made = into.parameters.emplace_back();
    made.name = one.name.text;
    made.place = one.name.place;
    made.body.set("Type", Model::text(one.type));
    if (one.description) made.body.set("Description", Model::text(one.description));
    put(made.body, "Default", model.value(one.default_value));
    if (!one.allowed_values.empty()) made.body.set("AllowedValues", Model::texts(one.allowed_values));
    if (one.allowed_pattern) made.body.set("AllowedPattern", Model::text(one.allowed_pattern));
    if (one.no_echo) made.body.set("NoEcho", true);
}

static void condition(const Model& model, const bob::Condition& one, Template& into) {
    const auto named = [](const auto& names) {
        List made;
        for (const bob::Text& name : names)
            made.push_back(call(Intrinsic::condition, Model::text(name)).at(name.place));
        return made;
    };
    Value expression;
    if (!one.equals.empty()) expression = call(Intrinsic::equals, model.values(one.equals));
    if (!one.not_equals.empty())
        expression = call(Intrinsic::not_, list({call(Intrinsic::equals, model.values(one.not_equals))}));
    if (!one.all_of.empty()) expression = call(Intrinsic::and_, named(one.all_of));
    if (!one.any_of.empty()) expression = call(Intrinsic::or_, named(one.any_of));
    if (one.negates) expression = call(Intrinsic::not_, list({call(Intrinsic::condition, Model::text(one.negates))}));
    into.conditions.push_back({std::string(one.name.text), std::move(expression), one.name.place});
}

static void raw_resource(const Model& model, const bob::RawResource& one, Template& into) {
    TemplateResource& made = add(into, std::string(one.name.text), one.type.text, one.name.place);
    const auto object = [&](const bob::Object& from) {
        return from.names.empty() ? Value() : model.value(bob::Property(from, {}), one.name.place);
    };
    model.report_repeated(one.properties.names);
    for (std::size_t i = 0; i < one.properties.values.size(); ++i)
        made.properties.set(one.properties.names[i].text,
                            model.value(one.properties.values[i], one.properties.names[i].place),
                            one.properties.names[i].place);
    for (const bob::Dependency& on : one.depends_on) {
        const std::string_view name = on.named ? on.named->text : on.name;
        // What exists outside of the stack is there before.
        if (const bob::Resource* declared = model.find(on.kind, name); declared && model.existing.has(*declared))
            continue;
        made.depends_on.push_back(model.logical_id(on.kind, name, on.place));
        made.depends_on_places.emplace_back(on.place);
    }
    made.metadata = object(one.metadata);
    made.creation_policy = object(one.creation_policy);
    made.update_policy = object(one.update_policy);
    made.condition = one.condition.text;
    made.condition_place = one.condition.place;
    if (one.deletion_policy.set) made.deletion_policy = model.policy(one.deletion_policy);
    if (one.update_replace_policy.set) made.update_replace_policy = model.replacement_policy(one.update_replace_policy);
}

}  // namespace lowering

namespace lowering {
/// They come with the deployment. The template has them for whoever compares two versions of it.
static void stack_tags(const Model& model, Template& into) {
    Value made;
    for (const Model::StackTag& one : model.stack_tags) made.set(one.key, Value(one.value).at(one.place), one.place);
    if (made.is_null()) return;
    Value* own = into.metadata.find("Bob");
    (own ? *own : into.metadata.set("Bob", Map{})).set("StackTags", std::move(made));
}
}  // namespace lowering

Template lower(const Model& model) {
    using namespace lowering;
    Template made;
    made.description = model.description;
    made.production = model.production;
    made.place = model.stack.name.place;
    made.description_place = model.stack.description.place;

    made.resources.reserve(4 * model.stack.resources.size());  // each of half a kilobyte

    // In the order of the stack's list, so that the template reads like the declarations.
    for (const bob::Resource& resource : model.stack.resources) {
        if (model.existing.has(resource)) continue;
        const std::size_t first = made.resources.size();
        resource.lower_into(made, model);
        made_by(resource.kind(), resource.name(), first, made);
    }
    // What several declarations create together.
    const std::size_t first_of_rest = made.resources.size();
    const std::optional<Snapshot> snapshot = rest_api(model, made);
    made_by(bob::Kind::rest_api, {}, first_of_rest, made);
    const std::size_t first_of_http = made.resources.size();
    http_api(model, made);
    made_by(bob::Kind::http_api, {}, first_of_http, made);
    const std::size_t first_of_sockets = made.resources.size();
    const std::optional<Snapshot> sockets = websocket_api(model, made);
    made_by(bob::Kind::websocket_api, {}, first_of_sockets, made);
    monitoring(model, made);
    tombstones(model, made);
    stack_tags(model, made);
    overrides(model, made);
    if (snapshot) name_deployment(*snapshot, made);
    if (sockets) name_websocket_deployment(*sockets, made);
    name_configurations(model, made);
    call_aliases(model, made);
    given_roles(model);
    model.existing.resolve(made, model.report);
    return made;
}

}  // namespace bobgen

namespace bob {
void lower(const Output& one, const bobgen::Model& model, bobgen::Template& into) {
    bobgen::lowering::output(model, one, into);
}
void lower(const Parameter& one, const bobgen::Model& model, bobgen::Template& into) {
    bobgen::lowering::parameter(model, one, into);
}
void lower(const Condition& one, const bobgen::Model& model, bobgen::Template& into) {
    bobgen::lowering::condition(model, one, into);
}
void lower(const RawResource& one, const bobgen::Model& model, bobgen::Template& into) {
    bobgen::lowering::raw_resource(model, one, into);
}

// Routes create these: an API without routes does not exist, and neither does an authorizer that no route uses.
void lower(const CognitoAuthorizer&, const bobgen::Model&, bobgen::Template&) {}
void lower(const JwtAuthorizer&, const bobgen::Model&, bobgen::Template&) {}
void lower(const LambdaAuthorizer&, const bobgen::Model&, bobgen::Template&) {}
void lower(const RestApi&, const bobgen::Model&, bobgen::Template&) {}
void lower(const HttpApi&, const bobgen::Model&, bobgen::Template&) {}
void lower(const WebSocketApi&, const bobgen::Model&, bobgen::Template&) {}
}  // namespace bob

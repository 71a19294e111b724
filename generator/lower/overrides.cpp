#include "generator/lower/overrides.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>

#include "generator/analysis/rename.h"
#include "generator/data/resource_types.h"
#include "generator/lower/override_path.h"
#include "generator/nearest.h"
#include "generator/rules/overrides.h"

namespace bobgen::lowering {

namespace {

/// One thing that an override changes.
struct Change {
    enum class What : unsigned char {
        set,
        remove,
        append,
        tag,
        depends_on,
        condition,
        metadata,
        creation_policy,
        update_policy,
        deletion_policy,
        update_replace_policy
    };
    What what;
    std::string path;  ///< of a property; the key of a tag; the id of a dependency; otherwise empty
    Value value;
    Place place;
    bool may_vary = false;  ///< a stage's configuration decides, so that it may change nothing in some
    bool has_effect = false, failed = false;
    std::string type = {};    ///< the resource type that the path is of; empty when it does not say one
    bool is_of_type = false;  ///< a resource of that type was among those that it is for
};

/// What an override says, of one resource or of every one of a kind.
struct Changes {
    std::vector<Change> all;
    Place place;
    bool of_all = false;
    const void* owner = nullptr;  ///< the override itself
};

bool varies(const bob::Property& from) {
    return from.expression.form == bob::Expression::Form::config ||
           std::any_of(from.elements.begin(), from.elements.end(), varies);
}

/// The name of an attribute of a resource, as the template has it; empty for the changes of properties.
std::string_view attribute_of(Change::What what) {
    switch (what) {
        case Change::What::set:
        case Change::What::remove:
        case Change::What::append:
        case Change::What::tag:
            return {};
        case Change::What::depends_on:
            return "DependsOn";
        case Change::What::condition:
            return "Condition";
        case Change::What::metadata:
            return "Metadata";
        case Change::What::creation_policy:
            return "CreationPolicy";
        case Change::What::update_policy:
            return "UpdatePolicy";
        case Change::What::deletion_policy:
            return "DeletionPolicy";
        case Change::What::update_replace_policy:
            return "UpdateReplacePolicy";
    }
    return {};
}

Value object(const Model& model, const bob::Object& from) {
    Value made = Map{};
    for (std::size_t i = 0; i < from.values.size(); ++i)
        made.set(from.names[i].text, model.value(from.values[i], from.names[i].place), from.names[i].place);
    return made;
}

/// "AWS::Lambda::Function.MemorySize", which `bob::aws::path` makes, is a path of resources of this type only.
void split_type(Change& change) {
    const std::size_t end = change.path.find_first_of(".[");
    if (end == std::string::npos || change.path.find("::") > end || change.path.starts_with("Fn::")) return;
    change.type = change.path.substr(0, end);
    change.path.erase(0, end + 1);
}

/// The two kinds of overrides have the same members.
template <class T>
Changes changes_of(const Model& model, const T& from, Place place) {
    using What = Change::What;
    Changes made{{}, place, false, &from};
    const auto each_of = [&](What what, const bob::Object& values) {
        for (std::size_t i = 0; i < values.values.size(); ++i) {
            const bob::Text& name = values.names[i];
            made.all.push_back({what, std::string(name.text), model.value(values.values[i], name.place),
                                Place(name.place).or_else(place), varies(values.values[i])});
        }
    };
    const auto whole = [&](What what, const bob::Object& values) {
        if (values.values.empty()) return;
        made.all.push_back({what,
                            {},
                            object(model, values),
                            Place(values.names.front().place).or_else(place),
                            std::any_of(values.values.begin(), values.values.end(), varies)});
    };
    each_of(What::set, from.set);
    const std::size_t first_removed = made.all.size();
    for (const bob::Text& path : from.remove)
        made.all.push_back({What::remove, std::string(path.text), {}, Place(path.place).or_else(place)});
    // Numbers are those of the list as it is before: of several elements, the last goes first.
    std::stable_sort(made.all.begin() + static_cast<std::ptrdiff_t>(first_removed), made.all.end(),
                     [](const Change& one, const Change& other) { return comes_later(one.path, other.path); });
    each_of(What::append, from.append);
    for (Change& one : made.all) split_type(one);
    for (const bob::Tag& tag : from.tags)
        made.all.push_back(
            {What::tag, std::string(tag.key.text), Model::text(tag.value), Place(tag.key.place).or_else(place)});
    for (const bob::Text& id : from.depends_on)
        made.all.push_back({What::depends_on, std::string(id.text), {}, Place(id.place).or_else(place)});
    if (from.condition)
        made.all.push_back(
            {What::condition, {}, Model::text(from.condition), Place(from.condition.place).or_else(place)});
    each_of(What::metadata, from.metadata);
    whole(What::creation_policy, from.creation_policy);
    whole(What::update_policy, from.update_policy);
    if (from.deletion_policy.set)
        made.all.push_back({What::deletion_policy, {}, model.policy(from.deletion_policy), from.deletion_policy.place});
    if (from.update_replace_policy.set)
        made.all.push_back({What::update_replace_policy,
                            {},
                            model.policy(from.update_replace_policy),
                            from.update_replace_policy.place});
    return made;
}

/// "function `getOrder`"
std::string declaration_named(bob::Kind kind, std::string_view name) {
    if (kind == bob::Kind::resource) return fmt::format("resource `{}`", name);
    return name.empty() ? fmt::format("the {}", bob::info(kind).noun)
                        : fmt::format("{} `{}`", bob::info(kind).noun, name);
}

bool is_api(bob::Kind kind) {
    return kind == bob::Kind::rest_api || kind == bob::Kind::http_api || kind == bob::Kind::websocket_api;
}

class Overriding {
public:
    Overriding(const Model& model, Template& into) : model_(model), into_(into) {}

    void run() {
        for (const bob::Resource& one : model_.stack.resources)
            if (const auto* every = one.as<bob::Every>()) apply(*every);
        claims_.clear();  // an override of one resource wins
        for (const bob::Resource& one : model_.stack.resources)
            if (const auto* single = one.as<bob::Override>()) apply(*single);
        if (!into_.renamed.empty()) rename(into_, new_ids(into_.renamed));
        for (TemplateResource& one : into_.resources)
            if (one.made_by_serverless) tell_serverless(one);
    }

private:
    // ---- what they are of ------------------------------------------------------------------------------------------

    void apply(const bob::Every& every) {
        const Place place = every.of.set ? Place(every.of.place).or_else(every.type.place) : Place(every.type.place);
        Changes changes = changes_of(model_, every, place);
        changes.of_all = true;
        const std::string what = every.type     ? fmt::format("resource of type `{}`", every.type.text)
                                 : every.of.set ? fmt::format("{}", bob::info(*every.of).noun)
                                                : std::string();
        if (what.empty())
            return add(rules::override_target_not_there, place.or_else(first_place(changes)),
                       "an `Every` says neither a kind nor a type", {},
                       "write `.of = bob::Kind::function`, or `.type = \"AWS::Logs::LogGroup\"`, or both");
        std::size_t found = 0;
        for (TemplateResource& one : into_.resources) {
            if (every.type && one.type != every.type.text) continue;
            if (every.of.set && !(one.maker.known && one.maker.kind == *every.of)) continue;
            if (every.of.set && !every.type && !is_own(one)) continue;
            ++found;
            change(one, changes);
        }
        if (found > 0) return tell_without_effect(changes, fmt::format("every {}", what));
        Nearest near(every.type.text);
        if (every.type)
            for (const TemplateResource& one : into_.resources) near.offer(one.type);
        add(rules::override_changes_nothing, place, fmt::format("stack `{}` has no {}", model_.stack_name, what),
            "of these",
            near.best().empty() ? "remove it, or correct what it is of"
                                : fmt::format("did you mean `{}`?", near.best()));
    }

    void apply(const bob::Override& single) {
        const Place place = single.of.place;
        Changes changes = changes_of(model_, single, place);
        TemplateResource* found = find(single.of);
        if (!found) return;
        if (changes.all.empty() && !single.logical_id)
            return add(rules::override_changes_nothing, place,
                       fmt::format("an override of `{}` says no change", found->logical_id), "of this",
                       "remove it, or say in `.set`, `.remove` or `.append` what changes");
        change(*found, changes);
        tell_without_effect(changes, fmt::format("`{}`", found->logical_id));
        if (single.logical_id) give_id(*found, single.logical_id);
    }

    /// The declaration's own resource, not another one that it makes besides.
    bool is_own(const TemplateResource& one) const {
        const Maker& maker = one.maker;
        switch (maker.kind) {
            case bob::Kind::cognito_authorizer:
            case bob::Kind::jwt_authorizer:
            case bob::Kind::lambda_authorizer:
                return one.type != "AWS::Lambda::Permission";
            case bob::Kind::rest_route:
                return one.type == "AWS::ApiGateway::Method";
            default:
                break;
        }
        return one.logical_id == naming::logical_id(maker.kind, maker.name, model_.given_id(maker.kind, maker.name));
    }

    TemplateResource* find(const bob::Made& of) {
        const Place place = of.place;
        if (!of.place.known() && of.name.empty() && !is_api(of.kind)) {
            add(rules::override_target_not_there, model_.stack.name.place, "an override does not say what it changes",
                "in this stack", "write the declaration in `.of`");
            return nullptr;
        }
        if (of.kind == bob::Kind::resource) return find_by_id(of.name, place);
        if (!is_api(of.kind) && !model_.find(of.kind, of.name)) {
            model_.logical_id(of.kind, of.name, place);  // reports it
            return nullptr;
        }
        std::vector<TemplateResource*> all, fitting;
        for (TemplateResource& one : into_.resources) {
            if (!one.maker.known || one.maker.kind != of.kind) continue;
            if (!is_api(of.kind) && one.maker.name != of.name) continue;
            all.push_back(&one);
            if (of.type.empty() ? is_own(one) : one.type == of.type) fitting.push_back(&one);
        }
        const std::string named = declaration_named(of.kind, of.name);
        if (fitting.empty() && of.type.empty() && exists_elsewhere(of)) {
            add(rules::override_target_not_there, place,
                fmt::format("{} exists outside of the stack, which can't change it", named), {},
                "change it where it is made");
            return nullptr;
        }
        if (all.empty()) {
            add(rules::override_target_not_there, place, fmt::format("{} makes no resource", named), {},
                is_api(of.kind)                             ? "give a function a route, or remove the override"
                : bob::info(of.kind).noun.ends_with("izer") ? "use it in a route, or remove the override"
                                                            : "remove the override");
            return nullptr;
        }
        if (fitting.empty()) {
            add(rules::override_target_not_there, place,
                fmt::format("{} makes no resource of type `{}`", named, of.type), {},
                fmt::format("it makes {}", fmt::join(types_of(all), ", ")));
            return nullptr;
        }
        return the_one(fitting, of, named);
    }

    bool exists_elsewhere(const bob::Made& of) const {
        if (of.kind == bob::Kind::rest_api) return model_.attached(ApiKind::rest);
        if (of.kind == bob::Kind::http_api) return model_.attached(ApiKind::http);
        const bob::Resource* declared = model_.find(of.kind, of.name);
        return declared && model_.existing.has(*declared);
    }

    TemplateResource* the_one(const std::vector<TemplateResource*>& fitting, const bob::Made& of,
                              const std::string& named) {
        if (fitting.size() == 1 && of.which.empty()) return fitting.front();
        std::vector<TemplateResource*> chosen;
        for (TemplateResource* one : fitting)
            if (!of.which.empty() && (one->maker.which == of.which || one->logical_id == of.which))
                chosen.push_back(one);
        if (chosen.size() == 1) return chosen.front();
        std::vector<std::string> words;
        words.reserve(fitting.size());
        for (const TemplateResource* one : fitting)
            words.push_back(fmt::format(
                "`{}`", one->maker.which.empty() || chosen.size() > 1 ? one->logical_id : one->maker.which));
        const std::string_view type = fitting.front()->type;
        Nearest near(of.which);
        for (const TemplateResource* one : fitting) near.offer(one->maker.which);
        add(rules::override_target_not_there, of.place,
            of.which.empty() || chosen.size() > 1
                ? fmt::format("{} makes {} resources of type `{}`", named, fitting.size(), type)
                : fmt::format("{} makes no `{}` for `{}`", named, type, of.which),
            {},
            !near.best().empty() ? fmt::format("did you mean `{}`?", near.best())
                                 : fmt::format("say which: {}", fmt::join(words, ", ")));
        return nullptr;
    }

    TemplateResource* find_by_id(std::string_view id, Place place) {
        for (TemplateResource& one : into_.resources)
            if (one.logical_id == id) return &one;
        Nearest near(id);
        for (const TemplateResource& one : into_.resources) near.offer(one.logical_id);
        add(rules::override_target_not_there, place,
            fmt::format("stack `{}` has no resource with the logical id `{}`", model_.stack_name, id), {},
            near.best().empty() ? "write a declaration in `.of`, or a logical id of the template"
                                : fmt::format("did you mean `{}`?", near.best()));
        return nullptr;
    }

    static std::vector<std::string> types_of(const std::vector<TemplateResource*>& all) {
        std::vector<std::string> made;
        for (const TemplateResource* one : all) {
            std::string word = fmt::format("`{}`", one->type);
            if (std::find(made.begin(), made.end(), word) == made.end()) made.push_back(std::move(word));
        }
        return made;
    }

    // ---- changes ---------------------------------------------------------------------------------------------------

    void change(TemplateResource& resource, Changes& changes) {
        for (Change& one : changes.all) {
            Path path;
            std::optional<PathFault> fault;
            switch (one.what) {
                case Change::What::set:
                case Change::What::remove:
                case Change::What::append:
                    if (!one.type.empty() && one.type != resource.type) {
                        if (changes.of_all) continue;
                        fault = PathFault{fmt::format("is a property of type `{}`, and this is a resource of type `{}`",
                                                      one.type, resource.type),
                                          "name a property of this type, or another resource in `.of`"};
                        break;
                    }
                    one.is_of_type = true;
                    fault = parse_path(one.path, path);
                    break;
                case Change::What::tag: {
                    const std::string_view property = tags_property_of(resource);
                    if (property.empty() && changes.of_all) continue;
                    if (property.empty()) {
                        fault = PathFault{fmt::format("is the key of a tag, and an `{}` has no tags", resource.type),
                                          "remove the tag"};
                        break;
                    }
                    path = {{std::string(property), {}, false}, {one.path, {}, false}};
                    break;
                }
                default:
                    path = {{std::string(attribute_of(one.what)), {}, false}};
                    if (!one.path.empty()) path.push_back({one.path, {}, false});
            }
            if (!fault && !claim(resource, one, path, changes.owner)) continue;
            PathResult result;
            if (fault)
                result.fault = std::move(fault);
            else
                result = attribute_of(one.what).empty() ? change_property(resource, one, path)
                                                        : change_attribute(resource, one);
            if (result.fault) {
                one.failed = true;
                add(rules::override_path_not_there, one.place,
                    one.path.empty()
                        ? fmt::format("a path of `{}` {}", resource.logical_id, result.fault->message)
                        : fmt::format("`{}` of `{}` {}", one.path, resource.logical_id, result.fault->message),
                    {}, std::move(result.fault->fix));
            } else if (result.effect == PathEffect::changed) {
                one.has_effect = true;
                if (!resource.overridden_at.known()) resource.overridden_at = one.place;
            }
        }
    }

    PathResult change_property(TemplateResource& resource, const Change& one, const Path& path) {
        PathResult result;
        switch (one.what) {
            case Change::What::set:
                result = set_at(resource.properties, path, one.value, one.place);
                break;
            case Change::What::remove:
                result = remove_at(resource.properties, path, one.place);
                break;
            case Change::What::append:
                result = append_at(resource.properties, path, one.value, one.place);
                break;
            default:
                result = set_tag(resource, path, one);
        }
        if (result.effect == PathEffect::none) return result;
        const std::string& property = path.front().name;
        std::erase_if(resource.removed, [&](const auto& removed) { return removed.first == property; });
        const bool removes = one.what == Change::What::remove ||
                             (one.what == Change::What::set && one.value == bobgen::ref("AWS::NoValue"));
        if (removes && path.size() == 1) resource.removed.emplace_back(property, one.place);
        touched_.push_back({&resource, property});
        return result;
    }

    static std::string_view tags_property_of(const TemplateResource& resource) {
        const schema::ResourceType* type = schema::find_type(resource.type);
        return type ? type->tags_property() : std::string_view();
    }

    /// A list of Key and Value, or a map, as the type has it.
    static PathResult set_tag(TemplateResource& resource, const Path& path, const Change& one) {
        const std::string& property = path.front().name;
        const schema::Property* known = schema::find_type(resource.type)->find(property);
        if (!known || known->type.form() != schema::Form::list)
            return set_at(resource.properties, path, one.value, one.place);
        if (Value* tags = resource.properties.find(property); tags && tags->is_list())
            for (Value& tag : tags->list()) {
                const Value* key = tag.find("Key");
                if (!key || !key->is_text() || key->text() != one.path) continue;
                return set_at(tag, {{"Value", {}, false}}, one.value, one.place);
            }
        Value tag = map({{"Key", Value(one.path).at(one.place)}, {"Value", one.value}}).at(one.place);
        return append_at(resource.properties, {path.front()}, std::move(tag), one.place);
    }

    static PathResult change_attribute(TemplateResource& resource, const Change& one) {
        const auto replaced = [&](auto& there, const auto& value) {
            if (there == value) return PathResult{};
            there = value;
            return PathResult{PathEffect::changed};
        };
        PathResult result;
        const std::string_view name = attribute_of(one.what);
        switch (one.what) {
            case Change::What::depends_on: {
                auto& there = resource.depends_on;
                if (std::find(there.begin(), there.end(), one.path) != there.end()) return {};
                there.push_back(one.path);
                resource.depends_on_places.resize(there.size() - 1);
                resource.depends_on_places.push_back(one.place);
                Value* told = resource.overridden.find(name);
                (told ? *told : resource.overridden.set(name, List{})).append(one.path);
                return {PathEffect::changed};
            }
            case Change::What::metadata:
                result = set_at(resource.metadata, {{one.path, {}, false}}, one.value, one.place);
                if (result.effect == PathEffect::changed) {
                    Value* told = resource.overridden.find(name);
                    set_at(told ? *told : resource.overridden.set(name, Map{}), {{one.path, {}, false}}, one.value,
                           one.place);
                }
                return result;
            case Change::What::condition:
                result = replaced(resource.condition, one.value.text());
                resource.condition_place = one.place;
                break;
            case Change::What::creation_policy:
                result = replaced(resource.creation_policy, one.value);
                break;
            case Change::What::update_policy:
                result = replaced(resource.update_policy, one.value);
                break;
            case Change::What::deletion_policy:
                result = replaced(resource.deletion_policy, one.value.text());
                resource.deletion_policy_place = one.place;
                break;
            default:
                result = replaced(resource.update_replace_policy, one.value.text());
                resource.update_replace_policy_place = one.place;
        }
        if (result.effect == PathEffect::changed)
            set_at(resource.overridden, {{std::string(name), {}, false}}, one.value, one.place);
        return result;
    }

    // ---- the same path twice ---------------------------------------------------------------------------------------

    struct Claim {
        const TemplateResource* resource;
        bool of_attribute;
        Change::What what;
        Path path;
        Place place;
        const void* owner;
    };

    /// Whether the first removes an element of the list through which the second leads by a number.
    static bool moves(Change::What what, const Path& path, const Path& other) {
        if (what != Change::What::remove || !path.back().index || other.size() < path.size()) return false;
        const auto parent = static_cast<std::ptrdiff_t>(path.size()) - 1;
        return other[path.size() - 1].index.has_value() &&
               is_at_or_inside(other, Path(path.begin(), path.begin() + parent));
    }

    bool claim(const TemplateResource& resource, const Change& change, const Path& path, const void* owner) {
        const bool of_attribute = !attribute_of(change.what).empty();
        for (const Claim& other : claims_) {
            if (other.resource != &resource || other.of_attribute != of_attribute) continue;
            if (other.owner != owner && !of_attribute && !(other.place == change.place) &&
                (moves(other.what, other.path, path) || moves(change.what, path, other.path))) {
                model_.report.add({.rule = &rules::override_repeated,
                                   .message = fmt::format("`{}` and `{}` of `{}` are in two overrides, and one of them "
                                                          "removes an element, so that the numbers change",
                                                          spelt(other.path), spelt(path), resource.logical_id),
                                   .primary = {change.place, "here"},
                                   .related = {{other.place, "and here"}},
                                   .fix = "change both in one override: its numbers are those of the list before it"});
                return false;
            }
            if (other.what == Change::What::append && change.what == Change::What::append) continue;
            if (!is_at_or_inside(path, other.path) && !is_at_or_inside(other.path, path)) continue;
            if (other.place == change.place) return true;  // the same words, for a resource that two declarations share
            const bool is_same = path.size() == other.path.size();
            const std::string_view own = of_attribute ? attribute_of(change.what) : std::string_view();
            model_.report.add(
                {.rule = &rules::override_repeated,
                 .message = is_same ? fmt::format("`{}` of `{}` is overridden twice", spelt(path), resource.logical_id)
                                    : fmt::format("`{}` of `{}` is overridden, and so is `{}`", spelt(path),
                                                  resource.logical_id, spelt(other.path)),
                 .primary = {change.place, "here"},
                 .related = {{other.place, "and here"}},
                 .fix = own == "DependsOn" ? "remove one of the two"
                        : is_same          ? "write the value that you want once, and remove the other"
                                           : "change both with one path: one of them is inside of the other"});
            return false;
        }
        claims_.push_back({&resource, of_attribute, change.what, path, change.place, owner});
        return true;
    }

    // ---- logical ids -----------------------------------------------------------------------------------------------

    void give_id(TemplateResource& resource, const bob::LogicalId& id) {
        const Place place = id.place;
        if (resource.type == "AWS::ApiGateway::Deployment")
            return add(
                rules::override_freezes_deployment, place,
                fmt::format("deployment `{}` gets the logical id `{}`, which stays the same when the API changes",
                            resource.logical_id, id.text),
                {}, "remove `.logical_id`: bob's own is a hash of what is deployed");
        for (const auto& [other, where] : ids_) {
            if (other != &resource) continue;
            model_.report.add(
                {.rule = &rules::override_repeated,
                 .message = fmt::format("the logical id of `{}` is overridden twice", resource.logical_id),
                 .primary = {place, "here"},
                 .related = {{where, "and here"}},
                 .fix = "write the logical id that you want once, and remove the other"});
            return;
        }
        ids_.emplace_back(&resource, place);
        const Maker& maker = resource.maker;
        const bob::Resource* declared = maker.known ? model_.find(maker.kind, maker.name) : nullptr;
        const bool has_it = declared && is_own(resource) && model_.given_id(maker.kind, maker.name) == id.text;
        const std::string before =
            has_it ? naming::logical_id(maker.kind, maker.name, declared->logical_id()) : resource.logical_id;
        if (before == id.text)
            return add(rules::override_changes_nothing, place, fmt::format("`{}` has this logical id already", id.text),
                       "the same", "remove `.logical_id`");
        resource.id_place = place;
        // Where the model has given it already, what is left are references by the old id's own text.
        const bool is_free = std::none_of(into_.resources.begin(), into_.resources.end(),
                                          [&](const TemplateResource& one) { return one.logical_id == before; });
        if (!has_it || is_free) into_.renamed.push_back({before, std::string(id.text), place});
    }

    // ---- outputs and findings --------------------------------------------------------------------------------------

    /// The framework takes whole properties of the resources that it makes itself, and removes none: `AWS::NoValue` is
    /// a property that is not there.
    void tell_serverless(TemplateResource& resource) {
        for (const auto& [owner, property] : touched_) {
            if (owner != &resource) continue;
            const Value* now = resource.properties.find(property);
            Value told = now ? *now : bobgen::ref("AWS::NoValue");
            if (Value* there = resource.for_serverless.find(property))
                *there = std::move(told);
            else
                resource.for_serverless.set(property, std::move(told));
        }
    }

    void tell_without_effect(const Changes& changes, const std::string& of) {
        for (const Change& one : changes.all) {
            if (one.has_effect || one.failed || one.may_vary) continue;
            const std::string_view attribute = attribute_of(one.what);
            const bool has_path = !one.path.empty();
            std::string message;
            if (!one.type.empty() && !one.is_of_type)
                message =
                    fmt::format("`{}` is a property of type `{}`, which is not the type of {}", one.path, one.type, of);
            else if (one.what == Change::What::remove)
                message = fmt::format("{} has no `{}` to remove", of, one.path);
            else if (one.what == Change::What::depends_on)
                message = fmt::format("{} depends on `{}` already", of, one.path);
            else if (one.what == Change::What::append)
                message = fmt::format("nothing is appended to `{}` of {}", one.path, of);
            else if (one.what == Change::What::tag)
                message = fmt::format("{} has no tags, or has the tag `{}` with this value already", of, one.path);
            else
                message =
                    fmt::format("`{}` of {} has this value already", has_path ? one.path : std::string(attribute), of);
            if (is_reported(one.place)) continue;
            add(rules::override_changes_nothing, one.place, std::move(message), {}, "remove it");
        }
    }

    /// A change that another one contradicts has no effect, and that is told.
    bool is_reported(Place place) const {
        const auto& all = model_.report.diagnostics();
        return std::any_of(all.begin(), all.end(), [&](const Diagnostic& one) {
            return one.rule == &rules::override_repeated && one.primary.place == place;
        });
    }

    static Place first_place(const Changes& changes) { return changes.all.empty() ? Place() : changes.all[0].place; }

    void add(const Rule& rule, Place place, std::string message, std::string label, std::string fix) const {
        model_.report.add({.rule = &rule,
                           .message = std::move(message),
                           .primary = {place.or_else(model_.stack.name.place), std::move(label)},
                           .related = {},
                           .fix = std::move(fix)});
    }

    const Model& model_;
    Template& into_;
    std::vector<Claim> claims_;
    std::vector<std::pair<const TemplateResource*, Place>> ids_;            ///< that overrides gave
    std::vector<std::pair<const TemplateResource*, std::string>> touched_;  ///< properties, by resource
};

}  // namespace

void made_by(bob::Kind kind, std::string_view name, std::size_t first, Template& into) {
    for (std::size_t i = first; i < into.resources.size(); ++i) {
        Maker& maker = into.resources[i].maker;
        if (maker.known) continue;
        maker.known = true;
        maker.kind = kind;
        maker.name = name;
    }
}

void overrides(const Model& model, Template& into) { Overriding(model, into).run(); }

}  // namespace bobgen::lowering

namespace bob {
// They change what all declarations have made together, so they come last.
void lower(const Override&, const bobgen::Model&, bobgen::Template&) {}
void lower(const Every&, const bobgen::Model&, bobgen::Template&) {}
}  // namespace bob

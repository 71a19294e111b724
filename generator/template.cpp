#include "generator/template.h"

namespace bobgen {

const TemplateResource* Template::find(std::string_view logical_id) const {
    for (const TemplateResource& resource : resources)
        if (resource.logical_id == logical_id) return &resource;
    return nullptr;
}

namespace {

/// The document as a tree.
class DocumentTree final : public DocumentSink {
public:
    Value made = Map{};

    void begin(std::string_view name, std::size_t members) override {
        Map map;
        map.reserve(members);
        open_.push_back(&open_.back()->set(name, std::move(map)));
    }
    void end() override { open_.pop_back(); }
    void member(std::string_view name, const Value& value) override { open_.back()->set(name, value); }
    void member(std::string_view name, Value&& value) override { open_.back()->set(name, std::move(value)); }

private:
    std::vector<Value*> open_{&made};
};

/// A template that is constant has its values copied, any other gives them away.
template <class From>
class DocumentTeller {
public:
    DocumentTeller(From& from, DocumentSink& into) : from_(from), into_(into) {}

    void tell() {
        into_.member("AWSTemplateFormatVersion", "2010-09-09");
        if (!from_.description.empty()) into_.member("Description", from_.description);
        given("Transform", from_.transform);
        given("Metadata", from_.metadata);
        section("Parameters", from_.parameters, [&](auto& one) { give(one.name, one.body); });
        given("Rules", from_.rules);
        section("Mappings", from_.mappings, [&](auto& one) { give(one.name, one.body); });
        section("Conditions", from_.conditions, [&](auto& one) { give(one.name, one.expression); });
        section("Resources", from_.resources, [&](auto& one) {
            if (one.logical_id.starts_with("Fn::"))
                give(one.logical_id, one.properties);
            else
                resource(one);
        });
        section("Outputs", from_.outputs, [&](auto& one) {
            if (one.condition.empty()) return give(one.name, one.body);
            Value body = one.body;
            body.set("Condition", one.condition);
            into_.member(one.name, std::move(body));
        });
        if (from_.other_sections.is_map())
            for (auto& one : from_.other_sections.map()) give(one.name, one.value);
    }

private:
    template <class V>
    void give(std::string_view name, V& value) {
        if constexpr (std::is_const_v<V>)
            into_.member(name, value);
        else
            into_.member(name, std::move(value));
    }
    template <class V>
    void given(std::string_view name, V& value) {
        if (!value.is_null()) give(name, value);
    }
    template <class Entries, class Add>
    void section(std::string_view name, Entries& entries, const Add& add) {
        if (entries.empty()) return;
        into_.begin(name, entries.size());
        for (auto& entry : entries) add(entry);
        into_.end();
    }

    template <class Resource>
    void resource(Resource& from) {
        into_.begin(from.logical_id, 4);
        if (!from.type.empty() || from.macro.is_null()) into_.member("Type", from.type);
        if (!from.condition.empty()) into_.member("Condition", from.condition);
        if (!from.depends_on.empty()) {
            List ids(from.depends_on.begin(), from.depends_on.end());
            into_.member("DependsOn", ids.size() == 1 ? std::move(ids.front()) : Value(std::move(ids)));
        }
        if (!from.deletion_policy.empty()) into_.member("DeletionPolicy", from.deletion_policy);
        if (!from.update_replace_policy.empty()) into_.member("UpdateReplacePolicy", from.update_replace_policy);
        if (from.policies.is_map())
            for (auto& one : from.policies.map()) give(one.name, one.value);
        given("CreationPolicy", from.creation_policy);
        given("UpdatePolicy", from.update_policy);
        given("Metadata", from.metadata);
        auto& properties = from.properties;
        if (properties.is_call() || (properties.is_map() && !properties.map().empty())) give("Properties", properties);
        given("Fn::Transform", from.macro);
        into_.end();
    }

    From& from_;
    DocumentSink& into_;
};

template <class From>
Value tree_of(From& from) {
    DocumentTree tree;
    DocumentTeller(from, tree).tell();
    return std::move(tree.made);
}

}  // namespace

Value document(const Template& from) { return tree_of(from); }
Value document(Template&& from) { return tree_of(from); }
void document(const Template& from, DocumentSink& into) { DocumentTeller(from, into).tell(); }

}  // namespace bobgen

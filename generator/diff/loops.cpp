#include "generator/diff/loops.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>
#include <vector>

#include "bob/text.h"
#include "generator/characters.h"
#include "generator/diff/stateful.h"
#include "generator/read/template.h"

namespace bobgen {

namespace {

/// Far above CloudFormation's 500 resources.
constexpr std::size_t most_entries = 5'000;

void replace_all(std::string& in, const std::string& what, std::string_view with) {
    for (std::size_t at = in.find(what); at != in.npos; at = in.find(what, at + with.size()))
        in.replace(at, what.size(), with);
}

/// One turn of a loop: `${Name}` and `{Ref: Name}` are the element, `&{Name}` its letters and digits.
class Turn {
public:
    Turn(const std::string& name, const std::string& element)
        : name_(name), element_(element), plain_("${" + name + "}"), narrow_("&{" + name + "}") {
        std::copy_if(element.begin(), element.end(), std::back_inserter(letters_), is_alphanumeric);
    }

    std::string text(std::string from) const {
        replace_all(from, plain_, element_);
        replace_all(from, narrow_, letters_);
        return from;
    }
    Value value(const Value& from) const {
        if (from.is_text()) return Value(text(from.text())).at(from.place);
        if (from.is_call()) {
            if (from.is_call(Intrinsic::ref) && from.argument().is_text() && from.argument().text() == name_)
                return Value(element_).at(from.place);
            return call(from.call().function, value(from.argument())).at(from.place);
        }
        if (from.is_list()) {
            List made;
            for (const Value& one : from.list()) made.push_back(value(one));
            return Value(std::move(made)).at(from.place);
        }
        if (!from.is_map()) return from;
        Map made;
        for (const Member& one : from.map()) made.push_back({text(one.name), value(one.value), one.place});
        return Value(std::move(made)).at(from.place);
    }

private:
    const std::string& name_;
    const std::string& element_;
    std::string plain_, narrow_, letters_;
};

/// The entries that a loop makes, those of loops in it as well; false when only AWS knows them.
bool entries_of(const Value& loop, Map& into) {
    if (!loop.is_list() || loop.list().size() != 3) return false;
    const Value &name = loop.list()[0], &over = loop.list()[1], &body = loop.list()[2];
    if (!name.is_text() || !over.is_list() || !body.is_map()) return false;
    for (const Value& element : over.list()) {
        if (!element.is_text()) return false;
        const Turn turn(name.text(), element.text());
        for (const Member& one : body.map()) {
            if (into.size() >= most_entries) return false;
            std::string key = turn.text(one.name);
            Value made = turn.value(one.value);
            if (key.starts_with(loop_prefix)) {
                if (!entries_of(made, into)) return false;
            } else if (!bob::names::is_logical_id(key)) {
                return false;
            } else {
                into.push_back({std::move(key), std::move(made), one.place});
            }
        }
    }
    return true;
}

bool mentions_data(const Value& in) {
    if (in.is_text()) return needs_tombstone(in.text());
    if (in.is_call()) return in.is_call(Intrinsic::transform) || mentions_data(in.argument());
    if (in.is_list()) return std::any_of(in.list().begin(), in.list().end(), mentions_data);
    if (!in.is_map()) return false;
    return std::any_of(in.map().begin(), in.map().end(), [](const Member& one) {
        // A type that is computed may be any.
        const bool is_open = one.name == "Type" && one.value.is_call();
        return is_open || one.name == long_name(Intrinsic::transform) || mentions_data(one.value);
    });
}

}  // namespace

bool makes_resources(const TemplateResource& one) { return one.logical_id.starts_with("Fn::"); }

bool may_hold_data(const TemplateResource& loop) {
    return !loop.logical_id.starts_with(loop_prefix) || mentions_data(loop.properties);
}

void expand_loops(Template& in) {
    if (std::none_of(in.resources.begin(), in.resources.end(), makes_resources)) return;
    std::vector<TemplateResource> made;
    for (TemplateResource& one : in.resources) {
        Map entries;
        if (!one.logical_id.starts_with(loop_prefix) || !entries_of(one.properties, entries)) {
            made.push_back(std::move(one));
            continue;
        }
        Map document;
        document.push_back({"Resources", Value(std::move(entries)), one.place});
        Report dropped;
        std::optional<Template> read = template_of(Value(std::move(document)), one.place.file, {}, dropped);
        if (!read) {
            made.push_back(std::move(one));
            continue;
        }
        std::move(read->resources.begin(), read->resources.end(), std::back_inserter(made));
    }
    // Two rounds may make the same resource, of which CloudFormation refuses the second.
    std::unordered_set<std::string_view> known;
    std::erase_if(made, [&](const TemplateResource& one) { return !known.insert(one.logical_id).second; });
    in.resources = std::move(made);
}

}  // namespace bobgen

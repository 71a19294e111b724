#include "generator/data/resource_types.h"

#include <algorithm>
#include <cstring>

#include "generator/nearest.h"

namespace bobgen::schema {

namespace {

/// The file is itself a raw string literal. So the compiler's own dependency list and cache include it, and its path
/// does not end up in a binary. An array, not a pointer: it stays out of the string section that linkers hash and
/// merge.
constexpr char text[] =
#include "generator/data/resource_types.txt"
    ;

constexpr std::string_view all{text, sizeof text - 1};
constexpr std::size_t header_size = all.find("\n\n") + 1;

/// The blocks of the types, each line after a line break: the first starts with one, too.
constexpr std::string_view blocks = all.substr(header_size);

std::string_view take_until(std::string_view& rest, char mark) {
    const auto end = rest.find(mark);
    const auto taken = rest.substr(0, end);
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
    return taken;
}

/// Lines that start a block start with a letter; all others with a mark.
constexpr bool begins_block(char first) { return first >= 'A' && first <= 'Z'; }

/// The line break before the block that contains `at`.
std::size_t block_before(std::size_t at) {
    for (;; --at) {
        // `rfind` looks at each byte, and some blocks have 50,000.
        at = static_cast<std::size_t>(static_cast<const char*>(memrchr(blocks.data(), '\n', at + 1)) - blocks.data());
        if (begins_block(blocks[at + 1])) return at;
    }
}

/// The line break before the next block, or the end.
std::size_t block_after(std::size_t at) {
    while ((at = blocks.find('\n', at + 1)) + 1 < blocks.size())
        if (begins_block(blocks[at + 1])) return at;
    return blocks.size();
}

std::string_view name_at(std::size_t block) {
    const std::string_view line = blocks.substr(block + 1, blocks.find('\n', block + 1) - block - 1);
    return line.substr(0, line.find('\t'));
}

/// The block of a type, from its name to the line break at its end; empty when it does not exist.
std::string_view find_block(std::string_view name) {
    std::size_t low = 0, high = blocks.size() - 1;
    while (low < high) {
        const std::size_t middle = block_before(low + (high - low) / 2);
        const std::string_view found = name_at(middle);
        if (found == name) return blocks.substr(middle + 1, block_after(middle) - middle);
        if (found < name)
            low = block_after(middle);
        else
            high = middle;
    }
    return {};
}

std::vector<std::string_view> words(std::string_view from) {
    std::vector<std::string_view> found;
    while (!from.empty()) found.push_back(take_until(from, ' '));
    return found;
}

/// The value of a header line: "# date: 2026-09-29".
std::string_view header(std::string_view label) {
    auto rest = all.substr(all.find(label) + label.size());
    return take_until(rest, '\n');
}

}  // namespace

Form ValueType::form() const {
    switch (code_.front()) {
        case 'i':
            return Form::integer;
        case 'n':
            return Form::number;
        case 'b':
            return Form::boolean;
        case 'j':
            return Form::json;
        case 't':
            return Form::timestamp;
        case '[':
            return Form::list;
        case '{':
            return Form::map;
        case '.':
        case 'g':
            return Form::shape;
        case '<':
            return Form::one_of;
        default:
            return Form::text;
    }
}

ValueType ValueType::element() const { return {code_.substr(1), *owner_}; }

const Shape* ValueType::shape() const { return owner_->nested(code_ == "g" ? code_ : code_.substr(1)); }

std::vector<ValueType> ValueType::alternatives() const {
    std::vector<ValueType> found;
    std::string_view inside = code_.substr(1, code_.size() - 2);
    for (std::size_t end = 0, depth = 0; end <= inside.size(); ++end) {
        if (end < inside.size() && inside[end] == '<') ++depth;
        if (end < inside.size() && inside[end] == '>') --depth;
        if (end < inside.size() && (inside[end] != ',' || depth > 0)) continue;
        found.push_back({inside.substr(0, end), *owner_});
        if (end == inside.size()) break;
        inside.remove_prefix(end + 1);
        end = static_cast<std::size_t>(-1);
    }
    return found;
}

bool ValueType::has_values() const { return code_.size() > 1 && code_[1] == '('; }

std::vector<std::string_view> ValueType::values() const {
    std::vector<std::string_view> found;
    if (!has_values()) return found;
    std::string_view inside = code_.substr(2, code_.size() - 3);
    for (bool more = true; more;) {
        more = inside.find('|') != inside.npos;
        found.push_back(take_until(inside, '|'));
    }
    return found;
}

Shape::Shape(std::string_view name, std::string_view fields, const ResourceType& owner) : name_(name) {
    properties_.reserve(static_cast<std::size_t>(std::count(fields.begin(), fields.end(), '\t')) + 1);
    while (!fields.empty()) {
        std::string_view type = take_until(fields, '\t');
        std::string_view word = take_until(type, ' ');
        Property made{.name = word,
                      .required = false,
                      .replacement = Replacement::no,
                      .deprecated = false,
                      .standard = {},
                      .type = ValueType(type, owner)};
        for (;; made.name.remove_suffix(1)) {
            const char mark = made.name.back();
            if (mark == '*')
                made.required = true;
            else if (mark == '!')
                made.replacement = Replacement::yes;
            else if (mark == '?')
                made.replacement = Replacement::maybe;
            else if (mark == '-')
                made.deprecated = true;
            else
                break;
        }
        // What it refers to is for the C++ types alone.
        type = type.substr(0, type.rfind(" >"));
        const auto standard = type.find(" =");
        if (standard != type.npos) made.standard = type.substr(standard + 2);
        made.type = ValueType(type.substr(0, standard), owner);
        properties_.push_back(made);
    }
}

const Property* Shape::find(std::string_view name) const {
    const auto found = std::lower_bound(properties_.begin(), properties_.end(), name,
                                        [](const Property& one, std::string_view word) { return one.name < word; });
    return found != properties_.end() && found->name == name ? &*found : nullptr;
}

ResourceType::ResourceType(std::string_view block) {
    std::string_view own = take_until(block, '\n');
    name_ = take_until(own, '\t');
    properties_.reset(new Shape(name_, own, *this));
    if (block.starts_with('=')) {
        std::string_view facts = take_until(block, '\n').substr(2);
        while (!facts.empty()) {
            std::string_view rest = take_until(facts, '\t');
            const std::string_view fact = take_until(rest, ' ');
            if (fact == "ref") reference_ = words(rest);
            if (fact == "id") identifier_ = words(rest);
            if (fact == "name") name_property_ = rest;
            if (fact == "tags") tags_property_ = rest;
            if (fact == "stateful") keeps_data_ = true;
            if (fact == "readable") answers_properties_ = true;
            if (fact == "arn") arn_ = rest;
            if (fact == "transform") transform_ = rest;
        }
    }
    if (block.starts_with('@')) {
        std::string_view fields = take_until(block, '\n').substr(2);
        while (!fields.empty()) {
            std::string_view type = take_until(fields, '\t');
            const std::string_view attribute = take_until(type, ' ');
            attributes_.push_back({attribute, ValueType(type, *this)});
        }
    }
    shapes_ = block;
}

const Attribute* ResourceType::attribute(std::string_view name) const {
    const auto found = std::lower_bound(attributes_.begin(), attributes_.end(), name,
                                        [](const Attribute& one, std::string_view word) { return one.name < word; });
    return found != attributes_.end() && found->name == name ? &*found : nullptr;
}

namespace {

/// Whether a dotted path leads through a value of this type to something.
bool leads_on(const ValueType& type, std::string_view way) {
    if (way.empty()) return true;
    switch (type.form()) {
        case Form::map: {
            const auto dot = way.find('.');
            return leads_on(type.element(), dot == way.npos ? std::string_view() : way.substr(dot + 1));
        }
        case Form::json:
        case Form::one_of:
            return true;
        case Form::shape: {
            const auto dot = way.find('.');
            const Property* found = type.shape()->find(way.substr(0, dot));
            return found && leads_on(found->type, dot == way.npos ? std::string_view() : way.substr(dot + 1));
        }
        case Form::text:
        case Form::integer:
        case Form::number:
        case Form::boolean:
        case Form::timestamp:
        case Form::list:
            break;
    }
    return false;
}

}  // namespace

bool ResourceType::answers(std::string_view name) const {
    for (std::size_t end = name.size();;) {
        const std::string_view head = name.substr(0, end), way = name.substr(std::min(end + 1, name.size()));
        if (const Attribute* found = attribute(head); found && leads_on(found->type, way)) return true;
        if (const Property* found = find(head); found && answers_properties_ && leads_on(found->type, way)) return true;
        end = head.rfind('.');
        if (end == head.npos) break;
    }
    // An identifier that is not a property is generated by AWS; the package leaves some of them out of the attributes.
    return std::find(identifier_.begin(), identifier_.end(), name) != identifier_.end() && !find(name);
}

const Shape* ResourceType::nested(std::string_view name) const {
    const auto [slot, is_new] = nested_.try_emplace(name);
    if (!is_new) return slot->second.get();
    // The tag property that most types share is not in any block.
    if (name == "g") {
        slot->second.reset(new Shape("Tag", "Key* s\tValue s", *this));
        return slot->second.get();
    }
    for (std::string_view lines = shapes_; !lines.empty();) {
        std::string_view fields = take_until(lines, '\n').substr(1);
        const std::string_view found = take_until(fields, '\t');
        if (found != name) continue;
        slot->second.reset(new Shape(found, fields, *this));
        return slot->second.get();
    }
    nested_.erase(slot);
    return nullptr;
}

const ResourceType* find_type(std::string_view name) {
    static std::unordered_map<std::string_view, std::unique_ptr<const ResourceType>> known;
    if (const auto found = known.find(name); found != known.end()) return found->second.get();
    const std::string_view block = find_block(name);
    if (block.empty()) return nullptr;
    // The map's key is the name in the data, which outlives the lookup.
    std::unique_ptr<const ResourceType> made(new ResourceType(block));
    const std::string_view key = made->name();
    return known.emplace(key, std::move(made)).first->second.get();
}

std::vector<std::string_view> type_names() {
    std::vector<std::string_view> names;
    for (std::size_t block = 0; block + 1 < blocks.size(); block = block_after(block)) names.push_back(name_at(block));
    return names;
}

std::string_view nearest_type(std::string_view name) {
    Nearest near(name);
    for (const std::string_view one : type_names()) near.offer(one);
    return near.best();
}

std::string_view data_date() { return header("# date: "); }

std::string_view data_source() { return header("# source: "); }

}  // namespace bobgen::schema

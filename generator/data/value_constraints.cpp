#include "generator/data/value_constraints.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstring>

namespace bobgen::schema {

namespace {

/// Raw string literals, as in resource_types.cpp.
constexpr char constraint_text[] =
#include "generator/data/value_constraints.txt"
    ;
constexpr char relation_text[] =
#include "generator/data/property_relations.txt"
    ;

constexpr std::string_view all_constraints{constraint_text, sizeof constraint_text - 1};
constexpr std::string_view all_relations{relation_text, sizeof relation_text - 1};

/// The lines after the header.
constexpr std::string_view body_of(std::string_view whole) { return whole.substr(whole.find("\n\n") + 2); }
constexpr std::string_view table_and_blocks = body_of(all_constraints);
constexpr std::string_view relation_lines = body_of(all_relations);

std::string_view cut_until(std::string_view& rest, char mark) {
    const auto end = rest.find(mark);
    const auto taken = rest.substr(0, end);
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
    return taken;
}

std::size_t line_start(std::string_view text, std::size_t at) {
    if (at == 0) return 0;
    const void* found = memrchr(text.data(), '\n', at);
    return found ? static_cast<std::size_t>(static_cast<const char*>(found) - text.data()) + 1 : 0;
}

std::size_t next_line(std::string_view text, std::size_t at) {
    const std::size_t end = text.find('\n', at);
    return end == text.npos ? text.size() : end + 1;
}

bool is_head(char first) { return first >= 'A' && first <= 'Z'; }
bool is_table(char first) { return first == '~' || first == '=' || first == '\n'; }

/// The lines of a type, the first with its own properties; empty when nothing is known of it.
std::string_view block_of(std::string_view type) {
    const std::string_view text = table_and_blocks;
    std::size_t low = 0, high = text.size();
    while (low < high) {
        const std::size_t middle = line_start(text, low + (high - low) / 2);
        std::size_t head = middle;
        // The table comes first, and no line of it begins like one of a block.
        while (head > low && !is_table(text[head]) && !is_head(text[head])) head = line_start(text, head - 1);
        if (!is_head(text[head])) {
            low = std::max(next_line(text, middle), low + 1);
            continue;
        }
        std::size_t end = next_line(text, head);
        const std::string_view line = text.substr(head, end - head - 1);
        const std::string_view found = line.substr(0, line.find('\t'));
        if (found == type) {
            while (end < text.size() && !is_head(text[end])) end = next_line(text, end);
            return text.substr(head, end - head);
        }
        if (found < type)
            low = std::max(next_line(text, middle), low + 1);
        else
            high = head;
    }
    return {};
}

/// Those of a type and of the types nested in it.
std::string_view relations_of(std::string_view type) {
    const std::string_view text = relation_lines;
    const auto is_of_type = [&](std::size_t at) {
        return text.substr(at).starts_with(type) && at + type.size() < text.size() &&
               (text[at + type.size()] == '\t' || text[at + type.size()] == '.');
    };
    std::size_t low = 0, high = text.size();
    while (low < high) {
        const std::size_t middle = line_start(text, low + (high - low) / 2);
        const std::string_view name = text.substr(middle, text.find_first_of(".\t", middle) - middle);
        if (name < type)
            low = next_line(text, middle);
        else
            high = middle;
    }
    std::size_t end = low;
    while (end < text.size() && is_of_type(end)) end = next_line(text, end);
    return text.substr(low, end - low);
}

/// Where each line of the table whose number is divisible by this begins: worked out while compiling.
constexpr std::size_t lines_a_mark = 32;
constexpr auto table_marks = [] {
    std::array<std::uint32_t, 128> made{};
    std::size_t line = 0;
    for (std::size_t at = 0; table_and_blocks[at] != '\n'; ++line) {
        if (line % lines_a_mark == 0) made[line / lines_a_mark] = static_cast<std::uint32_t>(at);
        while (table_and_blocks[at] != '\n') ++at;
        ++at;
    }
    return made;
}();

std::string_view line_of_table(std::string_view number) {
    std::size_t index = 0;
    std::from_chars(number.data(), number.data() + number.size(), index);
    std::size_t at = table_marks[index / lines_a_mark];
    for (index %= lines_a_mark; index > 0; --index) at = next_line(table_and_blocks, at);
    return table_and_blocks.substr(at + 1, table_and_blocks.find('\n', at) - at - 1);
}

std::optional<double> bound(std::string_view text) {
    double made = 0;
    if (text.empty() || std::from_chars(text.data(), text.data() + text.size(), made).ec != std::errc()) return {};
    return made;
}

Constraint constraint_of(std::string_view code) {
    using enum Constraint::Kind;
    Constraint made{.kind = unique, .least = {}, .most = {}, .text = {}, .certain = !code.ends_with('?')};
    if (!made.certain) code.remove_suffix(1);
    const char kind = code.front();
    code.remove_prefix(1);
    made.kind = kind == 'l'   ? length
                : kind == 'n' ? range
                : kind == 'c' ? count
                : kind == '~' ? pattern
                : kind == '=' ? words
                : kind == '%' ? any_case
                              : unique;
    if (kind == '~' || kind == '=' || kind == '%') made.text = line_of_table(code);
    if (const auto dots = code.find(".."); dots != code.npos) {
        made.least = bound(code.substr(0, dots));
        made.most = bound(code.substr(dots + 2));
    }
    return made;
}

bool leads_inside(char mark) { return mark == '[' || mark == '{' || mark == ':'; }

/// Those with exactly these marks before them; null when there are none, and none with more.
std::unique_ptr<const Constraints> constraints_in(std::string_view code, const std::string& marks) {
    auto made = std::make_unique<Constraints>();
    bool is_there = false;
    std::string inside;
    for (std::string_view rest = code; !rest.empty();) {
        std::string_view one = cut_until(rest, ' ');
        if (!one.starts_with(marks)) continue;
        is_there = true;
        one.remove_prefix(marks.size());
        if (!leads_inside(one.front()))
            made->own.push_back(constraint_of(one));
        else if (inside.find(one.front()) == inside.npos)
            inside += one.front();
    }
    if (!is_there) return nullptr;
    for (const char mark : inside)
        (mark == '[' ? made->items : mark == '{' ? made->values : made->keys) = constraints_in(code, marks + mark);
    return made;
}

std::vector<std::string_view> split(std::string_view from, char mark) {
    std::vector<std::string_view> made;
    while (!from.empty()) made.push_back(cut_until(from, mark));
    return made;
}

/// "with Type=A|B all Uri", "most CidrBlock Ipv6CidrBlock", each with its page after a tab.
Relation relation_of(std::string_view line) {
    Relation made{};
    std::string_view rule = cut_until(line, '\t');
    made.page = line;
    std::string_view word = cut_until(rule, ' ');
    if (word == "with") {
        std::string_view values = cut_until(rule, ' ');
        made.given = cut_until(values, '=');
        made.values = split(values, '|');
        word = cut_until(rule, ' ');
    }
    using enum Relation::Kind;
    made.kind = word == "all" ? all : word == "any" ? any : word == "one" ? one : word == "most" ? most : none;
    made.properties = split(rule, ' ');
    return made;
}

std::string_view header_of(std::string_view whole, std::string_view label) {
    std::string_view rest = whole.substr(whole.find(label) + label.size());
    return cut_until(rest, '\n');
}

}  // namespace

const Constraints* ShapeConstraints::of(const Property& property) const {
    if (fields_.empty()) return nullptr;
    const Field& found = fields_[static_cast<std::size_t>(&property - properties_.data())];
    if (!found.read && !found.code.empty()) found.read = constraints_in(found.code, {});
    return found.read.get();
}

TypeConstraints::TypeConstraints(const ResourceType& type)
    : type_(type), block_(block_of(type.name())), relations_(relations_of(type.name())) {}

const ShapeConstraints& TypeConstraints::of(const Shape& shape) const {
    const auto [found, is_new] = known_.try_emplace(&shape);
    ShapeConstraints& made = found->second;
    if (!is_new) return made;
    const bool is_own = &shape == &type_.properties();
    // Any tag is `.g`, beside a nested type that happens to be called `Tag`.
    const bool is_tag = !is_own && shape.name() == "Tag" && &shape == type_.nested("g");
    const std::string_view name = is_own ? std::string_view() : is_tag ? "g" : shape.name();
    std::string_view lines = block_;
    std::string_view line = cut_until(lines, '\n');
    if (!is_own)
        for (line = {}; !lines.empty();) {
            const std::string_view other = cut_until(lines, '\n');
            if (other.size() > name.size() + 1 && other[name.size() + 1] == '\t' && other.substr(1).starts_with(name)) {
                line = other;
                break;
            }
        }
    cut_until(line, '\t');
    made.properties_ = shape.properties();
    if (!line.empty()) made.fields_.resize(made.properties_.size());
    for (std::size_t at = 0; !line.empty();) {
        std::string_view code = cut_until(line, '\t');
        const std::string_view property = cut_until(code, ' ');
        // Both are by name.
        while (at < made.properties_.size() && made.properties_[at].name < property) ++at;
        if (at < made.properties_.size() && made.properties_[at].name == property) made.fields_[at].code = code;
    }
    for (std::string_view rest = relations_; !rest.empty();) {
        std::string_view one = cut_until(rest, '\n');
        std::string_view of = cut_until(one, '\t').substr(type_.name().size());
        if (is_own ? of.empty() : !is_tag && of.size() > 1 && of.substr(1) == name)
            made.relations_.push_back(relation_of(one));
    }
    return made;
}

const TypeConstraints& constraints_of(const ResourceType& type) {
    static std::unordered_map<const ResourceType*, std::unique_ptr<const TypeConstraints>> known;
    std::unique_ptr<const TypeConstraints>& found = known[&type];
    if (!found) found.reset(new TypeConstraints(type));
    return *found;
}

std::string_view constraints_date() { return header_of(all_constraints, "# date: "); }

std::string_view constraints_source() { return header_of(all_constraints, "# source: "); }

}  // namespace bobgen::schema

#include "generator/read/document_builder.h"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include "generator/rules/documents.h"

namespace bobgen {

namespace {

/// With this many errors, the document is not a template at all.
constexpr std::size_t most_findings = 100;

Value call_at(Place place, Intrinsic function, Value argument) {
    return call_as_written(function, std::move(argument)).at(place);
}

Value map_of_one(Place place, std::string name, Value value) {
    Map made;
    made.push_back({std::move(name), std::move(value), place});
    return Value(std::move(made)).at(place);
}

/// Whether a name may be a duplicate; false is certain.
bool have_repeated(const Map& members) {
    constexpr std::size_t many = 16;  // from here on, comparing each with each is no longer the fastest
    if (members.size() > many) return true;
    for (std::size_t i = 1; i < members.size(); ++i)
        for (std::size_t j = 0; j < i; ++j)
            if (members[i].name == members[j].name) return true;
    return false;
}

std::string_view kind_of(const Value& value) {
    return value.is_list() ? "a list" : value.is_map() ? "a map" : value.is_call() ? "a function" : "a value";
}

}  // namespace

bool is_for_sam(const Value* transform) {
    const auto names_sam = [](const Value& one) { return one.is_text() && one.text().starts_with("AWS::Serverless-"); };
    if (!transform) return false;
    return names_sam(*transform) ||
           (transform->is_list() && std::any_of(transform->list().begin(), transform->list().end(), names_sam));
}

DocumentBuilder::DocumentBuilder(const char* file, Dialect dialect, Report& report, bool hides)
    : file_(file), dialect_(dialect), report_(report), hides_(hides) {}

bool DocumentBuilder::wants_name() const {
    return !open_.empty() && open_.back().value.is_map() && !open_.back().has_name;
}

void DocumentBuilder::tell(Diagnostic found) {
    if (++told_ > most_findings) return;
    if (told_ == most_findings) {
        found.message += "; there are more errors, which are not shown";
        found.fix += "; fix these first";
    }
    report_.add(std::move(found));
}

void DocumentBuilder::tell(const Rule& rule, std::string message, Label at, std::string fix) {
    tell(
        {.rule = &rule, .message = std::move(message), .primary = std::move(at), .related = {}, .fix = std::move(fix)});
}

void DocumentBuilder::refuse(std::string message, Place place, std::string fix) {
    if (refused_) return;
    refused_ = true;
    report_.add({.rule = &rules::document_too_large,
                 .message = std::move(message),
                 .primary = {place, "here"},
                 .related = {},
                 .fix = std::move(fix)});
}

bool DocumentBuilder::spend(const Size& size, Place place) {
    values_ += size.values;
    bytes_ += size.bytes;
    if (values_ > most_values)
        refuse(fmt::format("the document has more than {} million values", most_values / 1'000'000), place,
               "split it, and use fewer aliases");
    else if (bytes_ > most_bytes)
        refuse_size(place);
    else if (open_.size() + size.levels > most_levels)
        refuse(fmt::format("the document is nested more than {} levels deep", most_levels), place, "make it flatter");
    return !refused_;
}

void DocumentBuilder::refuse_size(Place place) {
    refuse(fmt::format("the document expands to more than {} MiB of text", most_bytes >> 20), place,
           "split it, and use fewer aliases");
}

void DocumentBuilder::open_map(Place place, NodeMarks marks) { open(Map{}, place, std::move(marks)); }
void DocumentBuilder::open_list(Place place, NodeMarks marks) { open(List{}, place, std::move(marks)); }

void DocumentBuilder::open(Value empty, Place place, NodeMarks marks) {
    if (!spend({}, place)) return;
    const bool is_name = wants_name();
    open_.push_back({.value = std::move(empty).at(place), .size = {}, .marks = std::move(marks), .is_name = is_name});
}

void DocumentBuilder::name(std::string text, Place place, bool is_merge) {
    Open& in = open_.back();
    bytes_ += text.size();
    in.size.bytes += text.size();
    in.has_name = true;
    in.merges_next = is_merge;
    in.name = std::move(text);
    in.name_place = place;
    if (is_merge && dialect_ == Dialect::cloudformation && ++aliases_ == 1) first_alias_ = place;
}

void DocumentBuilder::scalar(Value value, Place place, const NodeMarks& marks) {
    Size size{.values = 1, .bytes = value.is_text() ? value.text().size() : 0, .levels = 1};
    if (spend(size, place)) add({std::move(value).at(place), size}, marks);
}

void DocumentBuilder::alias(const std::string& anchor, Place place) {
    if (dialect_ == Dialect::cloudformation && ++aliases_ == 1) first_alias_ = place;
    const auto found = anchors_.find(anchor);
    if (found == anchors_.end()) {
        const bool inside =
            std::any_of(open_.begin(), open_.end(), [&](const Open& one) { return one.marks.anchor == anchor; });
        tell(rules::malformed_document,
             inside ? fmt::format("`*{0}` is inside the node that `&{0}` marks", told(anchor))
                    : fmt::format("there is no `&{0}` before `*{0}`", told(anchor)),
             {place, "here"}, "write the value out");
        return scalar({}, place);
    }
    if (!spend(found->second.size, place)) return;
    Node copy = found->second;
    if (wants_name() && copy.value.is_text()) return name(copy.value.text(), place);
    if (hides_ && file_) {
        aliased_.emplace(std::pair(place.line, place.column), copy.value.place);
        alias_places_.emplace_back(place, copy.value.place);
    }
    copy.value.place = place;
    add(std::move(copy), {});
}

void DocumentBuilder::close() {
    Open done = std::move(open_.back());
    open_.pop_back();
    if (done.value.is_map()) {
        Map& members = done.value.map();
        merge(done);
        if (hides_) hide(members);
        drop_repeated(members);
        if (members.size() == 1 && dialect_ != Dialect::data)
            if (const auto function = function_named(members.front().name))
                done.value = call_at(done.value.place, *function, std::move(members.front().value));
    }
    if (done.is_name) {
        tell_no_text(done.value.place, kind_of(done.value));
        name({}, done.value.place);
        open_.back().drops_next = true;
        return;
    }
    add({std::move(done.value), done.size}, done.marks);
}

void DocumentBuilder::tell_no_text(Place place, std::string_view what) {
    tell(rules::name_is_no_text, fmt::format("a name is {}", what), {place, "here"}, "use a string as the name");
}

void DocumentBuilder::add(Node node, const NodeMarks& marks) {
    const Place place = node.value.place;
    if (marks.function)
        node.value = call_at(place, *marks.function, std::move(node.value));
    else if (!marks.long_name.empty())
        node.value = map_of_one(place, marks.long_name, std::move(node.value));
    if (marks.function || !marks.long_name.empty()) {
        const Size wrapping{.values = 1, .bytes = marks.long_name.size(), .levels = node.size.levels + 1};
        if (!spend(wrapping, place)) return;
        node.size = {node.size.values + 1, node.size.bytes + wrapping.bytes, wrapping.levels};
    }
    if (!marks.anchor.empty()) keep(marks.anchor, node);
    if (!refused_) put(std::move(node));
}

/// The target of an anchor is kept until the end, so it counts twice.
void DocumentBuilder::keep(const std::string& anchor, const Node& node) {
    Size copied = node.size;
    copied.levels = 0;
    if (spend(copied, node.value.place)) anchors_.insert_or_assign(anchor, node);
}

void DocumentBuilder::keep(const std::string& anchor, const std::string& name, Place place) {
    keep(anchor, {Value(name).at(place), {.values = 1, .bytes = name.size(), .levels = 1}});
}

void DocumentBuilder::put(Node node) {
    if (open_.empty()) {
        root_ = std::move(node.value);
        return;
    }
    Open& in = open_.back();
    in.size.values += node.size.values;
    in.size.bytes += node.size.bytes;
    in.size.levels = std::max(in.size.levels, node.size.levels + 1);
    if (in.value.is_list()) {
        in.value.list().push_back(std::move(node.value));
        return;
    }
    if (!in.has_name) {  // only an alias or a function can occur here: other scalars are names
        tell_no_text(node.value.place, kind_of(node.value));
        in.has_name = in.drops_next = true;
        return;
    }
    if (in.merges_next)
        in.merged.push_back(std::move(node.value));
    else if (!in.drops_next)
        in.value.map().push_back({std::move(in.name), std::move(node.value), in.name_place});
    in.has_name = in.drops_next = in.merges_next = false;
    in.name.clear();
}

/// `<<` adds what the map does not define itself; of several, the first that has a name provides its value.
void DocumentBuilder::merge(Open& into) {
    if (into.merged.empty()) return;
    std::vector<Value> sources;
    for (Value& one : into.merged) {
        if (one.is_list())
            std::move(one.list().begin(), one.list().end(), std::back_inserter(sources));
        else
            sources.push_back(std::move(one));
    }
    Map& members = into.value.map();
    std::unordered_map<std::string, bool> known;
    for (const Member& one : members) known.emplace(one.name, true);
    for (Value& source : sources) {
        if (source.is_call())  // a map with only a function in it
            source = map_of_one(source.place, std::string(long_name(source.call().function)), source.argument());
        if (!source.is_map()) {
            tell(rules::malformed_document, fmt::format("`<<` merges {}, which is not a map", kind_of(source)),
                 {source.place, "here"}, "merge maps only");
            continue;
        }
        for (Member& one : source.map())
            if (known.emplace(one.name, true).second) members.push_back(std::move(one));
    }
}

/// Before a member that is written twice is dropped: its value is not to be told either.
void DocumentBuilder::hide(const Map& members) {
    if (!hides_values(members)) return;
    for (const Member& one : members)
        if (is_hidden_by_no_echo(one.name)) hide(one.value);
}

void DocumentBuilder::hide(const Value& value) {
    if (value.is_list())
        for (const Value& one : value.list()) hide(one);
    else if (value.is_map())
        for (const bool hides = hides_values(value.map()); const Member& one : value.map()) {
            // What such a map hides was noted when it was closed, so that each value is looked at once.
            if (hides && is_hidden_by_no_echo(one.name)) continue;
            if (one.place.known()) hidden_.push_back(one.place);
            hide(one.value);
        }
    else if (value.is_call())
        hide(value.argument());
    if (value.is_list() || value.is_map() || !value.place.known()) return;
    hidden_.push_back(value.place);
    const auto marked = aliased_.find({value.place.line, value.place.column});
    if (marked != aliased_.end()) hidden_.push_back(marked->second);
}

/// The first of the members with the same name is kept.
void DocumentBuilder::drop_repeated(Map& members) {
    if (!have_repeated(members)) return;
    std::vector<std::uint32_t> order(members.size());
    std::iota(order.begin(), order.end(), 0U);
    std::stable_sort(order.begin(), order.end(),
                     [&](std::uint32_t a, std::uint32_t b) { return members[a].name < members[b].name; });
    std::vector<std::uint32_t> repeated;
    std::uint32_t first = order.front();
    for (std::size_t i = 1; i < order.size(); ++i) {
        const Member &one = members[order[i]], &original = members[first];
        if (one.name != original.name) {
            first = order[i];
            continue;
        }
        repeated.push_back(order[i]);
        repeats_ = true;
        tell({.rule = &rules::duplicate_name,
              .message = fmt::format("`{:.80}` appears twice in one map", one.name),
              .primary = {one.place, "again here"},
              .related = {{original.place, "first here"}},
              .fix = "keep one of the two, or rename it"});
    }
    if (repeated.empty()) return;
    std::sort(repeated.begin(), repeated.end());
    auto next = repeated.begin();
    std::uint32_t index = 0;
    std::erase_if(members, [&](const Member&) {
        const bool is_repeated = next != repeated.end() && *next == index;
        next += is_repeated;
        ++index;
        return is_repeated;
    });
}

std::optional<Value> DocumentBuilder::finish() {
    if (refused_ || !root_) return std::nullopt;
    // SAM's command line resolves aliases before it deploys.
    if (aliases_ > 0 && !is_for_sam(root_->find("Transform")))
        tell(rules::alias_not_supported,
             aliases_ == 1
                 ? "the template has an alias, which CloudFormation does not resolve"
                 : fmt::format("the template has {} aliases, which CloudFormation does not resolve", aliases_),
             {first_alias_, aliases_ == 1 ? "here" : "the first is here"},
             "write out the repeated parts, or let `aws cloudformation package` do it before the deployment");
    return std::move(root_);
}

}  // namespace bobgen

#include "generator/lower/override_path.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "generator/analysis/described.h"
#include "generator/characters.h"
#include "generator/nearest.h"

namespace bobgen {

namespace {

constexpr std::string_view form_of_paths =
    "write names with dots between them, elements of lists as `[0]`, and names with dots in them as `['a.b']`";

std::optional<std::size_t> index_in(std::string_view text) {
    std::size_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (text.empty() || error != std::errc() || end != text.data() + text.size()) return {};
    return number;
}

bool is_same_step(const PathStep& a, const PathStep& b) {
    return a.index && b.index ? *a.index == *b.index : a.name == b.name;
}

/// "`VpcConfig.SubnetIds`", as far as the step `count`.
std::string beginning_of(const Path& path, std::size_t count) {
    return count == 0 ? "it" : "`" + spelt(Path(path.begin(), path.begin() + static_cast<std::ptrdiff_t>(count))) + "`";
}

PathFault no_element(const Path& path, std::size_t at, std::size_t size) {
    return {fmt::format("leads to element {} of {}, which has {}", *path[at].index, beginning_of(path, at),
                        size == 0   ? "none"
                        : size == 1 ? "1 element"
                                    : fmt::format("{} elements", size)),
            size == 0   ? "add elements with `.append`, and the path of the list"
            : size == 1 ? "write the number 0, or add an element with `.append`"
                        : fmt::format("write a number from 0 to {}, or add an element with `.append`", size - 1)};
}

/// Takes steps as long as there is something to step into.
class PathWalk {
public:
    PathWalk(Value& root, const Path& path) : here_(&root), path_(path) {}

    /// To the container of what the last step names; with `place`, maps on the way are made.
    bool to_container(std::optional<Place> make_at) {
        for (std::size_t at = 0; at + 1 < path_.size(); ++at) {
            Value* next = step(at);
            if (!next && fault_) return false;
            if (!next) {
                if (!make_at) return false;
                if (path_[at + 1].bracketed) {
                    fault_ = no_element(path_, at + 1, 0);
                    return false;
                }
                next = &here_->set(path_[at].name, Value(Map{}).at(*make_at), *make_at);
            }
            here_ = next;
        }
        return true;
    }
    /// What the last step names; null when it is not there, or with a fault.
    Value* last() { return step(path_.size() - 1); }
    Value& container() { return *here_; }
    std::optional<PathFault> fault() && { return std::move(fault_); }
    bool failed() const { return fault_.has_value(); }

private:
    Value* step(std::size_t at) {
        const PathStep& one = path_[at];
        if (here_->is_null()) *here_ = Value(Map{}).at(here_->place);
        if (here_->is_map()) {
            if (!one.bracketed) return here_->find(one.name);
            fault_ = {fmt::format("has a number in brackets, and {} is a map", beginning_of(path_, at)),
                      "write the name of a member"};
            return nullptr;
        }
        if (here_->is_list()) {
            if (!one.index) {
                fault_ = {fmt::format("leads to `{}` of {}, which is a list", one.name, beginning_of(path_, at)),
                          "write the number of an element before it, as `[0]`"};
                return nullptr;
            }
            if (*one.index < here_->list().size()) return &here_->list()[*one.index];
            fault_ = no_element(path_, at, here_->list().size());
            return nullptr;
        }
        fault_ = {fmt::format("leads through {}, which is {}", beginning_of(path_, at), described(*here_)),
                  here_->is_call() ? fmt::format("set {} as a whole: what is in it is only known when it is deployed",
                                                 beginning_of(path_, at))
                                   : fmt::format("set {} as a whole", beginning_of(path_, at))};
        return nullptr;
    }

    Value* here_;
    const Path& path_;
    std::optional<PathFault> fault_;
};

}  // namespace

std::optional<PathFault> parse_path(std::string_view text, Path& into) {
    const auto wrong = [](std::string_view what) { return PathFault{std::string(what), std::string(form_of_paths)}; };
    std::size_t at = 0;
    bool wants_name = true;
    while (at < text.size()) {
        if (text[at] == '[') {
            if (text.substr(at).starts_with("['")) {
                const std::size_t end = text.find("']", at + 2);
                if (end == text.npos) return wrong("has a bracket that is not closed");
                if (end == at + 2) return wrong("has an empty name");
                into.push_back({std::string(text.substr(at + 2, end - at - 2)), {}, false});
                at = end + 2;
            } else {
                const std::size_t end = text.find(']', at);
                if (end == text.npos) return wrong("has a bracket that is not closed");
                const std::string_view number = text.substr(at + 1, end - at - 1);
                const auto index = index_in(number);
                if (!index) return wrong("has something other than a number in brackets");
                if (into.empty()) return wrong("begins with a number, and properties have names");
                into.push_back({std::string(number), index, true});
                at = end + 1;
            }
            if (at < text.size() && text[at] != '.' && text[at] != '[') return wrong("has no dot after a bracket");
        } else {
            const std::size_t end = std::min(text.find_first_of(".[", at), text.size());
            if (end == at) return wrong("has an empty name");
            const std::string_view name = text.substr(at, end - at);
            into.push_back({std::string(name), index_in(name), false});
            at = end;
        }
        wants_name = at < text.size() && text[at] == '.';
        if (wants_name) ++at;
    }
    if (wants_name) return wrong(text.empty() ? "is empty" : "ends with a dot");
    return {};
}

std::string spelt(const Path& path) {
    std::string made;
    for (const PathStep& one : path) {
        if (one.bracketed)
            made += "[" + one.name + "]";
        else if (one.name.find_first_of(".[") != std::string::npos)
            made += "['" + one.name + "']";
        else
            made.append(made.empty() ? "" : ".").append(one.name);
    }
    return made;
}

bool comes_later(std::string_view path, std::string_view other) {
    Path one, two;
    if (parse_path(path, one)) one.clear();
    if (parse_path(other, two)) two.clear();
    for (std::size_t i = 0; i < one.size() && i < two.size(); ++i) {
        if (one[i].index && two[i].index && *one[i].index != *two[i].index) return *one[i].index > *two[i].index;
        if (!(one[i].index && two[i].index) && one[i].name != two[i].name) return one[i].name < two[i].name;
    }
    return one.size() > two.size();
}

bool is_at_or_inside(const Path& path, const Path& other) {
    return path.size() >= other.size() && std::equal(other.begin(), other.end(), path.begin(), is_same_step);
}

const Value* value_at(const Value& root, const Path& path) {
    const Value* here = &root;
    for (const PathStep& one : path) {
        if (here->is_map() && !one.bracketed)
            here = here->find(one.name);
        else if (here->is_list() && one.index && *one.index < here->list().size())
            here = &here->list()[*one.index];
        else
            return nullptr;
        if (!here) return nullptr;
    }
    return here;
}

PathResult set_at(Value& root, const Path& path, Value value, Place place) {
    PathWalk walk(root, path);
    if (!walk.to_container(place)) return {PathEffect::none, std::move(walk).fault()};
    Value* there = walk.last();
    if (walk.failed()) return {PathEffect::none, std::move(walk).fault()};
    if (there && *there == value) return {};
    if (!there) {
        walk.container().set(path.back().name, std::move(value), place);
    } else {
        *there = std::move(value);
        if (walk.container().is_map())
            for (Member& one : walk.container().map())
                if (&one.value == there) one.place = place;
    }
    return {PathEffect::changed};
}

PathResult remove_at(Value& root, const Path& path, Place place) {
    PathWalk walk(root, path);
    if (!walk.to_container({})) return {PathEffect::none, std::move(walk).fault()};
    const Value* there = walk.last();
    if (walk.failed()) return {PathEffect::none, std::move(walk).fault()};
    if (!there) return {};
    Value& container = walk.container();
    if (container.is_map())
        std::erase_if(container.map(), [&](const Member& one) { return &one.value == there; });
    else
        container.list().erase(container.list().begin() + (there - container.list().data()));
    if (path.size() > 1) container.place = place;
    return {PathEffect::changed};
}

PathResult append_at(Value& root, const Path& path, Value value, Place place) {
    if (value.is_list() && value.list().empty()) return {};
    PathWalk walk(root, path);
    if (!walk.to_container(place)) return {PathEffect::none, std::move(walk).fault()};
    Value* there = walk.last();
    if (walk.failed()) return {PathEffect::none, std::move(walk).fault()};
    if (!there) there = &walk.container().set(path.back().name, Value(List{}).at(place), place);
    if (!there->is_list())
        return {PathEffect::none, PathFault{fmt::format("is {}, and not a list to append to", described(*there)),
                                            "set the whole value with `.set`"}};
    if (value.is_list()) {
        for (Value& one : value.list()) there->append(std::move(one));
    } else {
        there->append(std::move(value));
    }
    return {PathEffect::changed};
}

}  // namespace bobgen

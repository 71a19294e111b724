#include "generator/build/handlers.h"

#include <algorithm>
#include <map>

#include "generator/characters.h"
#include "generator/nearest.h"
#include "generator/rules/handlers.h"

namespace bobgen {

namespace {

/// The file in the same folder that a misspelt name may mean and that no other function has.
std::string nearest_source(const Handler& handler, const std::vector<Handler>& all,
                           const std::set<std::string>& sources) {
    const std::string folder = handler.folder + "/handlers/";
    Nearest nearest(handler.stem);
    for (const std::string& source : sources) {
        if (!source.starts_with(folder)) continue;
        const auto has = [&](const Handler& other) { return other.source() == source; };
        if (std::none_of(all.begin(), all.end(), has))
            nearest.offer(std::string_view(source).substr(folder.size(), source.rfind('.') - folder.size()));
    }
    return nearest.best().empty() ? "" : folder + std::string(nearest.best()) + ".cpp";
}

}  // namespace

std::string handler_stem(std::string_view function) {
    std::string made;
    for (std::size_t i = 0; i < function.size(); ++i) {
        const char c = function[i], before = i > 0 ? function[i - 1] : '_';
        const bool before_lower = i + 1 < function.size() && is_lower(function[i + 1]);
        // A capital starts a word, and so does the last of several: getURLOfUser is get_url_of_user.
        if (is_upper(c) && (is_lower(before) || is_digit(before) || (is_upper(before) && before_lower))) made += '_';
        made += is_alphanumeric(c) ? to_lower(c) : '_';
    }
    return made;
}

std::string Handler::all_stages() const {
    std::string made;
    for (const InStage& one : stages) made.append(made.empty() ? "" : ", ").append(one.stack);
    return made;
}

void add_handlers(std::vector<Handler>& into, std::string_view folder, const std::string& stack,
                  const std::vector<DeclaredFunction>& functions) {
    for (const DeclaredFunction& function : functions) {
        const auto same = [&](const Handler& one) {
            return one.folder == folder && one.function().name == function.name;
        };
        auto found = std::find_if(into.begin(), into.end(), same);
        if (found == into.end())
            found = into.insert(into.end(), {std::string(folder), handler_stem(function.name), {}});
        found->stages.push_back({stack, function});
    }
}

void check_handlers(const std::vector<Handler>& handlers, const std::set<std::string>& sources, Report& report) {
    std::map<std::string, const Handler*> by_source;
    for (const Handler& one : handlers) {
        const DeclaredFunction& function = one.function();
        if (!function.runs_a_program()) continue;
        const auto [other, first] = by_source.emplace(one.source(), &one);
        if (!first) {
            report.add({.rule = &rules::shared_handler,
                        .message = "functions `" + other->second->function().name + "` and `" + function.name +
                                   "` are both `" + one.source() + "`",
                        .primary = {function.place, "the second"},
                        .related = {{other->second->function().place, "the first"}},
                        .fix = "give one of the two a different name",
                        .stack = one.all_stages()});
        } else if (!sources.contains(one.source())) {
            const std::string nearest = nearest_source(one, handlers, sources);
            report.add({.rule = &rules::missing_handler,
                        .message = "function `" + function.name + "` has no handler",
                        .primary = {function.place, "there is no `" + one.source() + "`"},
                        .related = {},
                        .fix = nearest.empty() ? "create it"
                                               : "create it; or is it `" + nearest + "`, which belongs to no function?",
                        .stack = one.all_stages()});
        }
        for (const Handler::InStage& in : one.stages)
            if (in.function.architecture != function.architecture)
                report.add({.rule = &rules::architecture_differs,
                            .message = "function `" + function.name + "` is for " + function.architecture + " in `" +
                                       one.stages.front().stack + "` and for " + in.function.architecture + " in `" +
                                       in.stack + "`",
                            .primary = {in.function.architecture_place, {}},
                            .related = {},
                            .fix = "choose one architecture, or build one stage at a time",
                            .stack = in.stack});
    }
}

}  // namespace bobgen

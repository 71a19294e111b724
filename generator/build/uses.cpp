#include "generator/build/uses.h"

#include <algorithm>

#include "generator/nearest.h"

#include "generator/rules/handlers.h"

namespace bobgen {

namespace {

constexpr std::string_view marker = "bob.use:";

struct Operation {
    bob::Access access;
    std::string_view word;   ///< the enumerator's name
    std::string_view grant;  ///< as `.uses` has it
    std::string_view never;  ///< for a handler that never does this
    std::string_view does;
};

constexpr Operation operations[] = {
    {bob::Access::read, "read", "reads", "never reads", "reads"},
    {bob::Access::write, "write", "writes", "never puts or updates an item of", "writes"},
    {bob::Access::remove, "remove", "deletes", "never erases an item of", "erases items of"},
    {bob::Access::query, "query", "queries", "never queries", "queries"},
    {bob::Access::check, "check", "checks", "never checks a condition on", "checks conditions on"},
    {bob::Access::batch_write, "batch_write", "batch_writes", "never writes a batch to", "writes batches to"},
    {bob::Access::scan, "scan", "scans", "never scans", "scans"},
    {bob::Access::partiql_read, "partiql_read", "partiql_reads", "never reads by PartiQL from",
     "reads by PartiQL from"},
    {bob::Access::partiql_write, "partiql_write", "partiql_writes", "never writes by PartiQL to",
     "writes by PartiQL to"},
    {bob::Access::search, "search", "searches", "never searches by vectors in", "searches by vectors in"},
    {bob::Access::send, "send", "sends", "never sends to", "sends to"},
    {bob::Access::publish, "publish", "publishes", "never publishes to", "publishes to"},
    {bob::Access::invoke, "invoke", "invokes", "never invokes", "invokes"},
    {bob::Access::manage, "manage", "manages_connections", "never manages the connections of",
     "manages the connections of"},
    {bob::Access::fetch, "fetch", "fetches", "never asks for", "asks for"},
    {bob::Access::client_secret, "client_secret", "fetches", "never needs the secret of", "needs the secret of"},
};

const Operation& operation(bob::Access access) {
    return *std::find_if(std::begin(operations), std::end(operations),
                         [&](const Operation& one) { return one.access == access; });
}

std::string_view kind_of(bob::Access access) {
    switch (access) {
        case bob::Access::send:
            return "queue";
        case bob::Access::publish:
            return "topic";
        case bob::Access::invoke:
            return "function";
        case bob::Access::manage:
            return "WebSocket API";
        case bob::Access::fetch:
            return "secret";
        case bob::Access::client_secret:
            return "user pool client";
        default:
            return "table";
    }
}

/// "read:Users" as a use, without a place; nothing when bob does not know it.
bool parse(std::string_view text, DeclaredUse& use) {
    const std::size_t colon = text.find(':');
    if (colon == text.npos) return false;
    const auto known = std::find_if(std::begin(operations), std::end(operations),
                                    [&](const Operation& one) { return one.word == text.substr(0, colon); });
    if (known == std::end(operations)) return false;
    const std::string_view target = text.substr(colon + 1);
    const std::size_t slash = target.find('/');
    use.access = known->access;
    use.target = target.substr(0, slash);
    use.index = slash == target.npos ? "" : target.substr(slash + 1);
    // The stack's WebSocket API needs no name.
    return !use.target.empty() || use.access == bob::Access::manage;
}

std::string marked(const DeclaredUse& use) {
    return std::string(operation(use.access).word) + ":" + use.target + (use.index.empty() ? "" : "/" + use.index);
}

std::string target_of(const DeclaredUse& use) {
    const std::string target = std::string(kind_of(use.access)) + " `" + use.target + "`";
    return use.index.empty() ? target : "index `" + use.index + "` of " + target;
}

}  // namespace

std::vector<std::string> uses_in(std::string_view program) {
    std::vector<std::string> made;
    for (std::size_t at = program.find(marker); at != program.npos; at = program.find(marker, at)) {
        at += marker.size();
        const std::size_t end = program.find('\0', at);
        DeclaredUse use;
        // Names of tables and indexes have at most 255 characters; longer ones only look like markers.
        if (end == program.npos || end - at > 600 || !parse(program.substr(at, end - at), use)) continue;
        made.emplace_back(program.substr(at, end - at));
    }
    std::sort(made.begin(), made.end());
    made.erase(std::unique(made.begin(), made.end()), made.end());
    return made;
}

void check_uses(const DeclaredFunction& declared, const std::vector<std::string>& found, std::string_view stack,
                Report& report) {
    for (const DeclaredUse& use : declared.uses) {
        if (std::binary_search(found.begin(), found.end(), marked(use))) continue;
        report.add({
            .rule = &rules::unused_grant,
            .message = "the handler of `" + declared.name + "` " + std::string(operation(use.access).never) + " " +
                       target_of(use),
            .primary = {use.place.or_else(declared.place), "granted here"},
            .related = {},
            .fix = "remove it from `.uses`, or use it",
            .stack = std::string(stack),
        });
    }
    for (const std::string& text : found) {
        DeclaredUse use;
        if (!parse(text, use)) continue;
        // A statement of the function's own may grant it, as it did before there was a word for it.
        if (use.access == bob::Access::client_secret) continue;
        const bool granted = std::any_of(declared.uses.begin(), declared.uses.end(),
                                         [&](const DeclaredUse& one) { return marked(one) == text; });
        if (granted) continue;
        report.add({
            .rule = &rules::use_without_grant,
            .message = "the handler of `" + declared.name + "` " + std::string(operation(use.access).does) + " " +
                       target_of(use) + ", which the function is not granted",
            .primary = {declared.place, "declared here"},
            .related = {},
            .fix =
                "add to its `.uses`: `" + std::string(operation(use.access).grant) + "<...>` of the " + target_of(use),
            .stack = std::string(stack),
        });
    }
}

}  // namespace bobgen

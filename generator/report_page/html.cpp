#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "generator/build/archive.h"
#include "generator/report/text.h"
#include "generator/report_page/page.h"
#include "generator/report_page/style.h"

namespace bobgen::page {

namespace {

/// What a change marks stays a box by itself: a browser still draws so many.
constexpr std::size_t most_nodes_of_picture = 2000;

std::string escaped(std::string_view text) {
    std::string made;
    made.reserve(text.size());
    while (!text.empty()) {
        const Glyph glyph = first_glyph(text);
        const std::string_view one = text.substr(0, glyph.bytes);
        text.remove_prefix(glyph.bytes);
        if (one == "&")
            made += "&amp;";
        else if (one == "<")
            made += "&lt;";
        else if (one == ">")
            made += "&gt;";
        else if (one == "\"")
            made += "&quot;";
        else if (one == "'")
            made += "&#39;";
        else if (one == "\n" || one == "\t" || glyph.plain)
            made += one;
        else
            made += "\u00b7";  // what would turn the direction of the text, or is no text
    }
    return made;
}

/// Text in which backticks mark code.
std::string with_code(std::string_view text) {
    std::string made;
    bool in_code = false;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('`'), text.size());
        made += escaped(text.substr(0, end));
        text.remove_prefix(end);
        if (text.empty()) break;
        text.remove_prefix(1);
        // A last one without a partner is itself.
        if (!in_code && text.find('`') == text.npos) {
            made += "`";
            continue;
        }
        made += in_code ? "</code>" : "<code>";
        in_code = !in_code;
    }
    return made;
}

std::string code(std::string_view text) { return text.empty() ? "" : fmt::format("<code>{}</code>", escaped(text)); }

std::string tag(std::string_view kind, std::string_view text) {
    return fmt::format("<span class=\"r-tag r-{}\">{}</span>", kind, escaped(text));
}

/// 1,234,567; with a decimal where the amount is small.
std::string grouped(double amount) {
    std::string made =
        amount < 100 && amount != std::floor(amount) ? fmt::format("{:.2f}", amount) : fmt::format("{:.0f}", amount);
    std::size_t at = std::min(made.find('.'), made.size());
    for (; at > 3; at -= 3) made.insert(at - 3, ",");
    return made;
}

std::string dollars(double amount) {
    return fmt::format("${}", amount < 100 ? fmt::format("{:.2f}", amount) : grouped(amount));
}

std::string counted(std::size_t count, std::string_view one, std::string_view many) {
    return fmt::format("{} {}", count, count == 1 ? one : many);
}

std::string where(Place place, Sources& sources) {
    if (!place.known()) return {};
    const Place at = sources.resolve(place);
    return fmt::format("{}:{}", at.file, at.line);
}

class PageWriter {
public:
    PageWriter(const Page& page, Sources& sources) : page_(page), sources_(sources) {}

    std::string run() {
        head();
        bar();
        out_ += "<main id=\"main\">\n";
        overview();
        change();
        findings();
        for (std::size_t i = 0; i < page_.stacks.size(); ++i) stack(page_.stacks[i], i);
        out_ += "</main>\n";
        foot();
        return std::move(out_);
    }

private:
    void head() {
        // Nothing is loaded, and nothing runs but the script whose hash this is.
        out_ += fmt::format(
            "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; "
            "script-src 'sha256-{}'; base-uri 'none'; form-action 'none'\">\n"
            "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n"
            "<meta name=\"referrer\" content=\"no-referrer\">\n<title>{}</title>\n<style>{}</style>\n</head>\n<body>\n",
            code_sha256(page_script), escaped(title()), page_style);
    }

    std::string title() const {
        std::string names;
        for (const Stack& one : page_.stacks) names += (names.empty() ? "" : ", ") + one.name;
        constexpr std::size_t most = 100;
        if (names.size() > most) names = counted(page_.stacks.size(), "stack", "stacks");
        return (page_.against.empty() ? "Stack report: " : "Change report: ") + names;
    }

    void bar() {
        out_ +=
            "<a class=\"r-skip\" href=\"#main\">Skip to the report</a>\n<header class=\"r-bar\"><div><strong>bob"
            "</strong>\n<nav aria-label=\"Contents\"><ul>\n<li><a href=\"#overview\">Overview</a></li>\n";
        if (!page_.against.empty()) out_ += "<li><a href=\"#change\">Change</a></li>\n";
        out_ += "<li><a href=\"#findings\">Findings</a></li>\n";
        for (std::size_t i = 0; i < page_.stacks.size(); ++i)
            out_ += fmt::format("<li><a href=\"#stack-{}\">{}</a></li>\n", i + 1, escaped(page_.stacks[i].name));
        out_ +=
            "</ul></nav>\n<form role=\"search\" hidden><input type=\"search\" "
            "aria-label=\"Show only rows and findings with these words\" placeholder=\"Search rows\" "
            "autocomplete=\"off\"><output aria-live=\"polite\"></output></form>\n</div></header>\n";
    }

    void fact(std::string_view value, std::string_view what, bool is_to_look_at = false) {
        out_ += fmt::format("<li{}><b>{}</b>{}</li>\n", is_to_look_at ? " class=\"r-look\"" : "", escaped(value),
                            escaped(what));
    }

    void overview() {
        std::size_t functions = 0, tables = 0, routes = 0, open = 0, unused = 0, scans = 0;
        double cost = 0;
        for (const Stack& one : page_.stacks) {
            functions += one.functions;
            tables += one.tables.size();
            routes += one.routes.size();
            open += one.open_routes();
            unused += one.unused_indexes();
            scans += one.scans();
            cost += one.costs.total();
        }
        out_ += fmt::format("<h1 id=\"overview\">{}</h1>\n", escaped(title()));
        if (!page_.against.empty())
            out_ += fmt::format("<p class=\"r-soft\">Compared with {}.</p>\n", code(page_.against));
        out_ += "<ul class=\"r-facts\">\n";
        fact(std::to_string(functions), functions == 1 ? "function" : "functions");
        fact(std::to_string(tables), tables == 1 ? "table" : "tables");
        fact(std::to_string(routes), routes == 1 ? "route" : "routes");
        fact(std::to_string(open), open == 1 ? "route that anyone may call" : "routes that anyone may call", open > 0);
        fact(std::to_string(unused), unused == 1 ? "index that nobody queries" : "indexes that nobody queries",
             unused > 0);
        fact(std::to_string(scans), scans == 1 ? "grant to scan" : "grants to scan", scans > 0);
        fact(std::to_string(page_.findings.errors() + page_.findings.warnings()), "findings", !page_.findings.clean());
        fact(dollars(cost), "a month, as stated below");
        out_ += "</ul>\n";
        if (page_.stacks.size() < 2) return;
        open_table("Stacks", {"Stack", "Functions", "Tables", "Routes", "Open routes", "Unused indexes", "A month"});
        for (std::size_t i = 0; i < page_.stacks.size(); ++i) {
            const Stack& one = page_.stacks[i];
            out_ += fmt::format(
                "<tr><th scope=\"row\"><a href=\"#stack-{}\">{}</a></th><td>{}</td><td>{}</td><td>{}</td><td>{}</td>"
                "<td>{}</td><td>{}</td></tr>\n",
                i + 1, escaped(one.name), one.functions, one.tables.size(), one.routes.size(), one.open_routes(),
                one.unused_indexes(), dollars(one.costs.total()));
        }
        close_table();
    }

    void change() {
        if (page_.against.empty()) return;
        out_ += "<h2 id=\"change\">Change and plan</h2>\n<h3>What the change does</h3>\n";
        block("What the change does", page_.change.empty() ? "nothing changes\n" : page_.change);
        if (page_.plan.empty()) return;
        out_ += "<h3>How to deploy it</h3>\n";
        block("How to deploy it", page_.plan);
    }

    void block(std::string_view label, std::string_view text) {
        out_ += fmt::format(
            "<div class=\"r-scroll\" role=\"region\" tabindex=\"0\" aria-label=\"{}\"><pre>{}</pre></div>\n",
            escaped(label), escaped(text));
    }

    void findings() {
        const Report& all = page_.findings;
        out_ += "<h2 id=\"findings\">Findings</h2>\n";
        if (all.clean())
            out_ += "<p>No rule has anything to say.</p>\n";
        else
            out_ += fmt::format("<p>{} and {}.</p>\n", counted(all.errors(), "error", "errors"),
                                counted(all.warnings(), "warning", "warnings"));
        for (const Diagnostic& one : all.diagnostics()) finding(one);
        if (all.suppressed().empty()) return;
        out_ += "<h3>Accepted findings</h3>\n";
        open_table("Accepted findings", {"Finding", "Rule", "Reason", "Place"});
        for (const Suppressed& one : all.suppressed())
            out_ += fmt::format("<tr><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>\n",
                                with_code(one.finding.message), code(one.finding.rule->id), escaped(one.reason),
                                code(where(one.finding.primary.place, sources_)));
        close_table();
    }

    void finding(const Diagnostic& one) {
        const bool is_error = one.rule->severity == Severity::error;
        out_ += fmt::format("<article class=\"r-finding\"><h4>{} {}</h4>\n",
                            is_error ? tag("bad", "error") : tag("warn", "warning"), with_code(one.message));
        excerpt(one.primary.place);
        out_ += "<dl>\n";
        const auto row = [&](std::string_view name, const std::string& text) {
            if (!text.empty()) out_ += fmt::format("<dt>{}</dt><dd>{}</dd>\n", name, text);
        };
        row("Place", code(where(one.primary.place, sources_)));
        row("Stacks", escaped(one.stack));
        for (const Label& related : one.related) {
            const std::string at = where(related.place, sources_);
            if (!at.empty()) row("See also", fmt::format("{} {}", code(at), with_code(related.text)));
        }
        row("Why", with_code(one.why.empty() ? std::string(one.rule->why) : one.why));
        row("Fix", with_code(one.fix));
        row("Rule", code(one.rule->id));
        out_ += "</dl></article>\n";
    }

    /// The line itself, with what is meant marked.
    void excerpt(Place place) {
        if (!place.known()) return;
        const auto line = sources_.line(place.file, place.line);
        if (!line) return;
        constexpr std::size_t most = 400;  // of a template on one line
        const Span span = sources_.span(place).value_or(Span{0, 0});
        const std::size_t from = span.first > most / 2 ? span.first - most / 2 : 0;
        const std::string_view text = line->substr(from, most);
        const std::size_t begin = std::min(span.first - from, text.size());
        const std::size_t size = std::min(span.size, text.size() - begin);
        out_ += fmt::format("<pre tabindex=\"0\">{} | {}", place.line, escaped(text.substr(0, begin)));
        if (size > 0) out_ += fmt::format("<mark>{}</mark>", escaped(text.substr(begin, size)));
        out_ += escaped(text.substr(begin + size)) + "</pre>\n";
    }

    void open_table(std::string_view label, std::initializer_list<std::string_view> heads, std::string_view kind = "") {
        out_ += fmt::format(
            "<div class=\"r-scroll\" role=\"region\" tabindex=\"0\" aria-label=\"{}\"><table{}>\n<thead><tr>",
            escaped(label), kind.empty() ? "" : fmt::format(" class=\"{}\"", kind));
        for (const std::string_view one : heads) out_ += fmt::format("<th scope=\"col\">{}</th>", escaped(one));
        out_ += "</tr></thead>\n<tbody>\n";
    }
    void close_table() { out_ += "</tbody></table></div>\n"; }

    void stack(const Stack& one, std::size_t number) {
        out_ += fmt::format("<section aria-labelledby=\"stack-{0}\">\n<h2 id=\"stack-{0}\">{1}</h2>\n", number + 1,
                            escaped(one.name));
        out_ +=
            fmt::format("<p class=\"r-soft\">{}, {}, {}, {}.</p>\n", counted(one.resources, "resource", "resources"),
                        counted(one.functions, "function", "functions"), counted(one.tables.size(), "table", "tables"),
                        counted(one.routes.size(), "route", "routes"));
        picture(one, number);
        routes(one);
        tables(one);
        matrix(one);
        costs(one);
        out_ += "</section>\n";
    }

    void picture(const Stack& one, std::size_t number) {
        if (one.picture.nodes.empty()) return;
        out_ += "<h3>Picture</h3>\n";
        const graph::Picture readable = graph::readable(one.picture);
        if (readable.nodes.size() > most_nodes_of_picture) {
            out_ += fmt::format(
                "<p>It would have {} boxes, too many to be read. <code>bobgen graph --focus</code> draws a part of it."
                "</p>\n",
                readable.nodes.size());
            return;
        }
        if (one.picture.nodes.size() > graph::most_nodes_to_read) out_ += "<p>What is alike is drawn as one.</p>\n";
        std::string drawn = graph::svg(readable);
        // Every picture of the page has an arrow head of its own name. Text has no quote that is not escaped.
        replace_all(drawn, "id=\"end\"", fmt::format("id=\"end-{}\"", number + 1));
        replace_all(drawn, "marker-end=\"url(#end)\"", fmt::format("marker-end=\"url(#end-{})\"", number + 1));
        out_ += fmt::format(
            "<div class=\"r-scroll\" role=\"region\" tabindex=\"0\" aria-label=\"Picture of {}\">{}</div>\n",
            escaped(one.name), drawn);
    }

    static void replace_all(std::string& in, std::string_view what, std::string_view by) {
        for (std::size_t at = in.find(what); at != in.npos; at = in.find(what, at + by.size()))
            in.replace(at, what.size(), by);
    }

    void routes(const Stack& of) {
        if (of.routes.empty()) return;
        out_ += "<h3>Routes and who may call them</h3>\n";
        open_table("Routes of " + of.name, {"Route", "Who may call it", "Answered by", "API", "Declared at"});
        for (const Route& one : of.routes)
            out_ += fmt::format("<tr><th scope=\"row\">{}</th><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>\n",
                                code(one.name), one.open ? tag("warn", "anyone") : tag("good", one.caller),
                                one.target.empty() ? "<span class=\"r-soft\">no function</span>" : escaped(one.target),
                                escaped(one.api), code(where(one.place, sources_)));
        close_table();
    }

    static std::string use(Index::Use use) {
        switch (use) {
            case Index::Use::granted:
                return tag("good", "queried");
            case Index::Use::possible:
                return tag("plain", "only by a wide grant");
            case Index::Use::unused:
                return tag("warn", "nobody queries it");
        }
        return {};
    }

    void tables(const Stack& of) {
        if (of.tables.empty()) return;
        out_ +=
            "<h3>Access patterns</h3>\n<p class=\"r-soft\">What the roles allow, whatever their conditions are. An "
            "index counts as queried when a grant of this template names it.</p>\n";
        for (const Table& one : of.tables) table(of, one);
    }

    void table(const Stack& of, const Table& one) {
        out_ += fmt::format("<h4>{} <span class=\"r-soft\">{}</span></h4>\n", escaped(one.label),
                            code(where(one.place, sources_)));
        if (one.accesses.empty()) {
            out_ += "<p>Nothing in this template may read or write it.</p>\n";
        } else {
            open_table(fmt::format("Access to {} of {}", one.label, of.name), {"Who", "May", "Through", "By key"});
            for (const Access& access : one.accesses) {
                const std::string through = access.through.empty() ? "the table" : escaped(access.through);
                out_ +=
                    fmt::format("<tr><th scope=\"row\">{}</th><td>{}</td><td>{}{}</td><td>{}</td></tr>\n",
                                escaped(access.who), access.scans ? tag("warn", access.verb) : escaped(access.verb),
                                through, access.by_wildcard ? " " + tag("plain", "by a grant on many resources") : "",
                                code(one.key_of(access)));
            }
            close_table();
        }
        if (one.indexes.empty()) return;
        open_table(fmt::format("Indexes of {} of {}", one.label, of.name), {"Index", "Key", "Kind", "Use"});
        for (const Index& index : one.indexes)
            out_ +=
                fmt::format("<tr><th scope=\"row\">{}</th><td>{}</td><td>{}</td><td>{}</td></tr>\n",
                            escaped(index.name), code(index.key), index.is_local ? "local" : "global", use(index.use));
        close_table();
    }

    void matrix(const Stack& of) {
        const Grants& grants = of.grants;
        if (grants.who.empty() || grants.on.empty()) return;
        out_ +=
            "<h3>Grants</h3>\n<p class=\"r-soft\">What the role of each may do with what. Writing to its own log is "
            "left out.</p>\n";
        out_ += fmt::format(
            "<div class=\"r-scroll\" role=\"region\" tabindex=\"0\" aria-label=\"{}\"><table class=\"r-matrix\">\n"
            "<thead><tr><th scope=\"col\">Who</th>",
            escaped("Grants of " + of.name));
        for (const graph::Node* one : grants.on) out_ += fmt::format("<th scope=\"col\">{}</th>", escaped(one->label));
        out_ += "</tr></thead>\n<tbody>\n";
        for (std::size_t row = 0; row < grants.who.size(); ++row) {
            out_ += fmt::format("<tr><th scope=\"row\">{}</th>", escaped(grants.who[row]->label));
            for (const graph::Edge* one : grants.cells[row]) {
                std::string words;
                if (one)
                    for (const std::string& word : one->words)
                        words += (words.empty() ? "" : ", ") + (word == "*" ? std::string("everything") : word);
                out_ += fmt::format("<td>{}</td>", escaped(words));
            }
            out_ += "</tr>\n";
        }
        close_table();
    }

    void costs(const Stack& of) {
        if (of.costs.lines.empty()) return;
        const Load& load = page_.load;
        out_ += "<h3>What a month costs</h3>\n";
        out_ += fmt::format(
            "<p>Taken are {} requests a month, {}; runs of {} ms with the memory that the function has, {} kB of log "
            "a run, one unit for what a function may read of a table and one for what it may write, also into each "
            "global index, and {} GB in each table.</p>\n",
            grouped(static_cast<double>(load.requests)),
            of.routes.empty()
                ? "shared evenly by the functions"
                : "shared evenly by the routes; a function that no route calls runs as often as one route",
            load.milliseconds, grouped(log_bytes_of_run / 1000), grouped(gigabytes_of_table));
        open_table("Costs of " + of.name, {"Service", "Amount", "Price", "US dollars a month"});
        for (const Cost& one : of.costs.lines)
            out_ += fmt::format(
                "<tr><th scope=\"row\">{}</th><td class=\"r-number\">{} {}</td><td><a href=\"{}\" rel=\"noreferrer\">"
                "${} {}</a></td><td class=\"r-number\">{}</td></tr>\n",
                escaped(one.price->service), grouped(one.amount), escaped(one.price->unit), escaped(one.price->source),
                fmt::format("{}", one.price->dollars), one.price->per > 1 ? "a million" : "each",
                fmt::format("{:.2f}", one.dollars()));
        out_ += fmt::format(
            "</tbody>\n<tfoot><tr><th scope=\"row\" colspan=\"3\">Total</th><td class=\"r-number\">{:.2f}</td></tr>"
            "</tfoot></table></div>\n",
            of.costs.total());
        out_ += fmt::format(
            "<p class=\"r-soft\">Prices of {}, on demand, of {}. Not counted: the free tier and taxes, data transfer, "
            "caches, provisioned capacity and concurrency, connection minutes of WebSocket APIs, backups, streams and "
            "replicas, keeping logs, metrics, alarms, keys, users' sign-ins, and every other service.</p>\n",
            prices::region, prices::date);
    }

    void foot() {
        out_ += fmt::format(
            "<footer>Written by bobgen " BOB_VERSION
            ". This page loads nothing and sends nothing.</footer>\n<script>{}</script>\n</body>\n</html>\n",
            page_script);
    }

    const Page& page_;
    Sources& sources_;
    std::string out_;
};

}  // namespace

std::string html(const Page& page, Sources& sources) { return PageWriter(page, sources).run(); }

}  // namespace bobgen::page

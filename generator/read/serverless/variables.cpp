#include "generator/read/serverless/variables.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <filesystem>
#include <utility>

#include "bob/stage.h"
#include "generator/analysis/resolve.h"
#include "generator/characters.h"
#include "generator/nearest.h"
#include "generator/no_echo.h"
#include "generator/rules/serverless.h"

namespace bobgen::serverless {

namespace {

/// Limit for all strings that variables produce, in bytes; a template has 1 MB at most.
constexpr std::size_t most_characters = 64u << 20;
/// Limit for values in values, and for chains of variables.
constexpr unsigned most_depth = 1500;
constexpr unsigned most_links = 200;

/// What can be resolved without an account, and what only in one.
constexpr std::array<std::string_view, 8> own_sources = {"self", "opt",  "sls",       "param",
                                                         "env",  "file", "strToBool", "aws"};
constexpr std::array<std::string_view, 14> account_sources = {
    "ssm", "s3",     "cf",    "git",     "terraform",      "vault",   "doppler",
    "hcv", "output", "state", "secrets", "secretsManager", "cognito", "service"};

template <std::size_t N>
bool has(const std::array<std::string_view, N>& names, std::string_view name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

bool is_unresolved(const Value& value) {
    return value.is_text() && value.text().find("{{resolve:serverless:") != std::string::npos;
}

std::string_view next_key(std::string_view& address) {
    const std::size_t dot = address.find('.');
    const std::string_view key = address.substr(0, dot);
    address.remove_prefix(dot == address.npos ? address.size() : dot + 1);
    return key;
}

const Value* child(const Value& of, std::string_view key) {
    if (of.is_map()) return of.find(key);
    if (of.is_call()) return key == long_name(of.call().function) ? &of.argument() : nullptr;
    if (!of.is_list()) return nullptr;
    std::size_t index = 0;
    const auto [end, error] = std::from_chars(key.data(), key.data() + key.size(), index);
    if (error != std::errc() || end != key.data() + key.size() || index >= of.list().size()) return nullptr;
    return &of.list()[index];
}

std::string_view nearest_key(const Value& of, std::string_view key) {
    Nearest nearest(key);
    if (of.is_map())
        for (const Member& one : of.map()) nearest.offer(one.name);
    return nearest.best();
}

std::string in_ticks(std::string_view text) { return "`" + std::string(text) + "`"; }

std::string shortened(std::string_view text) {
    constexpr std::size_t most = 80;
    std::string made(text.substr(0, most));
    for (char& c : made)
        if (static_cast<unsigned char>(c) < ' ' || static_cast<unsigned char>(c) > '~' || c == '`') c = '?';
    return text.size() <= most ? made : made + "...";
}

std::string_view extension(std::string_view path) {
    const std::size_t dot = path.rfind('.');
    return dot == path.npos || path.find('/', dot) != path.npos ? std::string_view() : path.substr(dot);
}

/// The path of a file relative to the file that names it, in the form of the command line.
std::string beside(std::string_view file, std::string_view path) {
    return (std::filesystem::path(file).parent_path() / path).lexically_normal().string();
}

/// As it stands in the file: "./config.${env:STAGE}.yml".
std::string written_of(const Pieces& pieces) {
    std::string made;
    for (const Piece& one : pieces) made += one.is_variable() ? "${" + one.written + "}" : one.text;
    return made;
}

bool is_read_as_document(std::string_view path) {
    const std::string_view kind = extension(path);
    return kind == ".yml" || kind == ".yaml" || kind == ".json" || kind == ".tfstate";
}

class Deeper {
public:
    explicit Deeper(unsigned& depth) : depth_(depth) { ++depth_; }
    ~Deeper() { --depth_; }
    Deeper(const Deeper&) = delete;
    Deeper& operator=(const Deeper&) = delete;

private:
    unsigned& depth_;
};

}  // namespace

class Variables::Openly {
public:
    explicit Openly(Variables& of) : of_(of), report_(of.report_), hiding_(of.hiding_) {
        if (!hiding_) return;
        of.hiding_ = false;
        of.report_ = &of.dropped_;
    }
    ~Openly() {
        of_.report_ = report_;
        of_.hiding_ = hiding_;
    }
    Openly(const Openly&) = delete;
    Openly& operator=(const Openly&) = delete;

private:
    Variables& of_;
    Report* report_;
    bool hiding_;
};

Variables::Variables(const Value& document, const char* file, const Surroundings& surroundings, Report& report)
    : document_(document), file_(file), surroundings_(surroundings), report_(&report), hiding_(surroundings.hide) {
    follow_aliases();
}

void Variables::follow_aliases() {
    const auto& aliases = surroundings_.hidden.aliases;
    for (; aliases_ < aliases.size(); ++aliases_) {
        const auto& [alias, meant] = aliases[aliases_];
        used_[{alias.file, alias.line, alias.column}].push_back(meant);
    }
}

Value Variables::unknown_text(std::string_view written, Place place) const {
    std::string made = "{{resolve:serverless:";
    for (char c : written.substr(0, 200))
        if (c != '$' && c != '{' && c != '}') made += c;
    return Value(made + "}}").at(place);
}

void Variables::too_large(Place place) {
    if (std::exchange(too_large_, true)) return;
    report_->add({.rule = &rules::variables_too_large,
                  .message = "the variables of this file expand beyond what bob reads",
                  .primary = {place, "reading stopped here"},
                  .related = {},
                  .fix = "repeat less: let each variable refer to a value, not to many others"});
}

bool Variables::grows(std::size_t characters, Place place) {
    characters_ += characters;
    if (!too_large_ && (++values_ > most_values || characters_ > most_characters || depth_ > most_depth))
        too_large(place);
    return !too_large_;
}

Value Variables::resolved(const Value& value) { return copied(value); }

/// A value that was resolved before, and that counts each time it is used.
Value Variables::repeated(const Value& value) {
    const Deeper deeper(depth_);
    if (!grows(value.is_text() ? value.text().size() : 0, value.place)) return unknown_text("", value.place);
    if (value.is_call()) return call(value.call().function, repeated(value.argument())).at(value.place);
    if (value.is_list()) {
        List made;
        for (const Value& one : value.list()) made.push_back(repeated(one));
        return Value(std::move(made)).at(value.place);
    }
    if (!value.is_map()) return value;
    Map made;
    for (const Member& one : value.map()) made.push_back({one.name, repeated(one.value), one.place});
    return Value(std::move(made)).at(value.place);
}

Value Variables::copied(const Value& value) {
    const Deeper deeper(depth_);
    if (!grows(value.is_text() ? value.text().size() : 0, value.place)) return unknown_text("", value.place);
    switch (value.kind()) {
        case Value::Kind::text:
            return may_have_variables(value.text()) ? repeated(settled(value)) : value;
        case Value::Kind::list: {
            List made;
            made.reserve(value.list().size());
            for (const Value& one : value.list()) made.push_back(copied(one));
            return Value(std::move(made)).at(value.place);
        }
        case Value::Kind::map: {
            Map made;
            made.reserve(value.map().size());
            const bool hides = hides_values(value.map());
            for (const Member& one : value.map()) {
                // Inside of what is hidden nothing has to be hidden again.
                const bool hidden = hides && !inside_hidden_ && is_hidden_by_no_echo(one.name);
                const bool before = std::exchange(inside_hidden_, inside_hidden_ || hidden);
                Value inside = copied(one.value);
                inside_hidden_ = before;
                made.push_back({one.name, hidden ? secret(std::move(inside)) : std::move(inside), one.place});
            }
            return Value(std::move(made)).at(value.place);
        }
        case Value::Kind::call:
            if (value.is_call(Intrinsic::get_att)) return attribute(value);
            return call(value.call().function, copied(value.argument())).at(value.place);
        case Value::Kind::null:
        case Value::Kind::boolean:
        case Value::Kind::integer:
        case Value::Kind::real:
            break;
    }
    return value;
}

/// `Fn::GetAtt: ${self:custom.arn}` is split at its first dot when its string is known.
Value Variables::attribute(const Value& value) {
    Value whole = copied(value.argument());
    if (!whole.is_text() || is_unresolved(whole)) return call(Intrinsic::get_att, std::move(whole)).at(value.place);
    const std::string& text = whole.text();
    const std::size_t dot = std::min(text.find('.'), text.size());
    List both{Value(text.substr(0, dot)).at(whole.place),
              Value(text.substr(std::min(dot + 1, text.size()))).at(whole.place)};
    return call(Intrinsic::get_att, Value(std::move(both)).at(whole.place)).at(value.place);
}

const Value& Variables::settled(const Value& text) {
    const auto [entry, fresh] = settled_[hiding_].try_emplace(&text);
    Settled& one = entry->second;  // its address is stable when others are added
    if (!fresh && !one.done) {
        // Still open: the path from it to here leads back to it.
        const auto first = std::find(open_.begin(), open_.end(), &text);
        std::vector<Label> others;
        for (auto other = first + 1; other < open_.end() && others.size() < 5; ++other)
            others.push_back({(*other)->place, "needs it"});
        const bool itself = others.empty();
        report_->add({.rule = &rules::variable_cycle,
                      .message = "`" + shortened(text.text()) + "` needs its own value",
                      .primary = {text.place, itself ? "refers to what contains it" : "refers to what needs it"},
                      .related = std::move(others),
                      .fix = "write one of the values out"});
        one.value = unknown_text("a cycle", text.place);
        one.done = true;
        return one.value;
    }
    if (one.done) {
        secrets_ += one.secret;
        return one.value;
    }
    open_.push_back(&text);
    const Watch watch(*this);
    // It may be used elsewhere, too.
    const bool inside = std::exchange(inside_hidden_, false);
    const unsigned spelling = std::exchange(spelling_, 0);
    Value made = resolved_text(text.text(), text.place);
    inside_hidden_ = inside;
    spelling_ = spelling;
    one.secret = watch.secret();
    open_.pop_back();
    if (!one.done) one.value = std::move(made);
    one.done = true;
    return one.value;
}

Value Variables::resolved_text(const std::string& text, Place place) {
    const Deeper deeper(depth_), linked(links_);
    if (links_ > most_links) too_large(place);
    if (!grows(0, place)) return unknown_text("", place);
    SyntaxFault fault;
    const std::optional<Pieces> pieces = read_pieces(text, fault);
    if (pieces) return pieced(*pieces, place);
    const std::size_t before = text.rfind("${", fault.at), begin = before == text.npos ? 0 : before;
    report_->add({.rule = &rules::invalid_variable,
                  .message = "`" + shortened(std::string_view(text).substr(begin)) + "` is not a valid variable",
                  .primary = {place, fault.what},
                  .related = {},
                  .fix = "write `${source:address}`, or `\\${` if it is not a variable"});
    return unknown_text(text, place);
}

Value Variables::pieced(const Pieces& pieces, Place place) {
    if (pieces.size() == 1 && pieces.front().is_variable()) {
        Found one = found(pieces.front(), place);
        if (one.kind == Found::Kind::value) {
            if (!one.value.place.known()) one.value.place = place;
            return std::move(one.value);
        }
        return unknown_text(pieces.front().written, place);
    }
    std::string made;
    for (const Piece& piece : pieces) {
        if (!piece.is_variable()) {
            made += piece.text;
            continue;
        }
        const Found one = found(piece, place);
        const std::optional<std::string> spelt = one.kind == Found::Kind::value ? text_in(one.value) : std::nullopt;
        if (spelt) {
            if (!grows(spelt->size(), place)) return unknown_text("", place);
            made += *spelt;
            continue;
        }
        if (one.kind == Found::Kind::value)
            report_->add({.rule = &rules::wrong_serverless_value,
                          .message = "`${" + shortened(piece.written) + "}` is " +
                                     (one.value.is_list()   ? "a list"
                                      : one.value.is_call() ? "a CloudFormation function"
                                                            : "a map") +
                                     ", and is used inside a string",
                          .primary = {place, "only strings, numbers and booleans can be part of a string"},
                          .related = {{one.value.place, "its value"}},
                          .fix = "use the variable alone, or `Fn::Sub` around the whole string"});
        made += unknown_text(piece.written, place).text();
    }
    return Value(std::move(made)).at(place);
}

Variables::Found Variables::found(const Piece& piece, Place place) {
    Found last;
    for (const Source& source : piece.sources) {
        if (source.type.empty()) return known(Value(source.literal).at(place));
        last = found(source, piece, place);
        // Only the account knows whether a parameter or another stack exists; so a later fallback must not be used.
        if (last.kind == Found::Kind::unknown) return last;
        if (last.kind == Found::Kind::value && !last.value.is_null()) return last;
    }
    report_->add(
        {.rule = &rules::variable_without_value,
         .message = "variable `${" + shortened(piece.written) + "}` has no value",
         .primary = {place, last.why.empty() ? "its source is null" : last.why},
         .related = {},
         .fix = last.fix.empty() ? "use a source that has a value, or add a fallback after a comma" : last.fix});
    return unknown();
}

std::optional<std::string> Variables::spelt(const Pieces& pieces, Place place) {
    const Openly openly(*this);
    const Deeper spelling(spelling_);
    const Value made = pieced(pieces, place);
    if (is_unknown(made)) return {};
    return text_in(made);
}

Variables::Found Variables::found(const Source& source, const Piece& piece, Place place) {
    std::string address;
    const Watch watch(*this);
    if (source.address) {
        std::optional<std::string> text = spelt(*source.address, place);
        if (!text) return unknown();
        address = std::move(*text);
    }
    const bool secret = watch.secret();
    Found made = looked_up(source, address, piece, place);
    // The reason would tell what was looked for.
    if (hiding_ && secret && made.kind == Found::Kind::nothing)
        return nothing("`" + shortened(piece.written) + "` leads to nothing", {});
    return made;
}

Variables::Found Variables::looked_up(const Source& source, std::string_view address, const Piece& piece, Place place) {
    const std::string_view type = source.type;
    if (type == "self") return self(address);
    if (type == "opt") return option(address);
    if (type == "param") return parameter(address, place);
    if (type == "env") return environment(address, place);
    if (type == "sls") {
        if (address == "stage") return known(Value(stage()));
        return address == "instanceId" ? unknown() : strange(source, piece, place);
    }
    if (type == "aws") {
        if (address == "accountId") return unknown();
        if (address != "region") return strange(source, piece, place);
        Found region = option("region");
        if (region.kind != Found::Kind::value) region = self("provider.region");
        return region.kind == Found::Kind::nothing ? known(Value("us-east-1")) : region;
    }
    if (type != "file" && type != "strToBool") {
        return has(account_sources, type) ? unknown() : strange(source, piece, place);
    }
    if (source.parameters.empty()) return strange(source, piece, place);
    const Watch watch(*this);
    const std::optional<std::string> asked = spelt(source.parameters.front(), place);
    if (!asked) return unknown();
    const bool secret = watch.secret();
    if (type == "file")
        return side_file(*asked, secret ? written_of(source.parameters.front()) : *asked, address, place);
    if (hiding_ && secret) return known(Value("${" + piece.written + "}").at(place));
    return truth(*asked, place);
}

Variables::Found Variables::strange(const Source& source, const Piece& piece, Place place) {
    // Plugins add their own sources, and so do the resolvers of version 4 under `stages`.
    const Value* plugins = document_.find("plugins");
    const bool own = has(own_sources, source.type);
    if (!own && ((plugins && !plugins->is_null()) || document_.find("stages"))) return unknown();
    Nearest nearest(source.type);
    for (std::string_view one : own_sources) nearest.offer(one);
    for (std::string_view one : account_sources) nearest.offer(one);
    const bool policy = source.type == "aws" || source.type.find('.') != std::string::npos;
    report_->add({.rule = &rules::unknown_variable_source,
                  .message = "`${" + shortened(piece.written) + "}` uses " +
                             (own ? "`" + source.type + "` for a value that it does not have" : "an unknown source"),
                  .primary = {place, own ? "`" + source.type + "` has no such value"
                                         : "there is no source " + in_ticks(shortened(source.type))},
                  .related = {},
                  .fix = policy ? "if an IAM variable is meant, write `\\${" + shortened(piece.written) + "}`"
                         : nearest.best().empty() || own
                             ? "use one of `self`, `opt`, `param`, `env`, `file`, `sls`, `ssm`, `s3`, `cf`, `aws`"
                             : "did you mean `" + std::string(nearest.best()) + "`?"});
    return unknown();
}

void Variables::uses(const Value& value) {
    if (spelling_ > 0 || open_.empty()) return;
    const Place user = open_.back()->place;
    std::vector<Place>& used = used_[{user.file, user.line, user.column}];
    const auto note = [&](const auto& self, const Value& one) -> void {
        if (one.is_call()) return self(self, one.argument());
        if (one.is_list())
            for (const Value& element : one.list()) self(self, element);
        else if (one.is_map())
            for (const Member& member : one.map()) self(self, member.value);
        else if (one.place.known() && !(one.place == user))
            used.push_back(one.place);
    };
    note(note, value);
}

void Variables::leave_out(const Value& value) {
    if (value.is_call()) return leave_out(value.argument());
    if (value.is_list())
        for (const Value& one : value.list()) leave_out(one);
    else if (value.is_map())
        for (const Member& one : value.map()) {
            leave_out(one.place);
            leave_out(one.value);
        }
    else
        leave_out(value.place);
}

void Variables::leave_out(Place place) {
    std::vector<Place> waiting{place};
    while (!waiting.empty()) {
        const Place one = waiting.back();
        waiting.pop_back();
        const Position position{one.file, one.line, one.column};
        if (!one.known() || !left_out_.insert(position).second) continue;
        HiddenText& hidden = surroundings_.hidden;
        hidden.places.push_back(one);
        const auto& repeating = hidden.repeating;
        if (std::find(repeating.begin(), repeating.end(), one.file) != repeating.end() ||
            (one.file != file_ && !is_read_as_document(one.file)))
            hidden.files.emplace_back(one.file);
        if (const auto used = used_.find(position); used != used_.end())
            waiting.insert(waiting.end(), used->second.begin(), used->second.end());
    }
}

Value Variables::secret(Value value) {
    ++secrets_;
    surroundings_.hides = true;
    leave_out(value);
    return hiding_ ? starred(value) : std::move(value);
}

Variables::Found Variables::at(const Value& root, bool done, std::string_view address, std::string_view what) {
    const Value* here = &root;
    std::string passed;
    bool hidden = false;
    while (!address.empty()) {
        if (!done && here->is_text() && may_have_variables(here->text())) {
            here = &settled(*here);
            done = true;
        }
        if (is_unresolved(*here)) return unknown();
        const std::string_view key = next_key(address);
        const Value* next = child(*here, key);
        if (!next || next->is_null()) {
            const std::string where = passed.empty() ? std::string(what) : in_ticks(passed);
            const std::string_view near = nearest_key(*here, key);
            return nothing(next ? where + " has `" + shortened(key) + "`, which is null"
                                : where + " has no " + in_ticks(shortened(key)),
                           near.empty() || near == key ? "" : "did you mean `" + std::string(near) + "`?");
        }
        passed.append(passed.empty() ? "" : ".").append(shortened(key));
        hidden = hidden || (here->is_map() && is_hidden_by_no_echo(key) && hides_values(here->map()));
        here = next;
    }
    Value made = done ? repeated(*here) : copied(*here);
    uses(made);
    return known(hidden ? secret(std::move(made)) : std::move(made));
}

/// A string from outside, which may contain variables.
Variables::Found Variables::given(std::string text, Place place) {
    return known(may_have_variables(text) ? resolved_text(text, place) : Value(std::move(text)).at(place));
}

Variables::Found Variables::self(std::string_view address) {
    Found found = at(document_, false, address, "the file");
    // The framework reads such a string once more, so a backslash protects a variable only in the string that contains
    // it.
    if (found.kind == Found::Kind::value && found.value.is_text() && may_have_variables(found.value.text()))
        found.value = resolved_text(found.value.text(), found.value.place);
    return found;
}

Variables::Found Variables::option(std::string_view name) {
    if (name == "stage")
        return surroundings_.stage.empty()
                   ? nothing("no stage was given", "pass `--stage`, or add a fallback: `${opt:stage, 'dev'}`")
                   : known(Value(surroundings_.stage));
    for (const GivenParameter& one : surroundings_.options)
        if (one.name == name) return known(Value(one.value));
    return nothing("no option `" + shortened(name) + "` was given",
                   "pass `" + (name == "region" ? "--region NAME" : "--opt " + shortened(name) + "=VALUE") +
                       "`, or add a fallback: `${opt:" + shortened(name) + ", '...'}`");
}

Variables::Found Variables::parameter(std::string_view name, Place place) {
    for (const GivenParameter& one : surroundings_.parameters)
        if (one.name == name) {
            one.asked = true;
            return given(one.value, place);
        }
    Nearest nearest(name);
    // `params` in every version; `stages` in version 4.
    for (const bool newer : {false, true})
        for (const std::string& stage : {stage_asked(), std::string("default")}) {
            const Value* found =
                newer ? document_.find({"stages", stage, "params"}) : document_.find({"params", stage});
            if (found && found->is_text()) found = &settled(*found);
            if (!found) continue;
            if (is_unresolved(*found)) return unknown();
            const Value* one = found->find(name);
            if (one && !one->is_null()) {
                Value made = copied(*one);
                uses(made);
                return known(std::move(made));
            }
            if (found->is_map())
                for (const Member& member : found->map()) nearest.offer(member.name);
        }
    return nothing("there is no parameter " + in_ticks(shortened(name)),
                   nearest.best().empty()
                       ? "pass `--param " + shortened(name) + "=...`, or give it under `params`, `default`"
                       : "did you mean `" + std::string(nearest.best()) + "`?");
}

Variables::Found Variables::environment(std::string_view name, Place place) {
    const auto& names = surroundings_.environment_names;
    if (!surroundings_.environment || std::find(names.begin(), names.end(), name) == names.end()) return unknown();
    std::optional<std::string> value = surroundings_.environment(surroundings_.self, name);
    if (value) {
        ++secrets_;
        surroundings_.hides = true;
        return hiding_ ? known(Value("${env:" + std::string(name) + "}").at(place)) : given(std::move(*value), place);
    }
    return nothing("the environment has no " + in_ticks(shortened(name)),
                   "set it, or add a fallback: `${env:" + shortened(name) + ", '...'}`");
}

Variables::Found Variables::side_file(std::string_view path, std::string_view shown, std::string_view address,
                                      Place place) {
    const std::string_view kind = extension(path);
    if (!surroundings_.file) return unknown();
    if (kind == ".js" || kind == ".cjs" || kind == ".mjs" || kind == ".ts" || kind == ".cts" || kind == ".mts") {
        // A program, of which only whether it is there is asked. What builds it may make it later.
        if (surroundings_.file(surroundings_.self, path, shown).kind == SideFile::Kind::none &&
            path.find("node_modules") == path.npos && path.find("dist/") == path.npos &&
            path.find("build/") == path.npos)
            return nothing("there is no file `" + shortened(shown) + "`",
                           "give the path of a file relative to the folder of this one");
        return unknown();
    }
    auto known_file = files_.find(path);
    if (known_file == files_.end()) {
        const SideFile file = surroundings_.file(surroundings_.self, path, shown);
        if (file.kind == SideFile::Kind::none)
            return nothing("there is no file `" + shortened(shown) + "`",
                           "give the path of a file relative to the folder of this one");
        std::unique_ptr<Value> document;
        const char* name = bob::runtime(beside(file_, shown)).text.data();
        if (file.kind != SideFile::Kind::read) {
            const bool outside = file.kind == SideFile::Kind::outside;
            report_->add({.rule = &rules::file_not_read,
                          .message = "the file `" + shortened(shown) + "` is not read: " +
                                     (outside ? "it is outside of the folder of this one" : "it is not a regular file"),
                          .primary = {place, outside ? "leads outside" : "no regular file"},
                          .related = {},
                          .fix = outside ? "if it is yours, allow its folder: `--allow-outside DIR`, or name the "
                                           "project's folder with `--root`"
                                         : "name a file of YAML, JSON or text"});
        } else if (is_read_as_document(path)) {
            if (auto read = read_document(file.text, name, Dialect::serverless, *report_, surroundings_.hidden))
                document = std::make_unique<Value>(std::move(*read));
            follow_aliases();
        } else {
            document = std::make_unique<Value>(Value(file.text).at(Place(name, 1, 1)));
        }
        known_file = files_.emplace(path, std::move(document)).first;
    }
    if (!known_file->second) return unknown();
    return at(*known_file->second, false, address, "the file");
}

Variables::Found Variables::truth(std::string_view text, Place place) {
    const std::string lower = to_lower(std::string(text));
    if (lower == "true" || lower == "1") return known(true);
    if (lower == "false" || lower == "0") return known(false);
    report_->add({.rule = &rules::wrong_serverless_value,
                  .message = "`" + shortened(text) + "` is not a boolean for `strToBool`",
                  .primary = {place, "it accepts `true`, `false`, `1` and `0`"},
                  .related = {},
                  .fix = "pass one of these four"});
    return unknown();
}

std::string Variables::stage_asked() {
    const Openly openly(*this);
    return stage();
}

const std::string& Variables::stage() {
    Stage& known = stages_[hiding_];
    secrets_ += known.secret;
    if (known.known) return known.name;
    if (!surroundings_.stage.empty()) {
        known.known = true;
        return known.name = surroundings_.stage;
    }
    const Watch watch(*this);
    const Found found = at(document_, false, "provider.stage", "the file");
    known.known = true;
    known.secret = watch.secret();
    known.name = "dev";
    if (found.kind == Found::Kind::value)
        if (auto text = text_in(found.value)) known.name = std::move(*text);
    if (found.kind == Found::Kind::unknown) known.name = unknown_text("stage", document_.place).text();
    return known.name;
}

}  // namespace bobgen::serverless

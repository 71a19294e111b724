#include "generator/read/configuration.h"

#include <yaml.h>

#include <algorithm>
#include <charconv>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <new>
#include <span>
#include <utility>

#include "bob/stage.h"
#include "generator/characters.h"
#include "generator/nearest.h"
#include "generator/rules/model.h"

namespace bobgen {

namespace {

/// A file name that lives as long as the program, as a Place requires.
const char* interned(const std::string& text) { return bob::runtime(text).text.data(); }

/// A value of the file, or a name; null where there is none.
using Node = const yaml_node_t*;

bool is_scalar(Node node) { return node && node->type == YAML_SCALAR_NODE; }
bool is_map(Node node) { return node && node->type == YAML_MAPPING_NODE; }

std::string_view text_of_scalar(Node node) {
    return {reinterpret_cast<const char*>(node->data.scalar.value), node->data.scalar.length};
}

/// Nothing at all, `~`, or `null`.
bool is_empty(Node node) {
    if (!node) return true;
    if (!is_scalar(node) || node->data.scalar.style != YAML_PLAIN_SCALAR_STYLE) return false;
    constexpr std::string_view words[] = {"", "~", "null", "Null", "NULL"};
    return std::find(std::begin(words), std::end(words), text_of_scalar(node)) != std::end(words);
}

bool is_quoted(Node node) {
    const std::string_view tag(reinterpret_cast<const char*>(node->tag));
    return node->data.scalar.style != YAML_PLAIN_SCALAR_STYLE && tag == YAML_DEFAULT_SCALAR_TAG;
}

template <class T>
bool parses_as(std::string_view text, T& into) {
    const char* end = std::to_address(text.end());
    const auto [stop, fault] = std::from_chars(std::to_address(text.begin()), end, into);
    return fault == std::errc() && stop == end;
}

/// One file, and the document in it.
struct ConfigurationDocument {
    explicit ConfigurationDocument(const ConfigurationFile& from)
        : name(from.name), place_name(interned(name)), text(from.text) {}
    ConfigurationDocument(const ConfigurationDocument&) = delete;
    ConfigurationDocument& operator=(const ConfigurationDocument&) = delete;
    ~ConfigurationDocument() { yaml_document_delete(&document); }

    std::string name;
    const char* place_name;
    std::string text;
    std::string concern = {};            ///< `discord` of `config/dev/discord.yml`; empty for the stage's own file
    mutable yaml_document_t document{};  ///< libyaml asks for nodes of one that may change
    Node root = nullptr;
};

class FileConfiguration final : public StageConfiguration {
public:
    FileConfiguration(std::string stage, const ConfigurationFile& file, const Inputs& inputs, Report& report)
        : stage_(std::move(stage)), inputs_(inputs), report_(report) {
        load(files_.emplace_back(file));
    }

    FileConfiguration(const FileConfiguration&) = delete;
    FileConfiguration& operator=(const FileConfiguration&) = delete;
    ~FileConfiguration() override = default;

    void add_concern(const ConfigurationFile& from) {
        const std::string name = from.name.substr(from.name.rfind('/') + 1);
        const std::string concern = name.substr(0, name.find('.'));
        if (concern + ".yml" != name || concern.empty()) {
            report_.add({.rule = &rules::unknown_config_file,
                         .message = "`" + from.name + "` is no configuration of stage `" + stage_ + "`",
                         .primary = {Place(interned(from.name), 0, 0), "no declaration can read this"},
                         .related = {},
                         .fix = "call it `" + (concern.empty() ? "<concern>" : concern) +
                                ".yml`, or move it out of the stage's folder"});
            return;
        }
        ConfigurationDocument& file = files_.emplace_back(from);
        file.concern = concern;
        load(file);
        const Node there = broken_ ? nullptr : pair_of(files_.front().root, concern).key;
        if (!there) return;
        report_.add({.rule = &rules::duplicate_config_value,
                     .message = "`" + concern + "` of stage `" + stage_ + "` is given in two files",
                     .primary = {place_of(there), "here"},
                     .related = {{Place(file.place_name, 1, 1), "and by this file"}},
                     .fix = "keep it in one of them"});
    }

    std::string_view text(std::string_view path, bob::Place asked) override {
        const auto [node, scalar] = scalar_at(path, asked);
        return scalar ? bob::runtime(std::string(*scalar)).text : std::string_view();
    }
    std::int64_t integer(std::string_view path, bob::Place asked) override {
        return number<std::int64_t>(path, asked, "a whole number");
    }
    double real(std::string_view path, bob::Place asked) override { return number<double>(path, asked, "a number"); }
    bool boolean(std::string_view path, bob::Place asked) override {
        const auto [node, scalar] = scalar_at(path, asked);
        if (!scalar) return false;
        if (*scalar != "true" && *scalar != "false") wrong_type(path, "true or false", node, asked);
        return *scalar == "true";
    }
    Value value(std::string_view path, bob::Place asked) override {
        const auto [node, scalar] = scalar_at(path, asked);
        if (!scalar) return "";
        const bool quoted = is_quoted(node);
        std::int64_t whole = 0;
        if (!quoted && parses_as(*scalar, whole)) return whole;
        if (!quoted && (*scalar == "true" || *scalar == "false")) return *scalar == "true";
        return *scalar;
    }
    std::optional<SecretLocation> secret(std::string_view path, bob::Place asked) override;

    bool has(std::string_view path) override { return !broken_ && at(path); }
    std::string_view input(std::string_view key) override {
        for (const Input& one : inputs_) {
            if (one.key != key) continue;
            one.asked = true;
            return one.value;
        }
        return {};
    }

private:
    struct Found {
        Node node;
        std::optional<std::string_view> scalar;
    };

    void load(ConfigurationDocument& file) {
        yaml_parser_t parser;
        if (yaml_parser_initialize(&parser) == 0) throw std::bad_alloc();
        yaml_parser_set_input_string(&parser, reinterpret_cast<const unsigned char*>(file.text.data()),
                                     file.text.size());
        yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING);
        bool broken = false;
        if (yaml_parser_load(&parser, &file.document) == 0) {
            const std::string context = parser.context ? parser.context + std::string(", ") : "";
            const bool is_text = parser.error != YAML_READER_ERROR;
            broken = true;
            fail(file, context + (parser.problem ? parser.problem : "it can't be read"),
                 is_text ? place_of(file, parser.problem_mark) : Place(file.place_name, 1, 1));
        }
        yaml_parser_delete(&parser);
        file.root = broken ? nullptr : yaml_document_get_root_node(&file.document);
        if (!is_empty(file.root) && !is_map(file.root))
            fail(file, "the file is not a mapping of names to values", place_of(file.root));
        if (!broken) find_duplicates(file);
    }

    /// A mapping has each name once (YAML 1.2, 3.2.1.1), which libyaml leaves to who reads it.
    void find_duplicates(const ConfigurationDocument& file) {
        for (Node map = file.document.nodes.start; map != file.document.nodes.top; ++map) {
            if (!is_map(map)) continue;
            std::map<std::string_view, Node> known;
            for (const yaml_node_pair_t& one : members(map)) {
                const Node name = yaml_document_get_node(&file.document, one.key);
                if (!is_scalar(name)) continue;
                const auto [first, is_new] = known.emplace(text_of_scalar(name), name);
                if (is_new) continue;
                report_.add({.rule = &rules::duplicate_config_value,
                             .message = "`" + std::string(first->first) + "` of stage `" + stage_ + "` is given twice",
                             .primary = {place_of(file, name->start_mark), "again here"},
                             .related = {{place_of(file, first->second->start_mark), "given here"}},
                             .fix = "keep one of them"});
            }
        }
    }

    /// libyaml counts characters; we count bytes.
    static Place place_of(const ConfigurationDocument& file, const yaml_mark_t& mark) {
        const std::string& text = file.text;
        std::size_t at = 0, line_begin = 0;
        unsigned line = 1;
        for (std::size_t left = mark.index; left > 0 && at < text.size(); --left) {
            if (text[at++] == '\n') {
                ++line;
                line_begin = at;
            }
            while (at < text.size() && (text[at] & 0xC0) == 0x80) ++at;
        }
        return {file.place_name, line, static_cast<unsigned>(at - line_begin) + 1};
    }
    Place place_of(Node node) const { return place_of(file_of(node), node->start_mark); }

    /// The file whose document a node is of.
    const ConfigurationDocument& file_of(Node node) const {
        for (const ConfigurationDocument& one : files_)
            if (!std::less<>()(node, one.document.nodes.start) && std::less<>()(node, one.document.nodes.top))
                return one;
        return files_.front();
    }
    const ConfigurationDocument* concern_of(std::string_view path) const {
        const std::string_view name = path.substr(0, path.find('.'));
        for (const ConfigurationDocument& one : files_)
            if (!one.concern.empty() && one.concern == name) return &one;
        return nullptr;
    }

    static std::span<const yaml_node_pair_t> members(Node map) {
        return {map->data.mapping.pairs.start, map->data.mapping.pairs.top};
    }
    struct NodePair {
        Node key = nullptr, value = nullptr;
    };
    /// The member of a mapping; nothing where it has none, or where this is no mapping.
    NodePair pair_of(Node map, std::string_view name) const {
        if (!is_map(map)) return {};
        yaml_document_t* document = &file_of(map).document;
        for (const yaml_node_pair_t& one : members(map)) {
            const Node key = yaml_document_get_node(document, one.key);
            if (is_scalar(key) && text_of_scalar(key) == name)
                return {key, yaml_document_get_node(document, one.value)};
        }
        return {};
    }

    void fail(const ConfigurationDocument& file, const std::string& words, Place place) {
        broken_ = true;
        report_.add({.rule = &rules::unreadable_config,
                     .message = "`" + file.name + "` is not valid configuration: " + words,
                     .primary = {place, "here"},
                     .related = {},
                     .fix = "write YAML, one `name: value` per line, with nested names indented by two spaces"});
    }

    /// The node at a dotted path.
    Node at(std::string_view path) const {
        Node here = files_.front().root;
        if (const ConfigurationDocument* concern = concern_of(path)) {
            here = concern->root;
            if (path == concern->concern) return here;
            path.remove_prefix(concern->concern.size() + 1);
        }
        while (is_map(here)) {
            const std::size_t dot = path.find('.');
            here = pair_of(here, path.substr(0, dot)).value;
            if (dot == path.npos) return here;
            path.remove_prefix(dot + 1);
        }
        return nullptr;
    }

    /// One with something in it; else it is missing.
    Node node_at(std::string_view path, bob::Place asked) {
        if (broken_) return nullptr;
        const Node found = at(path);
        if (!is_empty(found)) return found;
        missing(path, asked);
        return nullptr;
    }

    Found scalar_at(std::string_view path, bob::Place asked) {
        const Node node = node_at(path, asked);
        if (is_scalar(node)) return {node, text_of_scalar(node)};
        if (node) wrong_type(path, "a single value", node, asked);
        return {node, std::nullopt};
    }

    template <class T>
    T number(std::string_view path, bob::Place asked, std::string_view wanted) {
        const auto [node, scalar] = scalar_at(path, asked);
        T made = 0;
        if (scalar && !parses_as(*scalar, made)) {
            wrong_type(path, wanted, node, asked);
            return 0;
        }
        return made;
    }

    /// The place of the deepest name of the path that exists, with what it lacks; unknown when there is none.
    Label nearest_name(std::string_view path) const {
        Label found;
        Node here = files_.front().root;
        if (const ConfigurationDocument* concern = concern_of(path)) {
            if (path == concern->concern) return {Place(concern->place_name, 1, 1), "it has no value"};
            path.remove_prefix(concern->concern.size() + 1);
            here = concern->root;
            found = {Place(concern->place_name, 1, 1), "no `" + std::string(path) + "` in it"};
        }
        while (is_map(here)) {
            const std::string_view name = path.substr(0, path.find('.'));
            const auto [key, value] = pair_of(here, name);
            if (!key) break;
            const bool last = name.size() == path.size();
            if (!last) path.remove_prefix(name.size() + 1);
            found = {place_of(key), last ? "it has no value" : "no `" + std::string(path) + "` in it"};
            if (last) break;
            here = value;
        }
        return found;
    }
    /// Where a value of this path would be written, and how it is called there.
    std::pair<const ConfigurationDocument*, std::string> home_of(std::string_view path) const {
        const ConfigurationDocument* concern = concern_of(path);
        if (!concern || path == concern->concern) return {&files_.front(), std::string(path)};
        return {concern, std::string(path.substr(concern->concern.size() + 1))};
    }

    void missing(std::string_view path, bob::Place asked) {
        Nearest nearest(path);
        std::deque<std::string> offered;  // never moves what the best is a view of
        for (const ConfigurationDocument& one : files_)
            names(one.root, one.concern.empty() ? "" : one.concern + ".", offered, nearest);
        const std::string name(path);
        const auto [file, name_there] = home_of(path);
        const std::string add = "dd `" + name_there + "` to " + file->name;
        std::vector<Label> related;
        if (Label parent = nearest_name(path); parent.place.known()) related.push_back(std::move(parent));
        report_.add({.rule = &rules::missing_config_value,
                     .message = "stage `" + stage_ + "` has no value `" + name + "`",
                     .primary = {asked, "used here"},
                     .related = std::move(related),
                     .fix = nearest.best().empty()
                                ? "a" + add
                                : "did you mean `" + std::string(nearest.best()) + "`? Otherwise a" + add});
    }

    void wrong_type(std::string_view path, std::string_view wanted, Node node, bob::Place asked) {
        const std::string is = is_scalar(node) ? "`" + std::string(text_of_scalar(node)) + "`"
                               : is_map(node)  ? "a mapping"
                                               : "a list";
        report_.add({.rule = &rules::wrong_config_type,
                     .message = "value `" + std::string(path) + "` of stage `" + stage_ + "` is " + is + ", not " +
                                std::string(wanted),
                     .primary = {place_of(node), "this is " + is},
                     .related = {{asked, std::string(wanted) + " is expected here"}},
                     .fix = "write " + std::string(wanted) + " in " + file_of(node).name});
    }

    /// Offers the paths of the file, kept in `made`; not all of those that aliases make without end.
    void names(Node node, const std::string& prefix, std::deque<std::string>& made, Nearest& nearest) const {
        constexpr std::size_t most = 10'000, longest = 500;
        if (!is_map(node) || prefix.size() > longest) return;
        yaml_document_t* document = &file_of(node).document;
        for (const yaml_node_pair_t& member : members(node)) {
            const Node key = yaml_document_get_node(document, member.key);
            if (!is_scalar(key) || made.size() >= most) continue;
            const std::string& path = made.emplace_back(prefix).append(text_of_scalar(key));
            nearest.offer(path);
            names(yaml_document_get_node(document, member.value), path + ".", made, nearest);
        }
    }

    std::string stage_;
    const Inputs& inputs_;
    Report& report_;
    std::deque<ConfigurationDocument> files_;  ///< the stage's own first; never moves what a node is of
    bool broken_ = false;
};

/// Secrets Manager or an SSM SecureString: the template has the location of a secret, never its value.
std::optional<SecretLocation> FileConfiguration::secret(std::string_view path, bob::Place asked) {
    const Node node = node_at(path, asked);
    if (!node) return std::nullopt;
    const auto part = [&](std::string_view name) {
        const Node found = pair_of(node, name).value;
        return std::string(is_scalar(found) ? text_of_scalar(found) : "");
    };
    if (is_map(node)) {
        const std::string manager = part("secretsmanager"), parameter = part("ssm-secure");
        // In a policy `*` and `?` would be any secret, and `${…}` something else.
        const auto is_place = [&](std::string_view name, std::string_view wanted) {
            const std::string text = part(name);
            if (std::all_of(text.begin(), text.end(), [](char c) {
                    return is_alphanumeric(c) || std::string_view("/_+=.@:-").find(c) != std::string_view::npos;
                }))
                return true;
            wrong_type(std::string(path) + "." + std::string(name), wanted, pair_of(node, name).value, asked);
            return false;
        };
        if (!is_place("secretsmanager", "the name or the ARN of a secret") ||
            !is_place("ssm-secure", "the name or the ARN of a parameter") || !is_place("kms_key", "the ARN of a key"))
            return std::nullopt;
        if (!manager.empty()) return SecretLocation{false, manager, part("key"), part("kms_key")};
        if (!parameter.empty()) return SecretLocation{true, parameter, part("key"), part("kms_key")};
    }
    report_.add({.rule = &rules::secret_in_config,
                 .message = "secret `" + std::string(path) + "` of stage `" + stage_ +
                            "` is given as a value, not as a reference to where it is stored",
                 .primary = {asked, "declared as a secret here"},
                 // The file without a line: an excerpt would copy the secret into logs.
                 .related = {{Place(file_of(node).place_name, 0, 0), "its value is in this file"}},
                 .fix = "store it in AWS and write `{secretsmanager: <secret name>, key: <JSON key>}` or `{ssm-secure: "
                        "<parameter name>}`; change the secret if the file was ever shared"});
    return std::nullopt;
}

}  // namespace

std::unique_ptr<StageConfiguration> read_configuration(std::string stage, const ConfigurationFile& file,
                                                       const std::vector<ConfigurationFile>& concerns,
                                                       const Inputs& inputs, Report& report) {
    auto made = std::make_unique<FileConfiguration>(std::move(stage), file, inputs, report);
    for (const ConfigurationFile& one : concerns) made->add_concern(one);
    return made;
}

}  // namespace bobgen

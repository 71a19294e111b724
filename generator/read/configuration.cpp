#include "generator/read/configuration.h"

#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <charconv>

#include "bob/stage.h"
#include "generator/nearest.h"
#include "generator/rules/model.h"

namespace bobgen {

namespace {

/// A file name that lives as long as the program, as a Place needs it.
const char* interned(const std::string& text) { return bob::runtime(text).text.data(); }

template <class T>
bool parses_as(const std::string& text, T& into) {
    const char* end = text.data() + text.size();
    const auto [stop, fault] = std::from_chars(text.data(), end, into);
    return fault == std::errc() && stop == end;
}

class FileConfiguration final : public StageConfiguration {
public:
    FileConfiguration(std::string stage, std::string file, const Inputs& inputs, Report& report)
        : stage_(std::move(stage)),
          file_(std::move(file)),
          file_name_(interned(file_)),
          inputs_(inputs),
          report_(report) {}

    void load(const std::string& text) {
        try {
            root_ = YAML::Load(text);
        } catch (const YAML::ParserException& fault) {
            fail(fault.msg, fault.mark);
            return;
        }
        if (!root_.IsNull() && !root_.IsMap()) fail("the file is no mapping of names to values", root_.Mark());
    }

    std::string_view text(std::string_view path, bob::Place asked) override {
        const auto [node, scalar] = scalar_at(path, asked);
        return scalar ? bob::runtime(*scalar).text : std::string_view();
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
        const bool quoted = node.Tag() == "!";
        std::int64_t whole = 0;
        if (!quoted && parses_as(*scalar, whole)) return whole;
        if (!quoted && (*scalar == "true" || *scalar == "false")) return *scalar == "true";
        return *scalar;
    }
    std::optional<SecretLocation> secret(std::string_view path, bob::Place asked) override;

    bool has(std::string_view path) override { return !broken_ && static_cast<bool>(at(path)); }
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
        YAML::Node node;
        std::optional<std::string> scalar;
    };

    Place place_of(const YAML::Mark& mark) const {
        if (mark.line < 0) return {file_name_, 1, 1};
        return {file_name_, static_cast<unsigned>(mark.line) + 1, static_cast<unsigned>(mark.column) + 1};
    }

    void fail(const std::string& words, const YAML::Mark& mark) {
        broken_ = true;
        report_.add({.rule = &rules::unreadable_config,
                     .message = "`" + file_ + "` is no configuration: " + words,
                     .primary = {place_of(mark), "here"},
                     .related = {},
                     .fix = "write it as YAML, one `name: value` a line, names within names indented by two spaces"});
    }

    /// The node at a dotted path; an undefined node when there is none.
    YAML::Node at(std::string_view path) const {
        YAML::Node here = root_;  // no Clone: that forgets where each value stands
        while (true) {
            const std::size_t dot = path.find('.');
            if (!here.IsMap()) return YAML::Node(YAML::NodeType::Undefined);
            const YAML::Node next = std::as_const(here)[std::string(path.substr(0, dot))];
            if (!next || dot == std::string_view::npos) return next;
            here.reset(next);
            path.remove_prefix(dot + 1);
        }
    }

    YAML::Node node_at(std::string_view path, bob::Place asked) {
        if (broken_) return YAML::Node(YAML::NodeType::Undefined);
        YAML::Node found = at(path);
        if (!found || found.IsNull()) {
            missing(path, asked);
            return YAML::Node(YAML::NodeType::Undefined);
        }
        return found;
    }

    Found scalar_at(std::string_view path, bob::Place asked) {
        YAML::Node node = node_at(path, asked);
        if (!node) return {node, std::nullopt};
        if (!node.IsScalar()) {
            wrong_type(path, "a single value", node, asked);
            return {node, std::nullopt};
        }
        return {node, node.Scalar()};
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

    /// The place of the deepest name of the path that the file has, with what it lacks; unknown when it has none.
    Label nearest_name(std::string_view path) const {
        Label found;
        YAML::Node here = root_;
        while (here.IsMap()) {
            const std::string name(path.substr(0, path.find('.')));
            const auto member = std::find_if(here.begin(), here.end(), [&](const auto& one) {
                return one.first.IsScalar() && one.first.Scalar() == name;
            });
            if (member == here.end()) break;
            const YAML::Node key = member->first, value = member->second;
            const bool last = name.size() == path.size();
            if (!last) path.remove_prefix(name.size() + 1);
            found = {place_of(key.Mark()), last ? "it has no value" : "no `" + std::string(path) + "` in it"};
            if (last) break;
            here.reset(value);
        }
        return found;
    }

    void missing(std::string_view path, bob::Place asked) {
        Nearest nearest(path);
        names(root_, "", nearest);
        const std::string name(path);
        std::vector<Label> related;
        if (Label parent = nearest_name(path); parent.place.known()) related.push_back(std::move(parent));
        report_.add({.rule = &rules::missing_config_value,
                     .message = "stage `" + stage_ + "` has no value `" + name + "`",
                     .primary = {asked, "asked for here"},
                     .related = std::move(related),
                     .fix = nearest.best().empty() ? "add `" + name + "` to " + file_
                                                   : "did you mean `" + std::string(nearest.best()) + "`? Else add `" +
                                                         name + "` to " + file_});
    }

    void wrong_type(std::string_view path, std::string_view wanted, const YAML::Node& node, bob::Place asked) {
        const std::string is = node.IsScalar() ? "`" + node.Scalar() + "`" : node.IsMap() ? "a mapping" : "a list";
        report_.add({.rule = &rules::wrong_config_type,
                     .message = "value `" + std::string(path) + "` of stage `" + stage_ + "` is " + is + ", not " +
                                std::string(wanted),
                     .primary = {place_of(node.Mark()), "this is " + is},
                     .related = {{asked, std::string(wanted) + " is asked for here"}},
                     .fix = "write " + std::string(wanted) + " in " + file_});
    }

    /// Offers every path of the file.
    void names(const YAML::Node& node, const std::string& prefix, Nearest& nearest) {
        if (!node.IsMap()) return;
        for (const auto& member : node) {
            if (!member.first.IsScalar()) continue;
            offered_.push_back(prefix + member.first.Scalar());
            nearest.offer(bob::runtime(offered_.back()).text);
            names(member.second, prefix + member.first.Scalar() + ".", nearest);
        }
    }

    std::string stage_;
    std::string file_;
    const char* file_name_;
    const Inputs& inputs_;
    Report& report_;
    YAML::Node root_;
    std::vector<std::string> offered_;
    bool broken_ = false;
};

/// Secrets Manager or an SSM SecureString: the template holds where a secret is, never what it is.
std::optional<SecretLocation> FileConfiguration::secret(std::string_view path, bob::Place asked) {
    const YAML::Node node = node_at(path, asked);
    if (!node) return std::nullopt;
    const auto part = [&](const char* name) {
        const YAML::Node found = node[name];
        return found && found.IsScalar() ? found.Scalar() : std::string();
    };
    if (node.IsMap()) {
        const std::string manager = part("secretsmanager"), parameter = part("ssm-secure");
        if (!manager.empty()) return SecretLocation{false, manager, part("key"), part("kms_key")};
        if (!parameter.empty()) return SecretLocation{true, parameter, part("key"), part("kms_key")};
    }
    report_.add({.rule = &rules::secret_in_config,
                 .message = "secret `" + std::string(path) + "` of stage `" + stage_ +
                            "` is given as a value, not as the place where it is kept",
                 .primary = {asked, "declared as a secret here"},
                 // The file without a line: its excerpt would carry the secret into logs.
                 .related = {{Place(file_name_, 0, 0), "its text stands in this file"}},
                 .fix = "store it in AWS and write `{secretsmanager: <secret name>, key: <JSON key>}` or `{ssm-secure: "
                        "<parameter name>}`; change the secret if the file was ever shared"});
    return std::nullopt;
}

}  // namespace

std::unique_ptr<StageConfiguration> read_configuration(std::string stage, std::string file, const std::string& text,
                                                       const Inputs& inputs, Report& report) {
    auto made = std::make_unique<FileConfiguration>(std::move(stage), std::move(file), inputs, report);
    made->load(text);
    return made;
}

}  // namespace bobgen

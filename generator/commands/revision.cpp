#include "generator/commands/revision.h"

#include <algorithm>
#include <charconv>
#include <optional>

#include "generator/cli/words.h"
#include "generator/commands/process.h"

namespace bobgen {

namespace {

/// Asks git, without a shell, a pager, a prompt or a lock.
class Git {
public:
    explicit Git(const std::filesystem::path& root) : root_(root) {}

    /// What it writes; nothing when it fails. Throws Misuse when there is no git.
    std::optional<std::string> ask(std::vector<std::string> words) const try {
        words.insert(words.begin(), {"git", "--no-pager", "-c", "core.quotePath=false", "-C", root_.string()});
        std::string said;
        const auto keep = [&](std::string_view line) { said.append(line).append("\n"); };
        const int code = run_process(words, {"GIT_OPTIONAL_LOCKS=0", "GIT_TERMINAL_PROMPT=0", "LC_ALL=C"}, keep);
        return code == 0 ? std::optional(std::move(said)) : std::nullopt;
    } catch (const ProcessError& fault) {
        throw Misuse(std::string(fault.what()) + "; a revision can't be read without git");
    }

private:
    std::filesystem::path root_;
};

struct Entry {
    std::string path;
    std::size_t size;
};

/// "100644 blob 0123abcd     482\ttemplates/scheduler/dev/template.yml"
std::optional<Entry> entry(std::string_view line) {
    const std::size_t tab = line.find('\t');
    if (tab == line.npos) return {};
    const std::string_view before = line.substr(0, tab);
    const std::size_t space = before.rfind(' ');
    std::size_t size = 0;
    const char* end = before.data() + before.size();
    if (space == before.npos || std::from_chars(before.data() + space + 1, end, size).ptr != end) return {};
    return Entry{std::string(line.substr(tab + 1)), size};
}

std::string commit_of(const Git& git, const std::filesystem::path& root, const std::string& revision) {
    // It would be read as an option.
    if (revision.starts_with('-')) throw Misuse("`" + revision + "` is no revision");
    if (!git.ask({"rev-parse", "--git-dir"}))
        throw Misuse(revision == "HEAD"
                         ? "`" + root.string() + "` is in no git repository, so there is no revision `HEAD`"
                         : "there is no file or folder `" + revision + "`, and no revision either: `" + root.string() +
                               "` is in no git repository");
    auto commit = git.ask({"rev-parse", "--verify", "--quiet", "--end-of-options", revision + "^{commit}"});
    if (!commit) throw Misuse("there is no file, folder or git revision `" + revision + "`");
    while (commit->ends_with('\n')) commit->pop_back();

    return *std::move(commit);
}

}  // namespace

std::vector<CommittedTemplate> committed_templates(const std::filesystem::path& root, const std::string& revision) {
    const Git git(root);
    const std::string commit = commit_of(git, root, revision);
    const auto listed = git.ask({"ls-tree", "-r", "--long", commit, "--", "templates/"});
    if (!listed) throw Misuse("git can't list the templates of `" + revision + "`");
    std::vector<CommittedTemplate> made;
    for (std::size_t begin = 0; begin < listed->size();) {
        const std::size_t end = listed->find('\n', begin);
        const auto found = entry(std::string_view(*listed).substr(begin, end - begin));
        begin = end + 1;
        if (!found) continue;
        // templates/<stack>/<stage>/template.yml
        const std::filesystem::path path = found->path;
        std::vector<std::string> parts;
        for (const auto& part : path) parts.push_back(part.string());
        if (parts.size() != 4 || parts[3] != "template.yml") continue;
        auto text = git.ask({"cat-file", "blob", commit + ":./" + found->path});
        // The last line may lack its end; a warning of git's own would show as a different size.
        if (text && text->size() == found->size + 1) text->pop_back();
        if (!text || text->size() != found->size)
            throw Misuse("git can't show `" + found->path + "` of `" + revision + "`");
        made.push_back({parts[1], parts[2], found->path, *std::move(text)});
    }
    return made;
}

std::optional<std::string> committed_file(const std::filesystem::path& root, const std::string& revision,
                                          const std::string& path) {
    const Git git(root);
    return git.ask({"cat-file", "blob", commit_of(git, root, revision) + ":./" + path});
}

}  // namespace bobgen

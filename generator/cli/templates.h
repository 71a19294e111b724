/// Templates as commands get them: what the project's stacks become, and files with all that stands around them.
#pragma once

#include <cstdio>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "generator/cli/command.h"
#include "generator/cli/files.h"
#include "generator/cli/words.h"
#include "generator/compile.h"
#include "generator/hidden.h"
#include "generator/read/template.h"
#include "generator/report/render.h"
#include "generator/suppress/suppression.h"

namespace bobgen {

/// Which stacks a command is about, from its words.
struct StackChoice {
    std::vector<std::string> stages;  ///< all that have a configuration file when empty
    std::vector<std::string> stacks;  ///< all when empty
    Inputs inputs;

    bool all() const { return stages.empty() && stacks.empty(); }
};

/// `stage=… stack=… key=value`. Throws Misuse.
StackChoice stack_choice(const std::vector<std::string>& words);

/// The stacks that are asked for, judged, with these outputs. Nothing is written. Throws Misuse for a stack, stage or
/// input that is none, FileError for a configuration that can't be read.
std::vector<Compiled> compile_stacks(const Project&, const StackChoice&, std::span<const Backend* const> outputs,
                                     Suppressions&, Report&);

/// What inputs may be read with, beside the folder of each and a `--root`.
struct Permissions {
    std::vector<std::string> environment;  ///< `--env NAME`
    std::vector<std::string> folders;      ///< `--allow-outside DIR`
    std::vector<std::string> options;      ///< `--opt NAME=VALUE`
    std::string region;                    ///< `--region NAME`
};

/// A template that was read, and the same as it may be told, where something in it is to be hidden.
struct ReadTemplate {
    Template tree;
    std::optional<Template> shown;

    const Template& told() const { return shown ? *shown : tree; }
    const Template* hidden() const { return shown ? &*shown : nullptr; }
    /// Hides what another template says is not to be told.
    void hide(const HiddenNames&);
};

/// The files that a command is given, by the names that the user gave, which are also the files of their places. Texts
/// are kept for the excerpts.
class InputFiles {
public:
    /// More than this is refused; CloudFormation itself takes 1 MB.
    static constexpr std::size_t most_bytes = 64u << 20;

    /// What is not among the inputs, such as the stacks' own sources, is looked up in the project.
    explicit InputFiles(const Project& project, const Permissions& = {});

    /// A folder that the user named: what lies below it may be read.
    void allow(const std::filesystem::path& folder) { confines_.allow(folder); }

    /// `-` is the standard input. Throws FileError when it is missing, a folder, too long, can't be read, or is a link
    /// that leads out of its folder.
    const std::string& text(const std::string& name);
    /// A text that comes from elsewhere (a revision), under the name that its places have.
    const std::string& keep(const std::string& name, std::string text);
    /// What places of this input have for a file: lives as long as the program.
    static const char* place_name(const std::string& name);

    /// Reads it as a template, not judged yet; nothing when none can be made of it, and the report says why. Side files
    /// of a serverless.yml are found beside it; of the environment, what is allowed. Nothing that is hidden gets into
    /// the report. Throws FileError as `text()`.
    std::optional<ReadTemplate> read(const std::string& name, const GivenParameters&, const std::string& stage,
                                     Report&);

    Sources sources() const;

private:
    void hide(const HiddenText&);

    std::filesystem::path root_;
    Confines confines_;
    std::vector<std::string> environment_;
    GivenParameters options_;
    std::vector<Place> hidden_;  ///< left out of excerpts
    std::set<std::string, std::less<>> closed_;
    std::shared_ptr<std::map<std::string, std::string, std::less<>>> texts_ =
        std::make_shared<std::map<std::string, std::string, std::less<>>>();
};

/// `NAME=VALUE` of every `--param`, or of another option. Throws Misuse.
GivenParameters given_parameters(const std::vector<std::string>& words, std::string_view option = "--param");

/// The suppressions of the run: of the file, or when none is named of the project's `suppressions.yml`, if there is
/// one. What is wrong in them is in the report. `today` as `Suppressions` has it. Throws FileError for a file that is
/// named and not there.
Suppressions read_suppressions(InputFiles&, const std::filesystem::path& root, const std::string& named,
                               const std::string& today, Report&);

/// The day that suppressions are held against: what `--today` says, or by the system's clock in UTC, as 2026-11-21.
/// Throws Misuse when it is no day.
std::string day(const std::string& given = {});

/// Findings as the format has them, sorted. Where they go is up to the command.
std::string rendered(Report&, const InputFiles&, const Format&, const Look&);
/// The same, said as the format has to be.
void say_rendered(std::FILE* to, Report&, const InputFiles&, const Format&, const Look&);

}  // namespace bobgen

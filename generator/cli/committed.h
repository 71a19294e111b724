/// The templates that lie in the project already: what is deployed, as far as anybody here knows, and so what a new one
/// is compared with before it takes their place.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "generator/compile.h"
#include "generator/report/report.h"

namespace bobgen {

/// A file that would be written, with what is there now.
struct CommittedFile {
    const Compiled* of;
    const OutputFile* made;
    std::filesystem::path path;
    std::optional<std::string> text;  ///< nothing when there is none

    /// A file without bytes is one that is not to be there.
    bool is_left_over() const { return text && made->bytes.empty(); }
    bool is_current() const { return text ? text == made->bytes && !is_left_over() : made->bytes.empty(); }
};

/// Of everything that was made, in its order. Throws FileError.
std::vector<CommittedFile> committed_files(const std::vector<Compiled>&, const std::filesystem::path& out);

/// Data that would be lost if the files were replaced and deployed. Of a stack and stage one file is enough: the first
/// that differs, CloudFormation's own form before serverless.yml. Nothing is read where all are current. A committed
/// template that can't be read is an error: nothing could be said about it.
void check_committed(const std::vector<CommittedFile>&, const std::filesystem::path& root, Report&);

/// A folder of templates whose stack or stage is no more.
struct Leftover {
    std::string stack;
    std::string stage;
    bool of_stack;                             ///< the whole stack is gone, not just this stage
    std::vector<std::filesystem::path> files;  ///< never empty
};

/// The folders in `out` that none of the stacks and stages, which are all that there are, writes into.
std::vector<Leftover> find_leftovers(const std::filesystem::path& out, const std::vector<Compiled>&);

/// One that holds data is an error: its tombstones have to come before the stack goes. Any other is a warning.
/// Throws FileError.
void check_leftovers(const std::vector<Leftover>&, const std::filesystem::path& root, Report&);

}  // namespace bobgen

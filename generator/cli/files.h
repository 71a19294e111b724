/// Files as the command line meets them: read whole, replaced whole or not at all.
#pragma once

#include <signal.h>

#include <cstdint>
#include <filesystem>
#include <optional>
#include <set>
#include <stdexcept>
#include <string>
#include <vector>

namespace bobgen {

/// What the operating system said, with the file it said it of.
struct FileError : std::runtime_error {
    using std::runtime_error::runtime_error;
    bool replaced_some = false;  ///< too late to say that nothing was changed
};

/// The text of a file; nothing when there is none. Throws FileError when it is there and can't be read, or has more
/// than `most` bytes.
std::optional<std::string> read_file(const std::filesystem::path&, std::size_t most = std::string::npos);
/// The folders below which files may be read that somebody else named: an input, a repository. Links count by where
/// they lead.
class Confines {
public:
    /// Folders that don't exist allow nothing.
    void allow(const std::filesystem::path& folder);
    bool allows(const std::filesystem::path& file) const;

    enum class Answer : std::uint8_t { read, none, outside, not_plain };
    struct File {
        Answer answer;
        std::string text;
    };
    /// The text of a regular file. What lies outside is not looked at, not even whether it is there. Throws FileError
    /// when the file is there and can't be read, or has more than `most` bytes.
    File read(const std::filesystem::path&, std::size_t most) const;

private:
    std::vector<std::filesystem::path> folders_;
};

/// The text of a regular file of a project; nothing when there is none. Throws FileError as `read_file` does, and for a
/// link that leads out of the project, whoever put it there.
std::optional<std::string> read_project_file(const std::filesystem::path& root, const std::filesystem::path& file,
                                             std::size_t most = std::string::npos);

/// Throws FileError when a folder on the way to a file of the project is a link that leads out of the project: whoever
/// put it there would say where the file is written.
void refuse_linked_folder(const std::filesystem::path& root, const std::filesystem::path& file);

/// All of the standard input.
std::string read_standard_input(std::size_t most);

/// Replaces files so that a reader sees the old bytes or the new ones, and a failure leaves all old ones: first every
/// new text is written beside its file and closed, then each takes its place by a rename. Signals that end the program
/// wait until it is done, so that nothing lies about half-made.
///
/// Nobody can know the name of a new text before it is made, and one that is there is not opened. A file that is a link
/// is refused, as is what is not a regular file. What a killed run left behind goes when its folder is written again.
class Replacement {
public:
    Replacement();
    Replacement(const Replacement&) = delete;
    Replacement& operator=(const Replacement&) = delete;
    ~Replacement();  ///< removes what was written and not committed

    /// Writes the text beside the file, making folders on the way. Throws FileError.
    void add(const std::filesystem::path& file, const std::string& text, bool executable = false);
    /// Removes the file with the commit. Throws FileError when it is no regular file.
    void remove(const std::filesystem::path& file);
    /// Removes what runs that are no more left in a folder.
    static void sweep(const std::filesystem::path& folder);
    /// Throws FileError. When a rename fails, which takes a change of the folders since `add()`, those before it stay.
    void commit();

private:
    struct One {
        std::filesystem::path temporary;  ///< empty: the file goes
        std::filesystem::path file;
    };
    std::vector<One> pending_;
    std::set<std::filesystem::path> swept_;
    bool replaced_some_ = false;
    sigset_t signals_;  ///< those that were held back before
};

}  // namespace bobgen

#include "generator/cli/files.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <fstream>
#include <random>
#include <system_error>

namespace bobgen {

namespace {

[[noreturn]] void fail(const char* what, const std::filesystem::path& file, int error) {
    throw FileError(std::string("can't ") + what + " `" + file.string() + "`: " + std::strerror(error));
}

class Descriptor {
public:
    explicit Descriptor(int number) : number_(number) {}
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor() {
        if (number_ >= 0) ::close(number_);
    }
    int number() const { return number_; }
    /// Reports what a network file system says only when it closes.
    int close() {
        const int result = ::close(number_);
        number_ = -1;
        return result;
    }

private:
    int number_;
};

std::string read_all(int descriptor, const std::filesystem::path& file, std::size_t most) {
    std::string text;
    struct stat about{};
    if (::fstat(descriptor, &about) == 0 && about.st_size > 0)
        text.reserve(std::min(static_cast<std::size_t>(about.st_size), most) + 1);
    char buffer[65536];
    while (true) {
        const ssize_t got = ::read(descriptor, buffer, sizeof buffer);
        if (got == 0) return text;
        if (got > 0) {
            text.append(buffer, static_cast<std::size_t>(got));
            if (text.size() > most)
                throw FileError("can't read `" + file.string() + "`: it has more than " + std::to_string(most >> 20) +
                                " MiB");
        } else if (errno != EINTR) {
            fail("read", file, errno);
        }
    }
}

}  // namespace

std::optional<std::string> read_file(const std::filesystem::path& file, std::size_t most) {
    const Descriptor open(::open(file.c_str(), O_RDONLY | O_CLOEXEC));
    if (open.number() < 0) {
        if (errno == ENOENT || errno == ENOTDIR) return std::nullopt;
        fail("read", file, errno);
    }
    return read_all(open.number(), file, most);
}

void Confines::allow(const std::filesystem::path& folder) {
    std::error_code absent;
    std::filesystem::path real = std::filesystem::canonical(folder.empty() ? "." : folder, absent);
    if (!absent) folders_.push_back(std::move(real));
}

bool Confines::allows(const std::filesystem::path& file) const {
    std::error_code unreadable;
    const std::filesystem::path real = std::filesystem::weakly_canonical(std::filesystem::absolute(file), unreadable);
    if (unreadable) return false;
    return std::any_of(folders_.begin(), folders_.end(), [&](const std::filesystem::path& folder) {
        return std::mismatch(folder.begin(), folder.end(), real.begin(), real.end()).first == folder.end();
    });
}

Confines::File Confines::read(const std::filesystem::path& file, std::size_t most) const {
    std::error_code unreadable;
    const std::filesystem::path real = std::filesystem::weakly_canonical(std::filesystem::absolute(file), unreadable);
    if (unreadable || !allows(real)) return {Answer::outside, {}};
    // Neither a link that comes between, nor a pipe that nobody writes into.
    const Descriptor open(::open(real.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY));
    if (open.number() < 0) {
        if (errno == ENOENT || errno == ENOTDIR) return {Answer::none, {}};
        if (errno == ELOOP) return {Answer::outside, {}};
        if (errno == ENXIO || errno == ENODEV) return {Answer::not_plain, {}};
        fail("read", file, errno);
    }
    struct stat about{};
    if (::fstat(open.number(), &about) != 0 || !S_ISREG(about.st_mode)) return {Answer::not_plain, {}};
    return {Answer::read, read_all(open.number(), file, most)};
}

std::optional<std::string> read_project_file(const std::filesystem::path& root, const std::filesystem::path& file,
                                             std::size_t most) {
    std::error_code absent;
    if (!std::filesystem::exists(root, absent)) return std::nullopt;
    Confines project;
    project.allow(root);
    Confines::File found = project.read(file, most);
    switch (found.answer) {
        case Confines::Answer::read:
            return std::move(found.text);
        case Confines::Answer::none:
            return std::nullopt;
        case Confines::Answer::outside:
            throw FileError("`" + file.string() + "` is not read: it leads out of the project");
        case Confines::Answer::not_plain:
            throw FileError("`" + file.string() + "` is not read: it is not a regular file");
    }
    return std::nullopt;
}

void refuse_linked_folder(const std::filesystem::path& root, const std::filesystem::path& file) {
    namespace fs = std::filesystem;
    const fs::path wanted = fs::absolute(file).lexically_normal();
    const fs::path inside = wanted.lexically_relative(fs::absolute(root).lexically_normal());
    if (inside.empty() || *inside.begin() == "..") return;  // named by whoever runs this
    Confines project;
    project.allow(root);
    std::error_code unreadable;
    const fs::path folder = fs::weakly_canonical(wanted.parent_path(), unreadable);
    if (unreadable || project.allows(folder)) return;
    throw FileError("can't write `" + file.string() + "`: a link leads out of the project, to `" + folder.string() +
                    "`; name that folder itself");
}

std::string read_standard_input(std::size_t most) { return read_all(STDIN_FILENO, "the standard input", most); }

Replacement::Replacement() {
    sigset_t ending;
    sigemptyset(&ending);
    for (int signal : {SIGINT, SIGTERM, SIGHUP}) sigaddset(&ending, signal);
    sigprocmask(SIG_BLOCK, &ending, &signals_);
}

namespace {

/// "template.yml.new-4026531836-1234-0123456789abcdef": whose process, in which name space of them, and chance.
constexpr std::string_view mark_of_new = ".new-";

unsigned long long space_of_processes() {
    struct stat about{};
    return ::stat("/proc/self/ns/pid", &about) == 0 ? about.st_ino : 0;
}

std::filesystem::path temporary_beside(const std::filesystem::path& file) {
    std::random_device random;
    std::filesystem::path made = file;
    made += fmt::format("{}{}-{}-{:08x}{:08x}", mark_of_new, space_of_processes(), ::getpid(), random(), random());
    return made;
}

/// Whether a run that is no more wrote it. Of one in another container nobody can tell but by its age.
bool is_left_behind(const std::filesystem::path& file) {
    const std::string name = file.filename().string();
    const std::size_t mark = name.rfind(mark_of_new);
    unsigned long long space = 0;
    long process = 0;
    char chance[17] = {};
    int end = 0;
    if (mark == name.npos || std::sscanf(name.c_str() + mark + mark_of_new.size(), "%20llu-%10ld-%16[0-9a-f]%n", &space,
                                         &process, chance, &end) != 3)
        return false;
    if (mark + mark_of_new.size() + static_cast<std::size_t>(end) != name.size() || chance[15] == 0) return false;
    struct stat about{};
    if (::lstat(file.c_str(), &about) != 0 || !S_ISREG(about.st_mode)) return false;
    constexpr std::time_t long_ago = 3600;
    if (std::time(nullptr) - about.st_mtime > long_ago) return true;
    return space == space_of_processes() && process > 0 && ::kill(static_cast<pid_t>(process), 0) != 0 &&
           errno == ESRCH;
}

/// "template.yml.new1234": as versions before named it, after the process alone. A person may name a file so, too; so
/// it has to begin as the file does that it was to replace.
bool is_left_behind_by_older(const std::filesystem::path& file) {
    constexpr std::string_view mark = ".new";
    const std::string name = file.filename().string();
    const std::size_t at = name.rfind(mark);
    if (at == name.npos || at == 0 || at + mark.size() == name.size() || name.size() > at + mark.size() + 7)
        return false;
    if (name.find_first_not_of("0123456789", at + mark.size()) != name.npos) return false;
    const auto process = static_cast<pid_t>(std::atol(name.c_str() + at + mark.size()));
    if (process <= 0 || ::kill(process, 0) == 0 || errno != ESRCH) return false;
    struct stat about{}, of{};
    const std::filesystem::path replaced = file.parent_path() / name.substr(0, at);
    if (::lstat(file.c_str(), &about) != 0 || !S_ISREG(about.st_mode) || about.st_uid != ::geteuid()) return false;
    if (::lstat(replaced.c_str(), &of) != 0 || !S_ISREG(of.st_mode)) return false;
    const auto first_line = [](const std::filesystem::path& one) {
        std::string line;
        std::ifstream in(one, std::ios::binary);
        std::getline(in, line);
        return line;
    };
    return about.st_size == 0 || first_line(file) == first_line(replaced);
}

/// Who may read and write the file that is replaced: never more than before, whoever it then belongs to.
void take_over(int from, const struct stat& of, const std::filesystem::path& file) {
    mode_t mode = of.st_mode & 0777;
    // Of the file's group, others have what others had, where it can't be kept.
    if (::fchown(from, of.st_uid, of.st_gid) != 0 && ::fchown(from, static_cast<uid_t>(-1), of.st_gid) != 0)
        mode &= ~static_cast<mode_t>(S_IRWXG) | ((mode & S_IRWXO) << 3U);
    if (::fchmod(from, mode) != 0) fail("write", file, errno);
}

}  // namespace

void Replacement::sweep(const std::filesystem::path& folder) {
    std::error_code unreadable;
    std::vector<std::filesystem::path> gone;
    for (const auto& entry : std::filesystem::directory_iterator(folder, unreadable))
        if (is_left_behind(entry.path()) || is_left_behind_by_older(entry.path())) gone.push_back(entry.path());
    for (const std::filesystem::path& one : gone) ::unlink(one.c_str());
}

void Replacement::add(const std::filesystem::path& file, const std::string& text, bool executable) {
    std::error_code error;
    std::filesystem::create_directories(file.parent_path(), error);
    if (error) fail("make the folder of", file, error.value());
    if (swept_.insert(file.parent_path()).second) sweep(file.parent_path());

    const std::filesystem::file_status there = std::filesystem::symlink_status(file, error);
    if (std::filesystem::is_symlink(there)) {
        const std::filesystem::path target = std::filesystem::read_symlink(file, error);
        throw FileError("can't write `" + file.string() + "`: it is a link to `" + target.string() +
                        "`, which is not followed; remove the link, or name the file that it leads to");
    }
    if (std::filesystem::exists(there) && !std::filesystem::is_regular_file(there))
        throw FileError("can't write `" + file.string() + "`: it is not a regular file");

    // Beside the file, since a rename can't cross file systems.
    const std::filesystem::path temporary = temporary_beside(file);
    struct stat old{};
    const bool replaces = ::lstat(file.c_str(), &old) == 0 && S_ISREG(old.st_mode);
    Descriptor open(::open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC,
                           replaces     ? 0600
                           : executable ? 0777
                                        : 0666));
    if (open.number() < 0) fail("write", file, errno);
    pending_.push_back({temporary, file});
    if (replaces) take_over(open.number(), old, file);
    for (std::size_t done = 0; done < text.size();) {
        const ssize_t wrote = ::write(open.number(), text.data() + done, text.size() - done);
        if (wrote >= 0)
            done += static_cast<std::size_t>(wrote);
        else if (errno != EINTR)
            fail("write", file, errno);
    }
    if (open.close() != 0) fail("write", file, errno);
}

void Replacement::remove(const std::filesystem::path& file) {
    struct stat there{};
    if (::lstat(file.c_str(), &there) != 0) return;
    if (!S_ISREG(there.st_mode)) throw FileError("can't remove `" + file.string() + "`: it is not a regular file");
    pending_.push_back({{}, file});
}

void Replacement::commit() try {
    while (!pending_.empty()) {
        const One& one = pending_.back();
        if (one.temporary.empty()) {
            if (::unlink(one.file.c_str()) != 0 && errno != ENOENT) fail("remove", one.file, errno);
        } else if (::rename(one.temporary.c_str(), one.file.c_str()) != 0) {
            fail("replace", one.file, errno);
        }
        pending_.pop_back();
        replaced_some_ = true;
    }
} catch (FileError& fault) {
    fault.replaced_some = replaced_some_;
    throw;
}

Replacement::~Replacement() {
    for (const One& one : pending_)
        if (!one.temporary.empty()) ::unlink(one.temporary.c_str());
    sigprocmask(SIG_SETMASK, &signals_, nullptr);
}

}  // namespace bobgen

#include "generator/cli/files.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
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

std::string read_standard_input(std::size_t most) { return read_all(STDIN_FILENO, "the standard input", most); }

Replacement::Replacement() {
    sigset_t ending;
    sigemptyset(&ending);
    for (int signal : {SIGINT, SIGTERM, SIGHUP}) sigaddset(&ending, signal);
    sigprocmask(SIG_BLOCK, &ending, &signals_);
}

void Replacement::add(const std::filesystem::path& file, const std::string& text, bool executable) {
    std::error_code error;
    std::filesystem::create_directories(file.parent_path(), error);
    if (error) fail("make the folder of", file, error.value());

    // Beside the file, since a rename can't cross file systems; the process id keeps two runs apart.
    std::filesystem::path temporary = file;
    temporary += ".new" + std::to_string(::getpid());
    pending_.push_back({temporary, file});
    Descriptor open(::open(temporary.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, executable ? 0777 : 0666));
    if (open.number() < 0) fail("write", temporary, errno);
    for (std::size_t done = 0; done < text.size();) {
        const ssize_t wrote = ::write(open.number(), text.data() + done, text.size() - done);
        if (wrote >= 0)
            done += static_cast<std::size_t>(wrote);
        else if (errno != EINTR)
            fail("write", temporary, errno);
    }
    if (open.close() != 0) fail("write", temporary, errno);
}

void Replacement::commit() try {
    while (!pending_.empty()) {
        const One& one = pending_.back();
        if (::rename(one.temporary.c_str(), one.file.c_str()) != 0) fail("replace", one.file, errno);
        pending_.pop_back();
        replaced_some_ = true;
    }
} catch (FileError& fault) {
    fault.replaced_some = replaced_some_;
    throw;
}

Replacement::~Replacement() {
    for (const One& one : pending_) ::unlink(one.temporary.c_str());
    sigprocmask(SIG_SETMASK, &signals_, nullptr);
}

}  // namespace bobgen

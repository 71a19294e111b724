#include "files.h"

#include <fcntl.h>
#include <unistd.h>

namespace bob::runtime {

bool read_file(const char* path, std::string& bytes) {
    const int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0) return false;
    char part[65536];
    ssize_t count = 0;
    while ((count = read(file, part, sizeof part)) > 0) bytes.append(part, static_cast<std::size_t>(count));
    close(file);
    return count == 0;
}

}  // namespace bob::runtime

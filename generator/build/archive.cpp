#include "generator/build/archive.h"

#include <minizip/zip.h>
#include <sha2.h>

#include <cstring>
#include <limits>
#include <stdexcept>

namespace bobgen {

namespace {

/// What minizip uses as a file.
struct Memory {
    std::string bytes;
    std::size_t at = 0;
};

Memory& memory(voidpf stream) { return *static_cast<Memory*>(stream); }

uLong write(voidpf, voidpf stream, const void* from, uLong size) {
    Memory& into = memory(stream);
    if (into.bytes.size() < into.at + size) into.bytes.resize(into.at + size);
    std::memcpy(into.bytes.data() + into.at, from, size);
    into.at += size;
    return size;
}

uLong read(voidpf, voidpf, void*, uLong) { return 0; }  // only called for an archive that is appended to

long seek(voidpf, voidpf stream, ZPOS64_T offset, int origin) {
    Memory& in = memory(stream);
    const std::size_t base = origin == ZLIB_FILEFUNC_SEEK_SET   ? 0
                             : origin == ZLIB_FILEFUNC_SEEK_CUR ? in.at
                                                                : in.bytes.size();
    in.at = base + offset;
    return 0;
}

zlib_filefunc64_def functions_on(Memory& into) {
    return {.zopen64_file = [](voidpf opaque, const void*, int) { return opaque; },
            .zread_file = read,
            .zwrite_file = write,
            .ztell64_file = [](voidpf, voidpf stream) { return static_cast<ZPOS64_T>(memory(stream).at); },
            .zseek64_file = seek,
            .zclose_file = [](voidpf, voidpf) { return 0; },
            .zerror_file = [](voidpf, voidpf) { return 0; },
            .opaque = &into};
}

void check(int result) {
    if (result != ZIP_OK) throw std::runtime_error("cannot create an archive: minizip error " + std::to_string(result));
}

std::string digest(std::string_view bytes) {
    SHA2_CTX context;
    SHA256Init(&context);
    SHA256Update(&context, reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size());
    std::string made(SHA256_DIGEST_LENGTH, '\0');
    SHA256Final(reinterpret_cast<std::uint8_t*>(made.data()), &context);
    return made;
}

}  // namespace

std::string zip_of(std::string_view name, std::string_view bytes) {
    if (bytes.size() > std::numeric_limits<unsigned>::max()) throw std::runtime_error("cannot archive 4 GB or more");
    constexpr unsigned made_on_unix = 3 << 8 | 20;  // in version 2.0 of the format: deflate
    zip_fileinfo info{};
    info.dosDate = (1 << 5 | 1) << 16;   // the first day that the format supports
    info.external_fa = 0100755UL << 16;  // a regular file, rwxr-xr-x

    Memory memory;
    zlib_filefunc64_def functions = functions_on(memory);
    const zipFile file = zipOpen2_64("", APPEND_STATUS_CREATE, nullptr, &functions);
    if (!file) throw std::runtime_error("cannot create an archive");
    check(zipOpenNewFileInZip4_64(file, std::string(name).c_str(), &info, nullptr, 0, nullptr, 0, nullptr, Z_DEFLATED,
                                  Z_BEST_COMPRESSION, 0, -MAX_WBITS, MAX_MEM_LEVEL, Z_DEFAULT_STRATEGY, nullptr, 0,
                                  made_on_unix, 0, 0));
    check(zipWriteInFileInZip(file, bytes.data(), static_cast<unsigned>(bytes.size())));
    check(zipCloseFileInZip(file));
    check(zipClose(file, nullptr));
    return std::move(memory.bytes);
}

std::string compression() { return std::string("zlib ") + zlibVersion(); }

std::string code_sha256(std::string_view bytes) {
    static constexpr char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    const std::string hash = digest(bytes);
    std::string made;
    for (std::size_t i = 0; i < hash.size(); i += 3) {
        unsigned group = 0;
        for (std::size_t j = 0; j < 3; ++j)
            group = group << 8 | (i + j < hash.size() ? static_cast<unsigned char>(hash[i + j]) : 0);
        for (std::size_t j = 0; j < 4; ++j) made += i + j <= hash.size() ? letters[group >> (18 - 6 * j) & 63] : '=';
    }
    return made;
}

std::string sha256_hex(std::string_view bytes) {
    static constexpr char digits[] = "0123456789abcdef";
    std::string made;
    for (const char c : digest(bytes)) {
        made += digits[static_cast<unsigned char>(c) >> 4];
        made += digits[static_cast<unsigned char>(c) & 15];
    }
    return made;
}

}  // namespace bobgen

#include "generator/build/elf.h"

#include <elf.h>

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <type_traits>

namespace bobgen {

namespace {

/// The file, read by position; reading outside of it is an error.
class Bytes {
public:
    explicit Bytes(std::string_view bytes) : bytes_(bytes) {}

    template <class T>
    T at(std::uint64_t offset) const {
        static_assert(std::is_trivially_copyable_v<T>);
        if (offset > bytes_.size() || bytes_.size() - offset < sizeof(T)) cut_off();
        T read;
        std::memcpy(&read, bytes_.data() + offset, sizeof read);
        return read;
    }
    std::string_view part(std::uint64_t offset, std::uint64_t size) const {
        if (offset > bytes_.size() || bytes_.size() - offset < size) cut_off();
        return bytes_.substr(offset, size);
    }

    [[noreturn]] static void cut_off() { throw ElfFault("it points past its own end"); }

private:
    std::string_view bytes_;
};

/// A string that ends with a null character.
std::string text_in(std::string_view table, std::uint64_t offset) {
    if (offset >= table.size()) Bytes::cut_off();
    const std::size_t end = table.find('\0', offset);
    if (end == table.npos) Bytes::cut_off();
    return std::string(table.substr(offset, end - offset));
}

class ElfReader {
public:
    explicit ElfReader(std::string_view bytes) : bytes_(bytes) {
        if (!bytes.starts_with(std::string_view(ELFMAG, SELFMAG))) throw ElfFault("it is not an ELF file");
        header_ = bytes_.at<Elf64_Ehdr>(0);
        if (header_.e_ident[EI_CLASS] != ELFCLASS64 || header_.e_ident[EI_DATA] != ELFDATA2LSB)
            throw ElfFault("it is not for a 64-bit little-endian processor");
        if (header_.e_phnum > 0 && header_.e_phentsize != sizeof(Elf64_Phdr))
            throw ElfFault("its program headers have an unknown size");
        for (std::uint64_t i = 0; i < header_.e_phnum; ++i)
            segments_.push_back(bytes_.at<Elf64_Phdr>(header_.e_phoff + i * sizeof(Elf64_Phdr)));
    }

    Elf read() {
        Elf made;
        made.machine = header_.e_machine;
        bool position_independent = false;
        for (const Elf64_Phdr& segment : segments_) {
            if (segment.p_type == PT_INTERP)
                made.interpreter = text_in(bytes_.part(segment.p_offset, segment.p_filesz), 0);
            if (segment.p_type == PT_DYNAMIC) position_independent = read_dynamic(segment, made);
        }
        const bool starts = std::any_of(segments_.begin(), segments_.end(), [&](const Elf64_Phdr& one) {
            return one.p_type == PT_LOAD && (one.p_flags & PF_X) != 0 && header_.e_entry >= one.p_vaddr &&
                   header_.e_entry - one.p_vaddr < one.p_memsz;
        });
        made.program = starts && (header_.e_type == ET_EXEC ||
                                  (header_.e_type == ET_DYN && (position_independent || !made.interpreter.empty())));
        return made;
    }

private:
    /// The position in the file of an address of the running program.
    std::uint64_t offset_of(std::uint64_t address) const {
        for (const Elf64_Phdr& one : segments_)
            if (one.p_type == PT_LOAD && address >= one.p_vaddr && address - one.p_vaddr < one.p_filesz)
                return one.p_offset + (address - one.p_vaddr);
        throw ElfFault("it points to an address that is not in the file");
    }

    /// Fills in libraries and versions; returns whether the flags mark it as a position-independent program.
    bool read_dynamic(const Elf64_Phdr& segment, Elf& into) {
        std::vector<std::uint64_t> names;
        std::uint64_t texts = 0, texts_size = 0, needs = 0, needs_count = 0, flags = 0;
        for (std::uint64_t at = 0; at + sizeof(Elf64_Dyn) <= segment.p_filesz; at += sizeof(Elf64_Dyn)) {
            const auto entry = bytes_.at<Elf64_Dyn>(segment.p_offset + at);
            if (entry.d_tag == DT_NULL) break;
            if (entry.d_tag == DT_NEEDED) names.push_back(entry.d_un.d_val);
            if (entry.d_tag == DT_STRTAB) texts = entry.d_un.d_ptr;
            if (entry.d_tag == DT_STRSZ) texts_size = entry.d_un.d_val;
            if (entry.d_tag == DT_VERNEED) needs = entry.d_un.d_ptr;
            if (entry.d_tag == DT_VERNEEDNUM) needs_count = entry.d_un.d_val;
            if (entry.d_tag == DT_FLAGS_1) flags = entry.d_un.d_val;
        }
        if (names.empty() && needs_count == 0) return (flags & DF_1_PIE) != 0;
        const std::string_view table = bytes_.part(offset_of(texts), texts_size);
        for (const std::uint64_t name : names) into.libraries.push_back(text_in(table, name));
        if (needs_count > 0) read_versions(offset_of(needs), needs_count, table, into);
        return (flags & DF_1_PIE) != 0;
    }

    /// A list of libraries, each with a list of versions; both are linked by offsets, where 0 marks the end.
    void read_versions(std::uint64_t at, std::uint64_t count, std::string_view table, Elf& into) const {
        for (std::uint64_t i = 0; i < count; ++i) {
            const auto library = bytes_.at<Elf64_Verneed>(at);
            std::uint64_t version_at = at + library.vn_aux;
            for (unsigned j = 0; j < library.vn_cnt; ++j) {
                const auto version = bytes_.at<Elf64_Vernaux>(version_at);
                into.versions.push_back(text_in(table, version.vna_name));
                if (version.vna_next == 0) break;
                version_at += version.vna_next;
            }
            if (library.vn_next == 0) break;
            at += library.vn_next;
        }
    }

    Bytes bytes_;
    Elf64_Ehdr header_;
    std::vector<Elf64_Phdr> segments_;
};

}  // namespace

Elf read_elf(std::string_view bytes) { return ElfReader(bytes).read(); }

}  // namespace bobgen

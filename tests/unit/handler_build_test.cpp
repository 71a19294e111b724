// What `bobgen build` does without a compiler: names of sources, linked programs, maps, archives, manifests.
// tests/build tests the command as a whole.
#include <elf.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstring>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <random>

#include "build/archive.h"
#include "build/elf.h"
#include "build/handlers.h"
#include "build/lambda_host.h"
#include "build/link_map.h"
#include "build/manifest.h"
#include "build/sbom.h"
#include "build/uses.h"

namespace bobgen {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

TEST(HandlerStem, is_the_name_in_words) {
    for (const auto& [name, stem] :
         std::initializer_list<std::pair<std::string, std::string>>{{"bookAvailability", "book_availability"},
                                                                    {"BookAvailability", "book_availability"},
                                                                    {"book-availability", "book_availability"},
                                                                    {"book_availability", "book_availability"},
                                                                    {"getURLOfUser", "get_url_of_user"},
                                                                    {"toHTTP", "to_http"},
                                                                    {"version2Upload", "version2_upload"},
                                                                    {"user", "user"},
                                                                    {"X", "x"}})
        EXPECT_EQ(handler_stem(name), stem) << name;
}

// --- Programs
// -----------------------------------------------------------------------------------------------------------

/// A dynamic program of this machine's glibc. This test itself is one, of 200 MB when it is sanitized.
std::string dynamic_program() {
    std::ifstream in("/bin/sh", std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

/// The smallest static program: a header, and one segment that holds the entry.
std::string static_program(unsigned machine, unsigned type = ET_EXEC, unsigned flags = PF_R | PF_X) {
    Elf64_Ehdr header{};
    std::memcpy(header.e_ident, ELFMAG, SELFMAG);
    header.e_ident[EI_CLASS] = ELFCLASS64;
    header.e_ident[EI_DATA] = ELFDATA2LSB;
    header.e_type = static_cast<Elf64_Half>(type);
    header.e_machine = static_cast<Elf64_Half>(machine);
    header.e_entry = 0x400000 + sizeof(Elf64_Ehdr) + sizeof(Elf64_Phdr);
    header.e_phoff = sizeof(Elf64_Ehdr);
    header.e_phentsize = sizeof(Elf64_Phdr);
    header.e_phnum = 1;
    Elf64_Phdr segment{};
    segment.p_type = PT_LOAD;
    segment.p_flags = flags;
    segment.p_vaddr = 0x400000;
    segment.p_filesz = segment.p_memsz = sizeof header + sizeof segment + 4;
    std::string made(sizeof header + sizeof segment + 4, '\0');
    std::memcpy(made.data(), &header, sizeof header);
    std::memcpy(made.data() + sizeof header, &segment, sizeof segment);
    return made;
}

TEST(Elf, of_a_dynamic_program) {
    const Elf shell = read_elf(dynamic_program());
    EXPECT_TRUE(shell.program);
#ifdef __x86_64__
    EXPECT_EQ(shell.machine, unsigned{EM_X86_64});
#endif
    EXPECT_THAT(shell.interpreter, HasSubstr("ld-linux"));
    EXPECT_THAT(shell.libraries, ::testing::Contains("libc.so.6"));
    EXPECT_THAT(shell.versions, ::testing::Contains(HasSubstr("GLIBC_2.")));
}

TEST(Elf, of_a_static_program_needs_nothing) {
    const Elf made = read_elf(static_program(EM_AARCH64));
    EXPECT_TRUE(made.program);
    EXPECT_EQ(made.machine, unsigned{EM_AARCH64});
    EXPECT_EQ(made.interpreter, "");
    EXPECT_TRUE(made.libraries.empty() && made.versions.empty());
}

TEST(Elf, that_can_not_be_started_is_no_program) {
    EXPECT_FALSE(read_elf(static_program(EM_X86_64, ET_REL)).program);
    EXPECT_FALSE(read_elf(static_program(EM_X86_64, ET_DYN)).program) << "a library";
    EXPECT_FALSE(read_elf(static_program(EM_X86_64, ET_EXEC, PF_R)).program) << "nothing in it is executable";
}

TEST(Elf, says_what_is_wrong_with_a_file) {
    const auto fault = [](std::string_view bytes) -> std::string {
        try {
            read_elf(bytes);
        } catch (const ElfFault& found) {
            return found.what();
        }
        return "";
    };
    EXPECT_EQ(fault(""), "it is not an ELF file");
    EXPECT_EQ(fault("#!/bin/sh\n"), "it is not an ELF file");
    EXPECT_EQ(fault("\x7f"
                    "ELF"),
              "it points past its own end");
    std::string narrow = static_program(EM_386);
    narrow[EI_CLASS] = ELFCLASS32;
    EXPECT_EQ(fault(narrow), "it is not for a 64-bit little-endian processor");
}

TEST(Elf, cut_off_or_damaged_is_never_read_beyond_its_end) {
    const std::string whole = dynamic_program();
    std::size_t faults = 0;
    const auto read = [&](const std::string& bytes) {
        // A copy of exactly this size, so that the address sanitizer detects an out-of-bounds read.
        const std::vector<char> exact(bytes.begin(), bytes.end());
        try {
            read_elf({exact.data(), exact.size()});
        } catch (const ElfFault&) {
            ++faults;
        }
    };
    for (std::size_t size = 0; size < sizeof(Elf64_Ehdr) + 14 * sizeof(Elf64_Phdr); ++size) read(whole.substr(0, size));
    EXPECT_GT(faults, sizeof(Elf64_Ehdr));

    std::mt19937 random(1);
    // The parts that are read at all: headers, and the dynamic section with its strings, which the linker puts in the
    // first pages or at the end of the data. Damage in the headers sends the reader anywhere.
    std::string damaged = whole.substr(0, 1 << 16);
    for (int i = 0; i < 2000; ++i) {
        std::string one = damaged;
        for (int j = 0; j < 3; ++j) one[random() % 1024] = static_cast<char>(random());
        read(one);
    }
}

TEST(LambdaHost, starts_what_it_has_everything_for) {
    const auto why = [](const Elf& elf, std::string_view runtime = "provided.al2023") {
        const auto found = why_not_started(elf, runtime, "x86_64");
        return found ? found->reason : "";
    };
    const auto program = [](std::vector<std::string> libraries, std::vector<std::string> versions) {
        return Elf{EM_X86_64, true, "", std::move(libraries), std::move(versions)};
    };
    EXPECT_EQ(why(program({}, {})), "");
    EXPECT_EQ(why(program({"libc.so.6", "libm.so.6"}, {"GLIBC_2.2.5", "GLIBC_2.34"})), "");
    EXPECT_EQ(why(program({"libc.so.6"}, {"GLIBC_2.34", "GLIBC_2.36", "GLIBC_2.35"})),
              "needs `GLIBC_2.36`, which is newer than what Amazon Linux 2023 has");
    EXPECT_EQ(why(program({"libc.so.6"}, {"GLIBC_ABI_DT_RELR"})),
              "needs `GLIBC_ABI_DT_RELR`, which is newer than what Amazon Linux 2023 has");
    EXPECT_EQ(why(program({"libstdc++.so.6"}, {"GLIBCXX_3.4.30", "CXXABI_1.3"})),
              "needs `GLIBCXX_3.4.30`, which is newer than what Amazon Linux 2023 has");
    EXPECT_EQ(why(program({"libc.so.6"}, {"GLIBC_2.34"}), "provided.al2"),
              "needs `GLIBC_2.34`, which is newer than what Amazon Linux 2 has");
    EXPECT_EQ(why(program({"libcurl.so.4"}, {})), "needs `libcurl.so.4`, which Amazon Linux 2023 does not have");
    EXPECT_EQ(why({EM_AARCH64, true, "", {}, {}}), "is for arm64, but the function for x86_64");
    EXPECT_EQ(why({EM_X86_64, false, "", {}, {}}), "is not a program but a library or an object file");
}

// --- What they use
// ------------------------------------------------------------------------------------------------------

TEST(Uses, are_the_marks_in_a_program) {
    using namespace std::string_literals;
    EXPECT_THAT(uses_in("\0bob.use:read:Users\0bob.use:query:Users/ByDay\0bob.use:read:Users\0"s),
                ElementsAre("query:Users/ByDay", "read:Users"));
    EXPECT_THAT(uses_in("bob.use:manage:chat\0bob.use:manage:\0"s), ElementsAre("manage:", "manage:chat"))
        << "the stack's WebSocket API needs no name";
    EXPECT_THAT(uses_in("bob.use:\0bob.use:fly:Users\0bob.use:read:\0bob.use:read"s), ElementsAre())
        << "the prefix alone, an unknown word, no table, no end";
}

TEST(Uses, are_compared_with_the_grants) {
    Report report;
    DeclaredFunction function{.stack = "shop", .name = "list", .runtime = {}, .architecture = {}, .uses = {}};
    function.uses = {{bob::Access::read, "Users", "", {}}, {bob::Access::query, "Users", "ByDay", {}}};
    check_uses(function, {"query:Users", "read:Users"}, "shop/dev", report);
    ASSERT_EQ(report.diagnostics().size(), 2u);
    EXPECT_EQ(report.diagnostics()[0].message, "the handler of `list` never queries index `ByDay` of table `Users`");
    EXPECT_EQ(report.diagnostics()[1].message,
              "the handler of `list` queries table `Users`, which the function is not granted");
}

// --- Sizes, archives, manifests
// -----------------------------------------------------------------------------------------

TEST(LinkMap, says_whose_bytes_are_in_the_file) {
    constexpr std::string_view map = R"(Discarded input sections

 .text.unused   0x0000000000000000     0x9999 a.o

Linker script and memory map

LOAD main.dir/handler.cpp.o
.text           0x0000000000401000      0x100
 *(.text.unlikely .text.*_unlikely .text.unlikely.*)
 .text.main     0x0000000000401000       0x30 main.dir/handler.cpp.o
 .text._ZN8nlohmann16json_abi_v3_11_24json5parseEv
                0x0000000000401030       0x40 /a b/libbob_runtime.a(json.cpp.o)
                0x0000000000401030                parse
 *fill*         0x0000000000401070       0x10
 .text          0x0000000000401080      0x200 /deps/lib/libcrypto.a(libcrypto-lib-sha.o)
.rodata         0x0000000000402000       0x50
 .rodata.str1.1
                0x0000000000402000       0x20 /a b/libbob_runtime.a(loop.cpp.o)
                                        0x198 (size before relaxing)
.bss            0x0000000000403000     0x1000
 .bss           0x0000000000403000     0x1000 /usr/lib/libc.a(malloc.o)
.debug_info     0x0000000000000000     0x1000
 .debug_info    0x0000000000000000     0x1000 main.dir/handler.cpp.o
)";
    std::vector<std::string> shares;
    for (const Share& one : shares_of(map)) shares.push_back(one.what + " " + std::to_string(one.bytes));
    EXPECT_THAT(shares, ElementsAre("OpenSSL 512", "JSON 64", "handler 48", "bob 32"));
    EXPECT_TRUE(shares_of("no map").empty());
}

TEST(Hash, is_sha256) {
    // FIPS 180-2, appendix B.1.
    EXPECT_EQ(sha256_hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    EXPECT_EQ(code_sha256("abc"), "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=");
    EXPECT_EQ(code_sha256(""), "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
}

TEST(Archive, is_the_same_for_the_same_bytes) {
    const std::string one = zip_of("bootstrap", std::string(100'000, 'x'));
    EXPECT_EQ(one, zip_of("bootstrap", std::string(100'000, 'x')));
    EXPECT_NE(one, zip_of("bootstrap", std::string(100'000, 'y')));
    EXPECT_LT(one.size(), 1000u);
}

TEST(Sbom, names_each_library_with_version_and_hash) {
    const LibraryReport report = read_library_report(
        "libcurl\t7.88.1-10+deb12u15\tcurl\tab12\nlibc\tunknown\tglibc\t\n"
        "newer\tcurl\t7.88.1-10+deb12u15\t7.88.1-10+deb12u16\nage\t3\nno line of ours\n",
        "arm64");
    ASSERT_EQ(report.libraries.size(), 2u);
    EXPECT_EQ(report.days, 3);
    const std::string text = sbom_of("shop", report.libraries);
    const auto document = nlohmann::json::parse(text);
    EXPECT_EQ(document.at("bomFormat"), "CycloneDX");
    EXPECT_EQ(document.at("specVersion"), "1.5");
    EXPECT_EQ(document.at("components").at(0).at("name"), "libc") << "sorted";
    EXPECT_FALSE(document.at("components").at(0).contains("hashes"));
    const auto& curl = document.at("components").at(1);
    EXPECT_EQ(curl.at("version"), "7.88.1-10+deb12u15");
    EXPECT_EQ(curl.at("hashes"), nlohmann::json::parse(R"([{"alg": "SHA-256", "content": "ab12"}])"));
    EXPECT_EQ(curl.at("purl"), "pkg:deb/debian/curl@7.88.1-10%2Bdeb12u15?arch=source");
    EXPECT_EQ(sbom_of("shop", {report.libraries[1], report.libraries[0]}), text);
}

TEST(Sbom, tells_of_what_is_old) {
    const auto remarks = [](std::string_view report, std::string_view tls) {
        return remarks_on(read_library_report(report, "arm64"), tls, "build/deps/made");
    };
    EXPECT_THAT(remarks("age\t30\n", "openssl"), IsEmpty());
    EXPECT_THAT(remarks("age\t31\n", "openssl"), ElementsAre(HasSubstr("31 days old")));
    EXPECT_THAT(
        remarks("newer\tcurl\t1\t2\nage\t31\n", "openssl"),
        ElementsAre("handlers link curl 1, and there is 2; remove `build/deps/made` and build again to have what is "
                    "newest"));
    EXPECT_THAT(remarks("age\t0\n", "mbedtls"), ElementsAre(HasSubstr("no TLS 1.3")));
}

TEST(Manifest, is_read_as_it_was_written) {
    const std::string text = manifest_of("shop", {{"b", "arm64", "Qg==", 2, 20}, {"a", "x86_64", "QQ==", 1, 10}});
    const std::vector<Artifact> read = artifacts_in(text);
    ASSERT_EQ(read.size(), 2u);
    EXPECT_EQ(read[0].function, "a") << "sorted";
    EXPECT_EQ(read[1].architecture, "arm64");
    EXPECT_EQ(read[1].program_bytes, 20u);
    EXPECT_EQ(manifest_of("shop", read), text);
    EXPECT_NE(manifest_of("shop", {read[0]}), text);
    EXPECT_TRUE(artifacts_in("").empty());
    EXPECT_TRUE(artifacts_in(R"({"functions": [{"function": 1}]})").empty());
}

}  // namespace
}  // namespace bobgen

#include "bob/stack.h"

#include <link.h>

#include <cstdint>
#include <cstring>
#include <deque>
#include <span>
#include <utility>

namespace bob {

RuntimeText runtime(std::string text) {
    static std::deque<std::string> kept;  // a deque never moves its elements
    return {kept.emplace_back(std::move(text))};
}

Resource::Kept::~Kept() = default;

bool Resource::is_constant(const void* object) {
    const auto look = [](dl_phdr_info* program, std::size_t, void* at) {
        const std::uintptr_t address = reinterpret_cast<std::uintptr_t>(at) - program->dlpi_addr;
        for (const auto& part : std::span(program->dlpi_phdr, program->dlpi_phnum)) {
            const bool read_only = part.p_type == PT_GNU_RELRO || (part.p_type == PT_LOAD && !(part.p_flags & PF_W));
            if (read_only && address - part.p_vaddr < part.p_memsz) return 1;
        }
        return 0;
    };
    return dl_iterate_phdr(look, const_cast<void*>(object)) != 0;
}

namespace {
/// A change has no name, only a place.
Text nameless(Place place) {
    Text made;
    made.place = place;
    return made;
}
}  // namespace

Resource::Resource(const Override& one)
    : Resource(Kind::override_, nameless(one.of.place), new CopyOf<Override>([&] { return one; })) {}
Resource::Resource(const Every& one)
    : Resource(Kind::every, nameless(one.of.set ? one.of.place : one.type.place),
               new CopyOf<Every>([&] { return one; })) {}

Resource::Resource(Kind kind, const Text& name, Kept* kept) : kind_(kind), name_(name), kept_(kept) {}

Resource::Kept* Resource::without_item(const void* table) {
    auto* copy = new CopyOf<Table<>>([] { return Table<>{}; });
    std::memcpy(&copy->value, table, sizeof copy->value);
    copy->logical_id = copy->value.logical_id.text;
    return copy;
}

Resource::Resource(const Resource& other) : kind_(other.kind_), name_(other.name_), kept_(other.kept_) {
    ++kept_->uses;
}

// A moved-from Resource stays whole: vectors move them, and a name is cheap to copy.
Resource::Resource(Resource&& other) noexcept : kind_(other.kind_), name_(other.name_), kept_(other.kept_) {
    ++kept_->uses;
}

Resource& Resource::operator=(const Resource& other) {
    Resource copy(other);
    std::swap(kind_, copy.kind_);
    std::swap(name_, copy.name_);
    std::swap(kept_, copy.kept_);
    return *this;
}

Resource& Resource::operator=(Resource&& other) noexcept { return *this = std::as_const(other); }

Resource::~Resource() {
    if (--kept_->uses == 0) delete kept_;
}

template Resource::Resource(const Bucket&);
template Resource::Resource(const CognitoAuthorizer&);
template Resource::Resource(const Condition&);
template Resource::Resource(const Function&);
template Resource::Resource(const HttpApi&);
template Resource::Resource(const IdentityProvider&);
template Resource::Resource(const JwtAuthorizer&);
template Resource::Resource(const LambdaAuthorizer&);
template Resource::Resource(const Output&);
template Resource::Resource(const Parameter&);
template Resource::Resource(const Queue&);
template Resource::Resource(const RawResource&);
template Resource::Resource(const ResourceServer&);
template Resource::Resource(const RestApi&);
template Resource::Resource(const Topic&);
template Resource::Resource(const UserPool&);
template Resource::Resource(const UserPoolClient&);
template Resource::Resource(const UserPoolDomain&);
template Resource::Resource(const Table<>&);

void Stack::add(std::initializer_list<Resource> more) { resources.insert(resources.end(), more); }
void Stack::add(const Resource& one) { resources.push_back(one); }

}  // namespace bob

#include "bob/stack.h"

#include <deque>
#include <utility>

namespace bob {

RuntimeText runtime(std::string text) {
    static std::deque<std::string> kept;  // a deque never moves its elements
    return {kept.emplace_back(std::move(text))};
}

Resource::Copy::~Copy() = default;

Resource::Resource(Kind kind, const Text& name, Copy* copy) : kind_(kind), name_(name), copy_(copy) {}

Resource::Resource(const Resource& other) : kind_(other.kind_), name_(other.name_), copy_(other.copy_) {
    ++copy_->uses;
}

// A moved-from Resource stays whole: vectors move them, and a name is cheap to copy.
Resource::Resource(Resource&& other) noexcept : kind_(other.kind_), name_(other.name_), copy_(other.copy_) {
    ++copy_->uses;
}

Resource& Resource::operator=(const Resource& other) {
    Resource copy(other);
    std::swap(kind_, copy.kind_);
    std::swap(name_, copy.name_);
    std::swap(copy_, copy.copy_);
    return *this;
}

Resource& Resource::operator=(Resource&& other) noexcept { return *this = std::as_const(other); }

Resource::~Resource() {
    if (--copy_->uses == 0) delete copy_;
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
template Resource::Resource(const RestApi&);
template Resource::Resource(const Topic&);
template Resource::Resource(const UserPool&);
template Resource::Resource(const UserPoolClient&);
template Resource::Resource(const UserPoolDomain&);
template Resource::Resource(const Table<>&);

void Stack::add(std::initializer_list<Resource> more) { resources.insert(resources.end(), more); }
void Stack::add(const Resource& one) { resources.push_back(one); }

}  // namespace bob

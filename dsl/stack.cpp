#include "bob/stack.h"

#include <deque>
#include <utility>

namespace bob {

RuntimeText runtime(std::string text) {
    static std::deque<std::string> kept;  // a deque never moves its elements
    return {kept.emplace_back(std::move(text))};
}

/// The shared copy behind a Resource. Kinds differ, so it knows how to delete itself.
struct Resource::Copy {
    unsigned uses = 1;
    Copy() = default;
    Copy(const Copy&) = delete;
    Copy& operator=(const Copy&) = delete;
    virtual ~Copy() = default;
};

namespace {
template <class Base, class T>
struct CopyOf : Base {
    T declaration;
    explicit CopyOf(const T& original) : declaration(original) {}
};
}  // namespace

template <class T>
Resource::Resource(const T* original) : kind_(T::kind), name_(original->name.text) {
    auto* copy = new CopyOf<Copy, T>(*original);
    copy_ = copy;
    declaration_ = &copy->declaration;
}

Resource::Resource(const Table<>& one) : Resource(&one) {}
Resource::Resource(const Function& one) : Resource(&one) {}
Resource::Resource(const UserPool& one) : Resource(&one) {}
Resource::Resource(const UserPoolClient& one) : Resource(&one) {}
Resource::Resource(const UserPoolDomain& one) : Resource(&one) {}
Resource::Resource(const IdentityProvider& one) : Resource(&one) {}
Resource::Resource(const CognitoAuthorizer& one) : Resource(&one) {}
Resource::Resource(const JwtAuthorizer& one) : Resource(&one) {}
Resource::Resource(const LambdaAuthorizer& one) : Resource(&one) {}
Resource::Resource(const RestApi& one) : Resource(&one) {}
Resource::Resource(const HttpApi& one) : Resource(&one) {}
Resource::Resource(const Bucket& one) : Resource(&one) {}
Resource::Resource(const Queue& one) : Resource(&one) {}
Resource::Resource(const Topic& one) : Resource(&one) {}
Resource::Resource(const Output& one) : Resource(&one) {}
Resource::Resource(const Parameter& one) : Resource(&one) {}
Resource::Resource(const Condition& one) : Resource(&one) {}
Resource::Resource(const RawResource& one) : Resource(&one) {}

Resource::Resource(const Resource& other)
    : kind_(other.kind_), name_(other.name_), declaration_(other.declaration_), copy_(other.copy_) {
    ++copy_->uses;
}

Resource::Resource(Resource&& other) noexcept : Resource(std::as_const(other)) {}

Resource& Resource::operator=(const Resource& other) {
    Resource copy(other);
    std::swap(kind_, copy.kind_);
    std::swap(name_, copy.name_);
    std::swap(declaration_, copy.declaration_);
    std::swap(copy_, copy.copy_);
    return *this;
}

Resource& Resource::operator=(Resource&& other) noexcept { return *this = std::as_const(other); }

Resource::~Resource() {
    if (--copy_->uses == 0) delete copy_;
}

void Stack::add(std::initializer_list<Resource> more) { resources.insert(resources.end(), more); }
void Stack::add(const Resource& one) { resources.push_back(one); }

}  // namespace bob

// OpenSSL 3.0 takes an eighth of a millisecond to read a certificate, most of it for the public key, and would read all
// roots before the first connection. Here a root is read when a chain ends in it, which is one of Amazon's five, or one
// of the hundred and forty in a system's bundle. Until then only its name is known.
#ifdef BOB_TLS_OPENSSL

#include <openssl/asn1.h>
#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>
#include <openssl/x509_vfy.h>

#include <memory>
#include <string>
#include <vector>

#include "trust.h"

namespace bob::runtime {
namespace {

struct FreeX509 {
    void operator()(BIO* one) const { BIO_free(one); }
    void operator()(X509* one) const { X509_free(one); }
    void operator()(X509_NAME* one) const { X509_NAME_free(one); }
};
template <class T>
using OwnedX509 = std::unique_ptr<T, FreeX509>;

struct Root {
    std::string certificate;  ///< DER
    OwnedX509<X509_NAME> subject;
};

/// What is left to read of DER.
struct Der {
    const unsigned char* at;
    const unsigned char* end;

    /// Reads the next element's head: `at` is its contents then, and `next` what follows them.
    bool enter(const unsigned char*& next, int& tag) {
        long length = 0;
        int tag_class = 0;
        if ((ASN1_get_object(&at, &length, &tag, &tag_class, end - at) & 0x80) != 0) return false;
        next = at + length;
        return true;
    }
    bool skip() {
        const unsigned char* next = nullptr;
        int tag = 0;
        if (!enter(next, tag)) return false;
        at = next;
        return true;
    }
};

/// The subject of a certificate: RFC 5280, 4.1. Nothing for what is none.
OwnedX509<X509_NAME> subject_of(const std::string& certificate) {
    Der rest{reinterpret_cast<const unsigned char*>(certificate.data()), nullptr};
    rest.end = rest.at + certificate.size();
    const unsigned char* next = nullptr;
    int tag = 0;
    // Into Certificate and TBSCertificate; then its version if it says one, serial number, algorithm, issuer, validity.
    if (!rest.enter(next, tag) || !rest.enter(next, tag)) return nullptr;
    Der version = rest;
    if (version.enter(next, tag) && tag == 0) rest.at = next;
    for (int i = 0; i < 4; ++i)
        if (!rest.skip()) return nullptr;
    return OwnedX509<X509_NAME>(d2i_X509_NAME(nullptr, &rest.at, rest.end - rest.at));
}

std::vector<Root> read_roots(std::string_view pem) {
    std::vector<Root> roots;
    const OwnedX509<BIO> text(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
    char* name = nullptr;
    char* header = nullptr;
    unsigned char* data = nullptr;
    long size = 0;
    ERR_set_mark();
    while (text && PEM_read_bio(text.get(), &name, &header, &data, &size) == 1) {
        Root root{{reinterpret_cast<char*>(data), static_cast<std::size_t>(size)}, nullptr};
        if (std::string_view(name) == PEM_STRING_X509) root.subject = subject_of(root.certificate);
        if (root.subject) roots.push_back(std::move(root));
        OPENSSL_free(name);
        OPENSSL_free(header);
        OPENSSL_free(data);
    }
    ERR_pop_to_mark();  // that there are no more is no error
    return roots;
}

/// Called for an issuer that the store does not have yet. Several roots may have its name: then OpenSSL looks for the
/// one with the right key in the store. `found` borrows what the store owns, as it does from OpenSSL's own lookups.
int find_root(X509_LOOKUP* lookup, X509_LOOKUP_TYPE type, const X509_NAME* name, X509_OBJECT* found) {
    static const std::vector<Root> roots = read_roots(trusted_roots());
    if (type != X509_LU_X509) return 0;
    int any = 0;
    for (const Root& root : roots) {
        if (X509_NAME_cmp(root.subject.get(), name) != 0) continue;
        const auto* bytes = reinterpret_cast<const unsigned char*>(root.certificate.data());
        const OwnedX509<X509> certificate(d2i_X509(nullptr, &bytes, static_cast<long>(root.certificate.size())));
        if (!certificate || X509_STORE_add_cert(X509_LOOKUP_get_store(lookup), certificate.get()) != 1) continue;
        if (any == 0 && X509_OBJECT_set1_X509(found, certificate.get()) == 1) {
            X509_free(certificate.get());
            any = 1;
        }
    }
    return any;
}

X509_LOOKUP_METHOD* root_lookup() {
    static X509_LOOKUP_METHOD* const made = [] {
        X509_LOOKUP_METHOD* method = X509_LOOKUP_meth_new("bob's roots");
        if (method) X509_LOOKUP_meth_set_get_by_subject(method, find_root);
        return method;
    }();
    return made;
}

CURLcode prepare_context(CURL*, void* context, void*) {
    return look_up_roots(SSL_CTX_get_cert_store(static_cast<SSL_CTX*>(context))) ? CURLE_OK : CURLE_OUT_OF_MEMORY;
}

}  // namespace

bool look_up_roots(X509_STORE* store) { return root_lookup() && X509_STORE_add_lookup(store, root_lookup()); }

void trust_roots(CURL* easy) {
    trusted_roots();  // what is wrong with the file is said before there is a connection
    curl_easy_setopt(easy, CURLOPT_SSL_CTX_FUNCTION, prepare_context);
}

}  // namespace bob::runtime

#endif

#include "trust.h"

#include <gmock/gmock.h>
#include <openssl/bio.h>
#include <openssl/pem.h>
#include <openssl/x509_vfy.h>

#include <cstdlib>
#include <memory>
#include <string>
#include <vector>

#include "roots.h"

using bob::runtime::amazon_roots;

namespace {

using Certificate = std::unique_ptr<X509, decltype(&X509_free)>;

std::vector<Certificate> certificates(std::string_view pem) {
    std::vector<Certificate> all;
    const std::unique_ptr<BIO, decltype(&BIO_free)> text(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())),
                                                         BIO_free);
    while (X509* one = PEM_read_bio_X509(text.get(), nullptr, nullptr, nullptr)) all.emplace_back(one, X509_free);
    return all;
}

std::string name(const Certificate& certificate) {
    char text[256] = "";
    X509_NAME_get_text_by_NID(X509_get_subject_name(certificate.get()), NID_commonName, text, sizeof text);
    return text;
}

/// Whether a chain may end in it.
bool trusted(const Certificate& certificate) {
    unsetenv("SSL_CERT_FILE");
    const std::unique_ptr<X509_STORE, decltype(&X509_STORE_free)> store(X509_STORE_new(), X509_STORE_free);
    EXPECT_TRUE(bob::runtime::look_up_roots(store.get()));
    const std::unique_ptr<X509_STORE_CTX, decltype(&X509_STORE_CTX_free)> check(X509_STORE_CTX_new(),
                                                                                X509_STORE_CTX_free);
    X509_STORE_CTX_init(check.get(), store.get(), certificate.get(), nullptr);
    return X509_verify_cert(check.get()) == 1;
}

}  // namespace

TEST(Trust, AmazonsRootsAreKnownByTheirNamesAndTrusted) {
    std::vector<std::string> names;
    for (const auto& one : certificates(amazon_roots)) {
        names.push_back(name(one));
        EXPECT_TRUE(trusted(one)) << names.back();
    }
    EXPECT_THAT(names, testing::ElementsAre("Amazon Root CA 1", "Amazon Root CA 2", "Amazon Root CA 3",
                                            "Amazon Root CA 4", "Starfield Services Root Certificate Authority - G2"));
}

TEST(Trust, NoOtherRootIs) {
    std::string pem;
    std::FILE* file = std::fopen("/usr/share/ca-certificates/mozilla/ISRG_Root_X1.crt", "rb");
    ASSERT_TRUE(file);
    for (int c = std::fgetc(file); c != EOF; c = std::fgetc(file)) pem += static_cast<char>(c);
    std::fclose(file);
    const auto all = certificates(pem);
    ASSERT_EQ(all.size(), 1U);
    EXPECT_FALSE(trusted(all[0]));
}

#include "crypto.h"

#include <gtest/gtest.h>

#include <set>

#include "token_maker.h"

namespace {

using bob::runtime::hmac_sha256;
using bob::runtime::random_bytes;
using bob::runtime::same_secret;
using bob::runtime::sha256;
using bob::runtime::verify_rs256;

std::string hex(std::string_view bytes) {
    std::string text;
    for (const char c : bytes) {
        char two[3];
        std::snprintf(two, sizeof two, "%02x", static_cast<unsigned>(static_cast<unsigned char>(c)));
        text += two;
    }
    return text;
}

// FIPS 180-4, examples of SHA-256.
TEST(Crypto, DigestsAsTheStandardsExamples) {
    EXPECT_EQ(hex(sha256("abc")), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    EXPECT_EQ(hex(sha256("")), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    EXPECT_EQ(hex(sha256(std::string_view())), hex(sha256("")));
}

// RFC 4231, test cases 1, 2 and 6.
TEST(Crypto, AuthenticatesAsTheStandardsExamples) {
    EXPECT_EQ(hex(hmac_sha256(std::string(20, '\x0b'), "Hi There")),
              "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
    EXPECT_EQ(hex(hmac_sha256("Jefe", "what do ya want for nothing?")),
              "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    EXPECT_EQ(hex(hmac_sha256(std::string(131, '\xaa'), "Test Using Larger Than Block-Size Key - Hash Key First")),
              "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
    EXPECT_EQ(hex(hmac_sha256("", "")), "b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad");
    EXPECT_EQ(hmac_sha256(std::string_view(), ""), hmac_sha256("", ""));
}

TEST(Crypto, VerifiesWhatItsKeySigned) {
    const auto& key = bob::test::pool_key();
    const std::string signature = key.sign("a text");
    EXPECT_TRUE(verify_rs256(key.modulus(), key.exponent(), "a text", signature));
    EXPECT_TRUE(verify_rs256(std::string(1, '\0') + key.modulus(), key.exponent(), "a text", signature));
    EXPECT_FALSE(verify_rs256(key.modulus(), key.exponent(), "another text", signature));
    EXPECT_FALSE(verify_rs256(bob::test::other_key().modulus(), key.exponent(), "a text", signature));
    EXPECT_FALSE(verify_rs256(key.modulus(), key.exponent(), "a text", key.sign("a text", EVP_sha512())));
    EXPECT_FALSE(verify_rs256(key.modulus(), key.exponent(), "a text", ""));
    EXPECT_FALSE(verify_rs256(key.modulus(), key.exponent(), "a text", signature + '\0'));
    EXPECT_FALSE(verify_rs256(key.modulus(), key.exponent(), "a text", '\0' + signature));
    EXPECT_FALSE(verify_rs256(key.modulus(), key.exponent(), "a text", signature.substr(1)));
    EXPECT_FALSE(verify_rs256("", "", "a text", signature));
    EXPECT_FALSE(verify_rs256(key.modulus(), "", "a text", signature));
}

TEST(Crypto, RefusesASignatureAboveItsModulus) {
    // The same number modulo n: a second signature of the text, were it taken.
    const auto& key = bob::test::pool_key();
    std::string sum = key.sign("a text");
    const std::string modulus = key.modulus();
    unsigned carry = 0;
    for (std::size_t i = sum.size(); i-- > 0;) {
        carry += static_cast<unsigned char>(sum[i]) + static_cast<unsigned>(static_cast<unsigned char>(modulus[i]));
        sum[i] = static_cast<char>(carry & 0xFFU);
        carry >>= 8U;
    }
    EXPECT_FALSE(verify_rs256(modulus, key.exponent(), "a text", sum));
    EXPECT_FALSE(verify_rs256(modulus, key.exponent(), "a text", "\x01" + sum));
}

TEST(Crypto, ComparesSecrets) {
    EXPECT_TRUE(same_secret("", ""));
    EXPECT_TRUE(same_secret("secret", "secret"));
    EXPECT_FALSE(same_secret("secret", "secreT"));
    EXPECT_FALSE(same_secret("secret", "secret "));
    EXPECT_FALSE(same_secret(std::string_view("\0a", 2), std::string_view("\0b", 2)));
}

TEST(Crypto, DrawsOtherBytesEachTime) {
    std::set<std::string> drawn;
    for (int i = 0; i < 100; ++i) {
        std::string bytes(16, '\0');
        random_bytes(bytes.data(), bytes.size());
        drawn.insert(bytes);
    }
    EXPECT_EQ(drawn.size(), 100);
    random_bytes(nullptr, 0);
}

}  // namespace

// What a stranger can send to the verifier, and what stands behind the signature. The first byte says which of them the
// rest is.

#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "bob/runtime/error.h"
#include "bob/runtime/log.h"
#include "token_parts.h"

namespace {

using namespace bob;

// Its private half was thrown away.
constexpr std::string_view keys =
    R"({"keys":[{"kty":"RSA","kid":"key-1","alg":"RS256","use":"sig","e":"AQAB","n":")"
    "lgsSos8LOnERL6T7F3I2AmOXBXGOkuvdyk5SDT97b3Hoh17XtVbY2VDkZoJgSJe8z082PhoEtYFda6KSyWr_qPYt"
    "pvEhW85L0BcCA1CGd2mTFOs62o_xcIJqvi1aMtxGp8Pzk2xhTOMfVZAfe-n9EkBfrtB89DbUKlUK3wkYNY3P_n7a"
    "cXGKbyWwowfC5Af_Y5WPW5JywSTGtnIteq-MxaOulfBxELaIy4FXU7aE8aPWlZUb-7w8omuRIyaaSpc8ImyXB3wz"
    "YUhrCjouAoBe_sQTzlXuBG4dCxXt2Mzrz_SAtqjppAC_ttvqHi0FXKZ43ymACOQee2L-jD6PS0Wuiw"
    R"("}]})";

class World : public TokenWorld {
public:
    Timestamp now() override {
        return Timestamp{std::chrono::sys_time<std::chrono::milliseconds>(std::chrono::seconds(1'760'000'000))};
    }
    std::string fetch(const std::string&, Purpose) override { return std::string(keys); }
};

const TokenRules& rules() {
    static const TokenRules made{.issuer = "https://issuer.example/pool", .clients = {"client"}};
    return made;
}

void must(bool holds) {
    if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const bool quiet = (set_log_level(LogLevel::fatal), true);
    static World world;
    static TokenVerifier verifier(rules(), &world);
    if (!quiet || size == 0) return 0;
    const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
    switch (data[0]) {
        case 't': {
            const TokenVerdict verdict = verifier.verify(text);
            // Nobody here has the private key.
            must(!verdict && verdict.fault != TokenFault::expired && !verdict.claims.all);
            break;
        }
        case 'p': {
            const TokenVerdict verdict = runtime::judge_claims(text, rules(), world.now());
            must(verdict || verdict.fault == TokenFault::expired || !verdict.claims.all);
            if (verdict) must(verdict.claims.client_id == "client" && !verdict.claims.subject.empty());
            // A payload is one JSON document to its last byte: what would be read of it is all that there is.
            if (verdict.claims.all) {
                must(parse_json(text) == verdict.claims.all && text.find('\0') == std::string_view::npos);
                must(parse_json(to_json(verdict.claims.all)) == verdict.claims.all);
            }
            break;
        }
        case 'k':
            for (const auto& key : runtime::parse_keys(text)) must(key.modulus.size() >= 256 && !key.exponent.empty());
            break;
        case 'b': {
            const std::string_view token = bearer_token(text);
            must(token.find(' ') != 0 && token.size() <= text.size());
            break;
        }
        case 's': {
            const auto parts = runtime::split_token(text);
            // One text for each token: put together again it is the same.
            if (parts)
                must(std::string(parts->signed_text) + "." + to_base64url(parts->signature) == text &&
                     parts->signed_text.ends_with("." + to_base64url(parts->payload)));
            break;
        }
    }
    return 0;
}

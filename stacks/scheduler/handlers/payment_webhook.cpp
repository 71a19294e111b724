#include <bob/handler.h>
#include <bob/runtime/digest.h>

#include <charconv>

#include "functions.h"

namespace scheduler {

using bob::field;

/// The parts of Stripe's event that matter here (https://docs.stripe.com/api/events).
struct Session {
    std::string id;
    std::optional<std::string> client_reference_id;  ///< the player's user name, which the payment page was opened with
    std::optional<std::string> payment_status;
};
struct EventData {
    bob::Value object;
};
struct StripeEvent {
    std::string id;
    std::string type;
    EventData data;
};

/// Of a signature; Stripe's own libraries allow five minutes.
static constexpr std::chrono::minutes tolerance{5};

/// `t=1492774577,v1=5257a8…,v1=…`: https://docs.stripe.com/webhooks#verify-manually. The body is signed as it came, so
/// it is judged before it is read.
static bool signed_by_stripe(const std::string& header, std::string_view body, const std::string& secret) {
    std::string_view time;
    std::vector<std::string_view> signatures;
    for (std::string_view rest = header; !rest.empty();) {
        const std::string_view part = rest.substr(0, rest.find(','));
        rest.remove_prefix(std::min(part.size() + 1, rest.size()));
        if (part.starts_with("t=")) time = part.substr(2);
        if (part.starts_with("v1=")) signatures.push_back(part.substr(3));
    }
    std::int64_t seconds = 0;
    const auto [end, error] = std::from_chars(time.data(), time.data() + time.size(), seconds);
    if (error != std::errc() || end != time.data() + time.size()) return false;
    const auto age = bob::now().value - std::chrono::sys_seconds(std::chrono::seconds(seconds));
    if (age > tolerance || age < -tolerance) return false;

    const std::string expected = bob::hmac_sha256(secret, std::string(time) + "." + std::string(body));
    bool good = false;
    for (const std::string_view signature : signatures) good |= bob::same_secret(signature, expected);
    return good;
}

static bob::Response handle(const bob::Request<payment_webhook>& request, bob::Context<payment_webhook>& context) {
    const std::string secret = context.secret<stripe_webhook_secret>();
    if (!signed_by_stripe(request.header("Stripe-Signature").value_or(""), request.body(), secret))
        throw request.error<"wrong_signature">();

    const auto event = request.json<StripeEvent>();
    if (event.type != "checkout.session.completed") return request.answer<204>();
    Session session;
    bob::Reading reading;
    bob::decode(event.data.object, session, reading);
    if (!reading.ok()) throw bob::BadRequest("This is no checkout session.", std::move(reading.errors()));
    if (session.payment_status != "paid" || !session.client_reference_id) return request.answer<204>();
    try {
        // Stripe may deliver an event twice: the first time counts.
        context.table<users>().update(*session.client_reference_id, field<&User::paid_at>.set_if_absent(bob::now()));
    } catch (const bob::ItemMissing&) {
        // Stripe would send it again and again; a person has to look at it instead.
        bob::log_error("A payment came for nobody", {{"event", event.id}, {"session", session.id}});
    }
    return request.answer<204>();
}

static const bob::Lambda lambda = bob::handles<payment_webhook>(handle);

}  // namespace scheduler

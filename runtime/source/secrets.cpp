#include "bob/runtime/secrets.h"

#include <map>

#include "aws.h"
#include "bob/runtime/error.h"
#include "bob/runtime/log.h"
#include "deadline.h"
#include "environment.h"

namespace bob::detail {
namespace {

using std::chrono::steady_clock;
using namespace std::chrono_literals;

/// As long as AWS's own Lambda extension keeps them.
constexpr auto good_for = 5min;
/// Until the next try, when one failed and the old text is still there.
constexpr auto pause = 30s;

/// `secretsmanager:<name or ARN>#<JSON key>` or `ssm:<parameter name>`, with the key or without.
struct Location {
    std::string_view service;
    std::string id;
    std::string key;
};

Location read_location(const std::string& variable, std::string_view text) {
    const std::size_t colon = text.find(':');
    Location made{.service = text.substr(0, colon)};
    if (colon == std::string_view::npos || (made.service != "secretsmanager" && made.service != "ssm"))
        throw Failure("Secret.NoLocation", "The environment variable " + variable + " says no place of a secret.");
    const std::string_view rest = text.substr(colon + 1);
    const std::size_t hash = rest.find('#');
    made.id = rest.substr(0, hash);
    if (hash != std::string_view::npos) made.key = rest.substr(hash + 1);
    return made;
}

/// The whole text, of which a location with a key wants a part.
std::string fetch(const Location& from, Deadline deadline, bool is_known) {
    Value body = Value::map();
    const bool parameter = from.service == "ssm";
    body.append(parameter ? "Name" : "SecretId", Value::string(from.id));
    if (parameter) body.append("WithDecryption", Value::boolean(true));
    runtime::AwsCall wanted{.service = from.service,
                            .target = parameter ? "AmazonSSM.GetParameter" : "secretsmanager.GetSecretValue"};
    wanted.content_type = "application/x-amz-json-1.1";
    wanted.body = to_json(body);
    wanted.deadline = deadline;
    if (is_known) {
        wanted.attempts = 1;
        wanted.timeout = runtime::time_for_a_refresh(deadline);
    }
    const Value answer = runtime::call(wanted);
    const Value& text = parameter ? answer["Parameter"]["Value"] : answer["SecretString"];
    if (!text.is(Value::Kind::string)) throw Failure("Secret.NoText", "The secret " + from.id + " has no text.");
    return std::string(text.text());
}

/// Nothing of the secret is in a message: these are logged.
std::string part_of(const std::string& whole, const Location& from) {
    if (from.key.empty()) return whole;
    Value parsed;
    try {
        parsed = parse_json(whole);
    } catch (const JsonError&) {
        throw Failure("Secret.NoJson", "The secret " + from.id + " is no JSON, so it has no key " + from.key + ".");
    }
    const Value& part = parsed[from.key];
    if (!part.is(Value::Kind::string))
        throw Failure("Secret.NoKey", "The secret " + from.id + " has no text " + from.key + ".");
    return std::string(part.text());
}

struct Kept {
    std::string text;
    steady_clock::time_point until;
};

}  // namespace

std::string secret_text(std::string_view path, Deadline deadline) {
    const std::string variable = names::variable(Kind::secret, path);
    const Location from = read_location(variable, runtime::environment(variable.c_str()));
    // By the secret, not by its key: one call brings all that is in it.
    static std::map<std::string, Kept, std::less<>> known;
    const std::string id = std::string(from.service) + ":" + from.id;
    const auto found = known.find(id);
    if (found != known.end() && steady_clock::now() < found->second.until) return part_of(found->second.text, from);
    try {
        Kept fresh{fetch(from, deadline, found != known.end()), steady_clock::now() + good_for};
        return part_of((known[id] = std::move(fresh)).text, from);
    } catch (const runtime::AwsFailure& failure) {
        if (found == known.end()) throw;
        log_warn("A secret could not be fetched again; the known one stays",
                 {{"secret", std::string_view(from.id)}, {"error", std::string_view(failure.error)}});
        found->second.until = steady_clock::now() + pause;
        return part_of(found->second.text, from);
    }
}

}  // namespace bob::detail

/// The HTTPS address of a function itself, without an API.
/// https://docs.aws.amazon.com/lambda/latest/dg/urls-configuration.html
#pragma once

#include "bob/api.h"

namespace bob {

/// Who may call a function URL. `none` is anyone on the internet.
enum class UrlAuthType : unsigned char { aws_iam, none };

/// Whether a caller gets the answer as a whole, at most 6 MB, or as it is written.
enum class InvokeMode : unsigned char { buffered, response_stream };

/// A function URL, which a function has when `auth_type` is set. Its events are those of an HTTP API.
struct FunctionUrl {
    Setting<UrlAuthType> auth_type = {};
    CorsChoice cors = {};
    Setting<InvokeMode> invoke_mode = {};

    constexpr explicit operator bool() const { return auth_type.set; }
    constexpr bool given() const { return auth_type.set || cors || invoke_mode.set; }
};

namespace compile_error {
inline void a_function_URL_says_who_may_call_it() {}
inline void a_function_URL_lets_browsers_keep_the_preflight_answer_for_at_most_a_day() {}
}  // namespace compile_error

namespace detail {
constexpr void verify_url(const FunctionUrl& url) {
    if (url.given() && !url.auth_type.set) compile_error::a_function_URL_says_who_may_call_it();
    if (url.cors.settings && url.cors.settings->max_age.literal() &&
        (*url.cors.settings->max_age).count() > limits::url_cors_age_max.value)
        compile_error::a_function_URL_lets_browsers_keep_the_preflight_answer_for_at_most_a_day();
}
}  // namespace detail

}  // namespace bob

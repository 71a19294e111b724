/// Texts as HTTP has them.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace bob::runtime {

/// As JSON has numbers (RFC 8259, 6).
bool is_number(std::string_view text);

/// One text for all that write the same number, as `-12E3`, without a zero at either end; `0` for every zero. Exponents
/// beyond a million, which nothing here has a use for, are a million.
std::string canonical_number(std::string_view number);

/// Whether DynamoDB can store it: at most 38 digits, and a magnitude of 1E-130 to 9.9…E+125.
/// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html
bool is_storable_number(std::string_view number);

/// The length of the character that begins at `text`, or 0 where that is no UTF-8 (RFC 3629).
std::size_t character_length(std::string_view text);
bool is_utf8(std::string_view text);
/// The beginning of a UTF-8 text, at most so many bytes, without half a character at its end.
std::string_view first_characters(std::string_view text, std::size_t most_bytes);

/// Two digits a byte, in lower case.
std::string hexadecimal(std::string_view bytes);

/// Names of headers are ASCII, whatever the locale (RFC 9110, 5.1).
std::string lower_case(std::string_view text);

/// `a%20b` is `a b` (RFC 3986, 2.1); what is no escape stays as it is.
std::string percent_decoded(std::string_view text, bool plus_is_space = false);

/// All but letters, digits, `-._~` and these as `%XX` (RFC 3986, 2.3).
std::string percent_encoded(std::string_view text, std::string_view also_plain = {});

using Pairs = std::vector<std::pair<std::string, std::string>>;

/// `a=1&b=2&a=3`, as forms and query strings are written (https://url.spec.whatwg.org/#urlencoded-parsing).
Pairs read_form(std::string_view text);
/// `a=1; b=2`, as the header Cookie has them (RFC 6265, 4.2).
void read_cookies(std::string_view text, Pairs& into);

}  // namespace bob::runtime

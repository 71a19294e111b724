/// Words that are not in a property's list: misspelt, or newer than the list.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace bobgen {

/// Whether the list proves that the word is wrong: it is a known one misspelt, or AWS can't have added to such a list
/// (on and off, the methods of HTTP, the two processors of Lambda).
bool is_proven_wrong(std::string_view word, std::span<const std::string_view> list);

/// "did you mean `Enabled`?", or what there is.
std::string advice_on_word(std::string_view word, std::span<const std::string_view> list);

/// Why a name that bob's data of that day does not have is worth a warning, and no more.
std::string why_unlisted(std::string_view date);

/// The same as advice, after what to do if the name is wrong.
std::string or_refresh(std::string advice);

}  // namespace bobgen

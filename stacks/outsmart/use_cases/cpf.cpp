#include "use_cases/cpf.h"

namespace outsmart {

static constexpr std::size_t length = 11;

/// Of the digits before it, weighted 2, 3, 4 … from the right: eleven minus the sum's remainder by eleven, or 0 where
/// that has two digits.
static char check_digit(std::string_view before) {
    std::size_t sum = 0;
    for (std::size_t i = 0; i < before.size(); ++i)
        sum += static_cast<std::size_t>(before[i] - '0') * (before.size() + 1 - i);
    const std::size_t rest = sum % 11;
    return static_cast<char>('0' + (rest < 2 ? 0 : 11 - rest));
}

std::optional<Cpf> Cpf::parse(std::string_view text) {
    const bool written_out = text.size() == length + 3 && text[3] == '.' && text[7] == '.' && text[11] == '-';
    if (!written_out && text.size() != length) return std::nullopt;
    std::string digits;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (written_out && (i == 3 || i == 7 || i == 11)) continue;
        if (text[i] < '0' || text[i] > '9') return std::nullopt;
        digits += text[i];
    }
    // 111.111.111-11 and its like are right by the check digits, and nobody's.
    if (digits.find_first_not_of(digits[0]) == std::string::npos) return std::nullopt;
    const std::string_view all = digits;
    if (check_digit(all.substr(0, 9)) != all[9] || check_digit(all.substr(0, 10)) != all[10]) return std::nullopt;
    return Cpf(std::move(digits));
}

}  // namespace outsmart

/// What several requests have in common.
#pragma once

#include <bob/runtime/rules.h>

#include "use_cases/cpf.h"

namespace outsmart::presentation {

inline void judge_user_name(const std::string& text, bob::Reading& reading) {
    for (const char c : text)
        if (static_cast<unsigned char>(c) <= ' ' || c == 0x7F)
            return reading.wrong("wrong_format", "A user name has no spaces.");
}
inline void judge_cpf(const std::string& text, bob::Reading& reading) {
    if (!Cpf::parse(text)) reading.wrong("wrong_format", "This is no CPF: its digits do not belong together.");
}

inline constexpr bob::is::Format without_spaces{judge_user_name};
inline constexpr bob::is::Format valid_cpf{judge_cpf};

// Lengths are Cognito's: UsernameType, PasswordType and ConfirmationCodeType of its API reference.
inline constexpr bob::is::of_length user_name_length{1, 128};
inline constexpr bob::is::of_length password_length{1, 256};
inline constexpr bob::is::of_length code_length{1, 2048};
inline constexpr bob::is::of_length name_length{1, 100};

}  // namespace outsmart::presentation

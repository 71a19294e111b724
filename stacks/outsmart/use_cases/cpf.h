#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace outsmart {

/// A number of the Cadastro de Pessoas Físicas, by which Brazil's tax office knows people. There is none with wrong
/// check digits: whoever has one of these need not ask again.
class Cpf {
public:
    /// As people write it, `390.533.447-05` or `39053344705`.
    static std::optional<Cpf> parse(std::string_view text);

    /// The eleven of them, without dots and dash.
    const std::string& digits() const { return digits_; }

private:
    explicit Cpf(std::string digits) : digits_(std::move(digits)) {}
    std::string digits_;
};

}  // namespace outsmart

/// Colours of a terminal.
#pragma once

#include <string>
#include <string_view>

#include "generator/report/rule.h"

namespace bobgen {

enum class Ink : unsigned char { plain, bold, frame, error, warning, related };

inline Ink ink_of(Severity severity) { return severity == Severity::error ? Ink::error : Ink::warning; }

class Pen {
public:
    explicit Pen(bool colour) : colour_(colour) {}

    std::string operator()(Ink ink, std::string_view text) const {
        if (!colour_ || ink == Ink::plain || text.empty()) return std::string(text);
        return std::string(code(ink)).append(text).append("\x1b[0m");
    }

private:
    static std::string_view code(Ink ink) {
        switch (ink) {
            case Ink::plain:
                break;
            case Ink::bold:
                return "\x1b[1m";
            case Ink::frame:
                return "\x1b[34m";
            case Ink::error:
                return "\x1b[1;31m";
            case Ink::warning:
                return "\x1b[1;33m";
            case Ink::related:
                return "\x1b[1;34m";
        }
        return "";
    }

    bool colour_;
};

}  // namespace bobgen

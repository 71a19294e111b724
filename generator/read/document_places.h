/// Line and column of a byte of a text, for readers that ask in text order.
#pragma once

#include <algorithm>
#include <string_view>

#include "generator/read/document_builder.h"

namespace bobgen {

/// Advances with each request, so that all requests together take one pass over the text.
class Places {
public:
    Places(std::string_view text, const DocumentBuilder& in) : text_(text), in_(in) {}

    Place at(std::size_t offset) {
        offset = std::min(offset, text_.size());
        for (; offset < line_begin_; --line_) {
            const std::size_t before = line_begin_ > 1 ? text_.rfind('\n', line_begin_ - 2) : text_.npos;
            line_begin_ = before + 1;  // npos + 1 is 0
            searched_ = line_begin_;
        }
        while (searched_ < offset) {
            const std::size_t end = text_.substr(0, offset).find('\n', searched_);
            if (end == text_.npos) {
                searched_ = offset;
            } else {
                searched_ = line_begin_ = end + 1;
                ++line_;
            }
        }
        return in_.place(line_, static_cast<unsigned>(offset - line_begin_) + 1);
    }

private:
    std::string_view text_;
    const DocumentBuilder& in_;
    std::size_t line_begin_ = 0;
    std::size_t searched_ = 0;  ///< no line ends between here and the start of the line
    unsigned line_ = 1;
};

}  // namespace bobgen

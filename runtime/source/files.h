#pragma once

#include <string>

namespace bob::runtime {

/// Adds what the file holds; false when it can't be read to its end. Without <fstream>, which would bring a megabyte of
/// locales into every handler.
bool read_file(const char* path, std::string& bytes);

}  // namespace bob::runtime

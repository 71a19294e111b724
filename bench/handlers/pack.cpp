/// `pack PROGRAM NAME`: the size of the deployment archive that `bobgen build` would make of it, in bytes.
#include <cstdio>
#include <fstream>
#include <iterator>
#include <string>

#include "generator/build/archive.h"

int main(int count, char** words) {
    if (count != 3) return 2;
    std::ifstream file(words[1], std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(file), {}};
    if (bytes.empty()) return 2;
    std::printf("%zu\n", bobgen::zip_of(words[2], bytes).size());
}

/// The bobgen that is installed: it has no stacks, and makes the projects that have. Each of these builds its own.
#include "generator/cli/main.h"

int main(int argc, char** argv) { return bobgen::main(argc, argv, {}); }

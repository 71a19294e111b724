// error: is not a constant expression
#include <bob/bob.h>

#ifdef BAD
void declare(const std::string& name) { bob::Queue mail{.name = name.c_str()}; }
#else
void declare(const std::string& name) { bob::Queue mail{.name = bob::runtime(name)}; }
#endif

#include <bob/bob.h>

#include <stdexcept>

namespace fail_stack_throws {

bob::Stack stack(const bob::Stage& stage) {
    if (stage.is("number")) throw 42;
    throw std::runtime_error("the list of limits is empty");
}

}  // namespace fail_stack_throws

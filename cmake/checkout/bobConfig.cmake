# find_package(bob) with bob_DIR pointing here: bob's sources become part of the project's build, as with add_subdirectory.
include_guard(GLOBAL)
cmake_path(SET bob_checkout NORMALIZE ${CMAKE_CURRENT_LIST_DIR}/../..)
add_subdirectory(${bob_checkout} ${CMAKE_BINARY_DIR}/bob EXCLUDE_FROM_ALL)

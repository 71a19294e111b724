# find_package(bob): the library `bob::bob` and the function `bob_add_generator`.
include(${CMAKE_CURRENT_LIST_DIR}/bobTargets.cmake)
find_library(BOB_YAML_CPP NAMES libyaml-cpp.a REQUIRED)
set_property(TARGET bob::bob APPEND PROPERTY INTERFACE_LINK_LIBRARIES ${BOB_YAML_CPP})
include(${CMAKE_CURRENT_LIST_DIR}/BobGenerator.cmake)

# find_package(bob): the libraries `bob::bob`, `bob::commands` and `bob::emit`, and the function `bob_add_generator`; in a
# build of the handlers, the library `bob::runtime` instead, and in one of tests both. Either way the functions
# `bob_add_handlers` and `bob_add_tests`.
include(${CMAKE_CURRENT_LIST_DIR}/BobRuntime.cmake)
include(${CMAKE_CURRENT_LIST_DIR}/BobGenerator.cmake)
include(${CMAKE_CURRENT_LIST_DIR}/BobTests.cmake)
if(BOB_HANDLERS OR BOB_TESTS)
  # <prefix>/lib[/<triplet>]/cmake/bob
  cmake_path(GET CMAKE_CURRENT_LIST_DIR PARENT_PATH bob_prefix)
  while(NOT EXISTS ${bob_prefix}/include/bob/bob.h)
    cmake_path(GET bob_prefix PARENT_PATH bob_parent)
    if(bob_parent STREQUAL bob_prefix)
      message(FATAL_ERROR "bob's installation has no include/bob")
    endif()
    set(bob_prefix ${bob_parent})
  endwhile()
  set(BOB_INCLUDE ${bob_prefix}/include)
  add_subdirectory(${bob_prefix}/share/bob/runtime ${CMAKE_BINARY_DIR}/bob_runtime EXCLUDE_FROM_ALL)
endif()
if(NOT BOB_HANDLERS)
  include(${CMAKE_CURRENT_LIST_DIR}/bobTargets.cmake)
  # Found with the static library that a static program needs.
  foreach(bob_library yaml minizip z md)
    find_library(BOB_LIBRARY_${bob_library} NAMES lib${bob_library}.a REQUIRED)
    mark_as_advanced(BOB_LIBRARY_${bob_library})
    set_property(TARGET bob::bob APPEND PROPERTY INTERFACE_LINK_LIBRARIES ${BOB_LIBRARY_${bob_library}})
  endforeach()
endif()

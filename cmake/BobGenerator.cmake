# bob_add_generator(<target> STACKS <folder>…)
#
# Builds a project's own `bobgen` from its stacks. Each folder has one stack: its sources (`*.cpp`, without handlers/), and
# `config/<stage>.yml` for each of its stages. The folder's name, with `_` for `-`, is the namespace of the function that
# creates the stack: `bob::Stack scheduler::stack(const bob::Stage&)`.
function(bob_add_generator target)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "STACKS")
  if(NOT arg_STACKS)
    message(FATAL_ERROR "bob_add_generator(${target}): name the folders of your stacks after STACKS")
  endif()
  if(BOB_HANDLERS)
    return() # a build of the handlers alone
  endif()

  set(declarations "")
  set(entries "")
  set(sources "")
  set(services "")
  foreach(folder IN LISTS arg_STACKS)
    cmake_path(GET folder FILENAME name)
    string(REPLACE "-" "_" namespace ${name})
    file(GLOB stack_sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/${folder}/*.cpp)
    if(NOT stack_sources)
      message(FATAL_ERROR "bob_add_generator(${target}): there is no C++ source in ${folder}")
    endif()
    list(APPEND sources ${stack_sources})
    file(GLOB stack_headers ${CMAKE_CURRENT_SOURCE_DIR}/${folder}/*.h)
    foreach(source IN LISTS stack_sources stack_headers)
      file(STRINGS ${source} included REGEX "^#include <bob/aws/[a-z0-9_]+\\.h>")
      string(REGEX MATCHALL "<bob/aws/[a-z0-9_]+\\.h>" included "${included}")
      list(APPEND services ${included})
    endforeach()
    string(APPEND declarations "namespace ${namespace} {\nbob::Stack stack(const bob::Stage&);\n}\n")
    string(APPEND entries "    {\"${name}\", \"${folder}\", &${namespace}::stack},\n")
  endforeach()

  # Two programs: with all commands, and with `emit` alone, which builds in two thirds of the time.
  foreach(entry main emit_main)
    file(CONFIGURE OUTPUT ${CMAKE_CURRENT_BINARY_DIR}/${target}_${entry}.cpp CONTENT
"// Made by bob_add_generator: the project's stacks, as a list.
#include <generator/cli/main.h>

@declarations@
static constexpr bobgen::StackSource stacks[] = {
@entries@};

int main(int argc, char** argv) { return bobgen::@entry@(argc, argv, stacks); }
" @ONLY)
  endforeach()

  # Stacks run once, for microseconds: what matters is how fast an edit reaches the template. So no optimisation, no debug
  # information, and a precompiled header for the DSL.
  add_library(${target}_stacks OBJECT ${sources})
  target_link_libraries(${target}_stacks PRIVATE bob::bob)
  target_compile_options(${target}_stacks PRIVATE -O0 -g0 -ffile-prefix-map=${CMAKE_CURRENT_SOURCE_DIR}/=)
  # Also the headers of services that stacks included when this was configured: quicksight's takes as long as all else. One
  # that a stack includes since then is read with each edit, until something else has CMake configure.
  list(REMOVE_DUPLICATES services)
  list(SORT services)
  target_precompile_headers(${target}_stacks PRIVATE <bob/bob.h> ${services})
  # A compiler cache would only add its own time to each edit.
  set_target_properties(${target}_stacks PROPERTIES CXX_COMPILER_LAUNCHER "")

  find_program(BOB_MOLD mold)
  mark_as_advanced(BOB_MOLD)
  set(programs ${target} ${target}_emit)
  set(libraries bob::commands bob::emit)
  foreach(program library IN ZIP_LISTS programs libraries)
    add_executable(${program} ${CMAKE_CURRENT_BINARY_DIR}/${program}_main.cpp)
    target_link_libraries(${program} PRIVATE ${target}_stacks ${library})
    target_compile_options(${program} PRIVATE -O0 -g0)
    if(BOB_MOLD)
      # Of an inline function that several objects have, the first one wins. The libraries are named before the stacks, so
      # that bobgen does not run what the stacks compiled without optimisation.
      target_link_options(${program} PRIVATE -fuse-ld=mold $<TARGET_FILE:${library}> $<TARGET_FILE:bob::bob>)
    endif()
    # The program is linked again with each edit: no hash of 10 MB that names it, and no look for code to optimise.
    target_link_options(${program} PRIVATE -Wl,--build-id=none -fno-lto)
    if(NOT BOB_SANITIZE)
      target_link_options(${program} PRIVATE -static -Wl,--gc-sections)
    endif()
  endforeach()
  set_target_properties(${target}_emit PROPERTIES EXCLUDE_FROM_ALL ON)

  # What `bobgen build` passes on to the build of the handlers; it looks for this file in its own folder.
  set(inherited "")
  if(bob_DIR)
    set(found_in ${bob_DIR})
  else()
    # bob is part of this build. A project that fetched it need not fetch it again.
    cmake_path(GET CMAKE_CURRENT_FUNCTION_LIST_DIR PARENT_PATH bob_sources)
    set(found_in ${CMAKE_CURRENT_FUNCTION_LIST_DIR}/checkout)
    string(APPEND inherited "set(FETCHCONTENT_SOURCE_DIR_BOB [[${bob_sources}]] CACHE PATH \"\")\n")
  endif()
  string(APPEND inherited "set(bob_DIR [[${found_in}]] CACHE PATH \"\")\n")
  if(CMAKE_CXX_COMPILER_LAUNCHER)
    string(APPEND inherited
      "set(CMAKE_CXX_COMPILER_LAUNCHER [[${CMAKE_CXX_COMPILER_LAUNCHER}]] CACHE STRING \"\")\n")
  endif()
  if(CMAKE_PREFIX_PATH)
    string(APPEND inherited "set(CMAKE_PREFIX_PATH [[${CMAKE_PREFIX_PATH}]] CACHE STRING \"\")\n")
  endif()
  # A package manager's, for instance. It knows this processor, and no other.
  set(native "")
  if(CMAKE_TOOLCHAIN_FILE)
    set(native "  set(CMAKE_TOOLCHAIN_FILE [[${CMAKE_TOOLCHAIN_FILE}]] CACHE FILEPATH \"\")\n")
  endif()
  cmake_path(SET toolchains ${CMAKE_CURRENT_FUNCTION_LIST_DIR})
  file(CONFIGURE OUTPUT ${CMAKE_CURRENT_BINARY_DIR}/${target}_handlers.cmake CONTENT
"# Made by bob_add_generator.
@inherited@if(BOB_ARCHITECTURE STREQUAL \"@CMAKE_HOST_SYSTEM_PROCESSOR@\" OR
    (BOB_ARCHITECTURE STREQUAL arm64 AND \"@CMAKE_HOST_SYSTEM_PROCESSOR@\" STREQUAL aarch64))
  set(CMAKE_CXX_COMPILER [[@CMAKE_CXX_COMPILER@]] CACHE FILEPATH \"\")
@native@elseif(BOB_ARCHITECTURE STREQUAL arm64)
  set(CMAKE_TOOLCHAIN_FILE [[@toolchains@/aarch64-linux-gnu.cmake]] CACHE FILEPATH \"\")
else()
  message(FATAL_ERROR \"There is no cross compiler for \${BOB_ARCHITECTURE} on this machine.\")
endif()
" @ONLY)
endfunction()

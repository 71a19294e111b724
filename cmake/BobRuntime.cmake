# bob_add_handlers(STACKS <folder>…)
#
# Builds a program for every handler of the stacks, `<folder>/handlers/*.cpp`, for `bobgen build` to pack. Sources that the
# handlers of a stack share are in its other folders (`use_cases/`, `data_sources/` and the like) and are linked to each of
# them; the sources directly in the folder belong to the generator, and `tests/` is not used here.
#
# `bobgen build` configures a build of the handlers with BOB_HANDLERS=ON, which builds nothing else. A build of the tests
# builds the same programs, with the build's sanitizers, for the tests to run. In any other build this function does
# nothing.
option(BOB_HANDLERS "Build the handlers, and nothing else" OFF)
include(${CMAKE_CURRENT_LIST_DIR}/BobUnity.cmake)

function(bob_add_handlers)
  cmake_parse_arguments(PARSE_ARGV 0 arg "" "" "STACKS")
  if(NOT arg_STACKS OR arg_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "bob_add_handlers: name the folders of your stacks after STACKS")
  endif()
  if(NOT BOB_HANDLERS AND NOT BOB_TESTS)
    return()
  endif()

  # Each function and object in a separate section, so that the linker drops what is never called. No paths of the build,
  # so that every machine produces the same bytes.
  set(options -Wall -Wextra -Wno-missing-field-initializers -ffunction-sections -fdata-sections -fvisibility=hidden
    -ffile-prefix-map=${CMAKE_CURRENT_SOURCE_DIR}/= -ffile-prefix-map=${CMAKE_BINARY_DIR}/=)

  foreach(folder IN LISTS arg_STACKS)
    cmake_path(GET folder FILENAME stack)
    set(directory ${CMAKE_CURRENT_SOURCE_DIR}/${folder})
    file(GLOB handlers CONFIGURE_DEPENDS ${directory}/handlers/*.cpp)
    file(GLOB_RECURSE shared CONFIGURE_DEPENDS ${directory}/*.cpp)
    list(FILTER shared EXCLUDE REGEX "^${directory}/([^/]+|(handlers|config|tests)/.*)$")

    set(libraries bob::runtime)
    if(shared)
      add_library(${stack}-shared STATIC ${shared})
      target_include_directories(${stack}-shared PUBLIC ${directory})
      target_compile_options(${stack}-shared PRIVATE ${options})
      target_link_libraries(${stack}-shared PUBLIC bob::runtime)
      list(PREPEND libraries ${stack}-shared)
    endif()

    foreach(source IN LISTS handlers)
      cmake_path(GET source STEM handler)
      set(target ${stack}-${handler})
      set(output ${CMAKE_BINARY_DIR}/handlers/${stack}/${handler})
      add_executable(${target} ${source})
      set_target_properties(${target} PROPERTIES OUTPUT_NAME bootstrap RUNTIME_OUTPUT_DIRECTORY ${output})
      target_include_directories(${target} PRIVATE ${directory})
      target_compile_options(${target} PRIVATE ${options})
      target_compile_features(${target} PRIVATE cxx_std_20)
      target_link_libraries(${target} PRIVATE bob::runtime_main ${libraries})
      if(NOT BOB_HANDLERS)
        continue()
      endif()
      # Only the linker gets -static. With -static, GCC would link crtbeginT.o, and the first exception would then sort all
      # frames of the program, which takes 3 ms of a cold start; without it, the frames are found by the linker's index
      # (.eh_frame_hdr), which takes 55 KB of the archive.
      target_link_options(${target} PRIVATE -no-pie -static-libgcc -Wl,-static)
      # The map shows what makes the program big. The linker's warnings are about getaddrinfo in static programs, whose
      # modules the runtime does not load.
      target_link_options(${target} PRIVATE -Wl,--gc-sections -Wl,-Map=${output}/bootstrap.map -Wl,--no-warnings)
      add_custom_command(TARGET ${target} POST_BUILD VERBATIM
        COMMAND ${CMAKE_STRIP} --strip-all --remove-section=.comment -o ${output}/bootstrap.stripped ${output}/bootstrap)
    endforeach()
  endforeach()
endfunction()

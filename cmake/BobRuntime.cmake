# bob_add_handlers(STACKS <folder>…)
#
# Makes a program of every handler of the stacks, `<folder>/handlers/*.cpp`, for `bobgen build` to pack. What handlers of a
# stack share stands in other folders of it (`use_cases/`, `data_sources/` and the like) and is linked to each of them; the
# sources directly in the folder are the generator's, and `tests/` is nobody's here.
#
# A build of handlers is configured with BOB_HANDLERS=ON, by `bobgen build` itself, and makes nothing else. A build of tests
# makes the same programs for its own processes to run, with whatever sanitizers it has. In any other build this function
# does nothing.
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

  # Each function and object in a section of its own, so that the linker leaves out what nobody calls. No word of where it
  # was built, so that every machine makes the same bytes.
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
      # Only the linker is told that the program is static. Told -static, GCC would start it with crtbeginT.o, with which
      # the first exception sorts all frames of the program, 3 ms of a cold start; so it finds them by the linker's index
      # (.eh_frame_hdr), which is 55 KB of the archive.
      target_link_options(${target} PRIVATE -no-pie -static-libgcc -Wl,-static)
      # The map says what makes the program big. Warnings of the linker are about static programs and getaddrinfo, whose
      # modules the runtime does not load.
      target_link_options(${target} PRIVATE -Wl,--gc-sections -Wl,-Map=${output}/bootstrap.map -Wl,--no-warnings)
      add_custom_command(TARGET ${target} POST_BUILD VERBATIM
        COMMAND ${CMAKE_STRIP} --strip-all --remove-section=.comment -o ${output}/bootstrap.stripped ${output}/bootstrap)
    endforeach()
  endforeach()
endfunction()

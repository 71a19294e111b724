# Run by cpack when all is staged, before it makes the package: what Debian wants beside what is installed everywhere.
if(NOT CPACK_GENERATOR STREQUAL "DEB")
  return()
endif()
set(usr ${CPACK_TEMPORARY_DIRECTORY}/usr)
set(doc ${usr}/share/doc/bob)
set(debian ${CMAKE_CURRENT_LIST_DIR}/../packaging/debian)
file(COPY ${debian}/copyright ${debian}/changelog DESTINATION ${doc}
  FILE_PERMISSIONS OWNER_READ OWNER_WRITE GROUP_READ WORLD_READ)

# Where Debian's zsh looks for completions of packages.
if(EXISTS ${usr}/share/zsh/site-functions)
  file(RENAME ${usr}/share/zsh/site-functions ${usr}/share/zsh/vendor-completions)
endif()

file(GLOB pages ${usr}/share/man/man*/*.[1-9])
foreach(file IN LISTS pages ITEMS ${doc}/changelog)
  execute_process(COMMAND gzip --best --no-name --force ${file} COMMAND_ERROR_IS_FATAL ANY)
endforeach()

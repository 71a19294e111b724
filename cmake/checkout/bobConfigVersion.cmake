# The version in the CMakeLists.txt of this checkout. Compatible is what differs in the last number only, as for an
# installed bob.
file(STRINGS ${CMAKE_CURRENT_LIST_DIR}/../../CMakeLists.txt PACKAGE_VERSION REGEX "^project\\(bob VERSION ")
string(REGEX REPLACE "^project\\(bob VERSION ([0-9.]+).*" "\\1" PACKAGE_VERSION "${PACKAGE_VERSION}")
string(REGEX REPLACE "^([0-9]+\\.[0-9]+)\\..*" "\\1" bob_minor_version ${PACKAGE_VERSION})
set(PACKAGE_VERSION_COMPATIBLE FALSE)
if(PACKAGE_VERSION VERSION_GREATER_EQUAL PACKAGE_FIND_VERSION AND
    PACKAGE_FIND_VERSION MATCHES "^([0-9]+\\.[0-9]+)" AND CMAKE_MATCH_1 STREQUAL bob_minor_version)
  set(PACKAGE_VERSION_COMPATIBLE TRUE)
endif()
if(PACKAGE_VERSION VERSION_EQUAL PACKAGE_FIND_VERSION)
  set(PACKAGE_VERSION_EXACT TRUE)
endif()

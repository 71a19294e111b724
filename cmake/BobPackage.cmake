# `cpack -G DEB`: a Debian package of all that is installed.
set(CPACK_PACKAGE_NAME bob)
set(CPACK_PACKAGE_VERSION ${PROJECT_VERSION})
set(CPACK_PACKAGE_VENDOR "the bob project")
set(CPACK_PACKAGE_CONTACT "The bob maintainers <maintainers@bob.invalid>" CACHE STRING "Who maintains the package")
mark_as_advanced(CPACK_PACKAGE_CONTACT)
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "infrastructure compiler for C++ teams on AWS")
set(CPACK_PACKAGE_DESCRIPTION
"Tables, functions, permissions and routes of a serverless backend are
declared as typed C++20 objects. bobgen checks them, reports mistakes at the
C++ line, and writes serverless.yml and CloudFormation templates.
.
This package has the headers, the library that a project's own bobgen is
linked with, the runtime of handlers, CMake's package files and the program
that begins a project.")
set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE
  WORLD_READ WORLD_EXECUTE)
set(CPACK_PRE_BUILD_SCRIPTS ${CMAKE_CURRENT_LIST_DIR}/debian_files.cmake)

set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION devel)
set(CPACK_DEBIAN_PACKAGE_PRIORITY optional)
# What a project that is built with bob needs. The program itself is static and needs nothing. tools/build.list and
# tools/handlers.list name the same packages, for a clone of bob.
set(bob_depends "g++ (>= 4:12)" "cmake (>= 3.25)" "ninja-build (>= 1.10)" libyaml-dev libminizip-dev
  zlib1g-dev libmd-dev)
list(JOIN bob_depends ", " CPACK_DEBIAN_PACKAGE_DEPENDS)
# For a fast edit loop, for `bobgen build`, and for tests.
set(bob_recommends ccache mold dpkg-dev ca-certificates g++-aarch64-linux-gnu libgtest-dev)
list(JOIN bob_recommends ", " CPACK_DEBIAN_PACKAGE_RECOMMENDS)
include(CPack)

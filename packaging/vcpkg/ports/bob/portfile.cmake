# The port is part of bob's sources, and builds the clone that it lies in.
cmake_path(SET SOURCE_PATH NORMALIZE "${CMAKE_CURRENT_LIST_DIR}/../../../..")

vcpkg_check_linkage(ONLY_STATIC_LIBRARY)
# A compiler, and sources that each project compiles for itself: nobody links a debug variant.
set(VCPKG_BUILD_TYPE release)

vcpkg_cmake_configure(
    SOURCE_PATH "${SOURCE_PATH}"
    OPTIONS
        -DBOB_TESTS=OFF
        -DBOB_BENCH=OFF
)
vcpkg_cmake_install()
vcpkg_cmake_config_fixup(CONFIG_PATH lib/cmake/bob)
vcpkg_copy_tools(TOOL_NAMES bobgen AUTO_CLEAN)

file(INSTALL "${CMAKE_CURRENT_LIST_DIR}/usage" DESTINATION "${CURRENT_PACKAGES_DIR}/share/${PORT}")
vcpkg_install_copyright(FILE_LIST
    "${SOURCE_PATH}/packaging/debian/copyright"
    "${SOURCE_PATH}/generator/data/iam_actions.license"
    "${SOURCE_PATH}/generator/data/resource_types.license"
    "${SOURCE_PATH}/generator/data/value_constraints.license"
)

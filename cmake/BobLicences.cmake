# Installs the licences of what the library and the program carry with them: data of others, and the libraries that the
# program is linked with. Debian has the latter's under /usr/share/doc; elsewhere only the former are there to install.
install(FILES generator/data/iam_actions.license generator/data/resource_types.license
  generator/data/value_constraints.license DESTINATION ${CMAKE_INSTALL_DOCDIR})
string(REGEX MATCH "^[0-9]+" compiler ${CMAKE_CXX_COMPILER_VERSION})
foreach(package libyaml-dev libminizip-dev zlib1g-dev libmd-dev libfmt-dev nlohmann-json3-dev
    libc6-dev libstdc++-${compiler}-dev)
  install(FILES /usr/share/doc/${package}/copyright DESTINATION ${CMAKE_INSTALL_DOCDIR}/licences
    RENAME ${package}.copyright OPTIONAL)
endforeach()

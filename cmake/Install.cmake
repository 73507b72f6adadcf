# What `cmake --install` puts where, and what CPack makes of it. The folders are fixed: the program
# finds its pages, its runner and, if it carries one, its LLVM relative to itself.
set(DOC share/doc/hone)

install(TARGETS hone hone-runner RUNTIME DESTINATION bin)
install(TARGETS hone-tidy hone-tidy-checks LIBRARY DESTINATION lib)
# Relative first: a tarball has everything inside. The runner is left out: tested code brings the
# system's own libraries along.
set_target_properties(hone PROPERTIES INSTALL_RPATH "$ORIGIN/../lib/hone/lib;${LLVM_LIBRARY_DIRS}")
set_target_properties(hone-tidy-checks PROPERTIES INSTALL_RPATH "$ORIGIN/hone/lib")

# Beside CMakeCache.txt for the tests, too.
set(HONE_LLVM_MAJOR ${LLVM_VERSION_MAJOR})
configure_file(tools/hone-tidy/hone-tidy-queue.in hone-tidy-queue @ONLY)
install(PROGRAMS ${CMAKE_BINARY_DIR}/hone-tidy-queue DESTINATION libexec/hone)

install(FILES docs/man/hone.1 DESTINATION share/man/man1)
install(FILES ${CMAKE_BINARY_DIR}/completions/hone.bash DESTINATION share/bash-completion/completions RENAME hone)
install(FILES ${CMAKE_BINARY_DIR}/completions/_hone DESTINATION share/zsh/site-functions)
install(FILES ${CMAKE_BINARY_DIR}/completions/hone.fish DESTINATION share/fish/vendor_completions.d)

file(GLOB PAGES CONFIGURE_DEPENDS docs/checks/*.md)
install(FILES ${PAGES} DESTINATION ${DOC}/checks)
install(FILES README.md LICENSE docs/formats.md docs/hone.schema.json docs/install.md docs/models.md docs/refusals.md
        DESTINATION ${DOC})
install(DIRECTORY docs/ci DESTINATION ${DOC})

include(CMakePackageConfigHelpers)
configure_package_config_file(cmake/HoneConfig.cmake.in HoneConfig.cmake INSTALL_DESTINATION lib/cmake/Hone
  NO_SET_AND_CHECK_MACRO NO_CHECK_REQUIRED_COMPONENTS_MACRO)
write_basic_package_version_file(${CMAKE_BINARY_DIR}/HoneConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${CMAKE_BINARY_DIR}/HoneConfig.cmake ${CMAKE_BINARY_DIR}/HoneConfigVersion.cmake
        DESTINATION lib/cmake/Hone)

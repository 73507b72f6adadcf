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
install(FILES README.md LICENSE docs/doctor.md docs/formats.md docs/hone.schema.json docs/how-hone-decides.md docs/install.md docs/models.md
              docs/performance.md docs/profiles.md docs/refusals.md
        DESTINATION ${DOC})
install(DIRECTORY docs/ci DESTINATION ${DOC})

include(CMakePackageConfigHelpers)
configure_package_config_file(cmake/HoneConfig.cmake.in HoneConfig.cmake INSTALL_DESTINATION lib/cmake/Hone
  NO_SET_AND_CHECK_MACRO NO_CHECK_REQUIRED_COMPONENTS_MACRO)
write_basic_package_version_file(${CMAKE_BINARY_DIR}/HoneConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${CMAKE_BINARY_DIR}/HoneConfig.cmake ${CMAKE_BINARY_DIR}/HoneConfigVersion.cmake
        DESTINATION lib/cmake/Hone)

# `cpack -G DEB` and `cpack -G TGZ` in the build folder; ./dev package does it all.
set(HONE_MAINTAINER "The authors of Hone <hone@example.invalid>" CACHE STRING "Who is asked about the Debian package")
set(CPACK_PACKAGE_NAME hone)
set(CPACK_PACKAGE_CONTACT "${HONE_MAINTAINER}")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "source-to-source optimizer for C++ that tests and measures its changes")
set(CPACK_PACKAGE_DESCRIPTION
"Hone finds the loops of C++ programs that compilers cannot fix by themselves,
rewrites them, tests the rewrite against the original on generated inputs,
measures both with the project's own compiler and flags, and keeps only what
pays. It comes with its checks as a plugin of clang-tidy.")
set(CPACK_PACKAGE_FILE_NAME hone-${PROJECT_VERSION}-${CMAKE_SYSTEM_NAME}-${CMAKE_SYSTEM_PROCESSOR})
set(CPACK_GENERATOR "DEB;TGZ")
set(CPACK_STRIP_FILES ON)
# What only one of them has: each script asks which it is.
set(CPACK_PRE_BUILD_SCRIPTS ${PROJECT_SOURCE_DIR}/cmake/Package.cmake)
find_package(Python3 REQUIRED COMPONENTS Interpreter)
set(CPACK_HONE_BUNDLE ${Python3_EXECUTABLE} ${PROJECT_SOURCE_DIR}/cmake/bundle.py --llvm ${LLVM_INSTALL_PREFIX})
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION devel)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
# Clang's own headers; the compiler is only needed for testing and measuring.
set(CPACK_DEBIAN_PACKAGE_DEPENDS "libclang-common-${LLVM_VERSION_MAJOR}-dev")
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS
  "clang-${LLVM_VERSION_MAJOR}, libclang-rt-${LLVM_VERSION_MAJOR}-dev, g++ | c++-compiler, git")
set(CPACK_DEBIAN_PACKAGE_SUGGESTS "clang-tidy-${LLVM_VERSION_MAJOR}, cmake")
include(CPack)

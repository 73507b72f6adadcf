# Run by CPack on what it is about to pack.
set(STAGE ${CPACK_TEMPORARY_DIRECTORY})

if(CPACK_GENERATOR STREQUAL "DEB")
  set(ROOT ${STAGE}/usr)
  # As Debian's policy has it.
  file(RENAME ${ROOT}/share/doc/hone/LICENSE ${ROOT}/share/doc/hone/copyright)
  execute_process(COMMAND gzip -9n ${ROOT}/share/man/man1/hone.1 COMMAND_ERROR_IS_FATAL ANY)
  # Where Debian's zsh looks below /usr.
  file(MAKE_DIRECTORY ${ROOT}/share/zsh/vendor-completions)
  file(RENAME ${ROOT}/share/zsh/site-functions/_hone ${ROOT}/share/zsh/vendor-completions/_hone)
  file(REMOVE_RECURSE ${ROOT}/share/zsh/site-functions)
elseif(CPACK_GENERATOR STREQUAL "TGZ")
  execute_process(COMMAND ${CPACK_HONE_BUNDLE} ${STAGE} COMMAND_ERROR_IS_FATAL ANY)
endif()

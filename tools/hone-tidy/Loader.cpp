// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What `clang-tidy -load` names. A clang-tidy of another release would say "undefined symbol"
// and a mangled name; this library needs none of its symbols, so it can say what is wrong.
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <dlfcn.h>
#include <link.h>
#include <string>

namespace {

/// By the name of the library that is loaded: "libLLVM-14.so.1", "libLLVM.so.22.1". 0 if LLVM is
/// inside the program.
unsigned majorOfHost() {
  unsigned Major = 0;
  dl_iterate_phdr(
      [](dl_phdr_info *Library, std::size_t, void *Found) {
        const char *Name = std::strstr(Library->dlpi_name, "libLLVM");
        const char *Digits = Name ? std::strpbrk(Name, "0123456789") : nullptr;
        if (Digits)
          *static_cast<unsigned *>(Found) = static_cast<unsigned>(std::atoi(Digits));
        return Digits ? 1 : 0;
      },
      &Major);
  return Major;
}

[[noreturn]] void refuse(const std::string &Why) {
  std::fprintf(stderr, "hone-tidy: this plugin was built for clang-tidy %d: %s; run clang-tidy-%d\n",
               HONE_LLVM_MAJOR, Why.c_str(), HONE_LLVM_MAJOR);
  std::_Exit(2);
}

__attribute__((constructor)) void load() {
  if (const unsigned Major = majorOfHost(); Major && Major != HONE_LLVM_MAJOR)
    refuse("this is " + std::to_string(Major));
  Dl_info Self;
  if (!dladdr(reinterpret_cast<void *>(&load), &Self))
    refuse("its own folder cannot be found");
  std::string Checks = Self.dli_fname;
  Checks.erase(Checks.rfind('/') == std::string::npos ? 0 : Checks.rfind('/') + 1);
  Checks += "hone-tidy-checks.so";
  if (!dlopen(Checks.c_str(), RTLD_LAZY | RTLD_LOCAL))
    refuse(dlerror());
}

} // namespace

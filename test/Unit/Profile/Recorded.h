// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A project of one file, and profiles of it.
#ifndef HONE_TEST_UNIT_PROFILE_RECORDED_H
#define HONE_TEST_UNIT_PROFILE_RECORDED_H

#include "../Project/Folder.h"
#include "hone/Profile/Profile.h"
#include <fcntl.h>
#include <sys/stat.h>
#include <ctime>

namespace hone {

/// Its lines have numbers: see the tests.
inline const char *const Program = R"(#include <vector>

double sum(const std::vector<double> &values) {
  double total = 0;
  for (double value : values)
    total += value / 3.0;
  return total;
}

int main() {
  std::vector<double> values(1000, 1.5);
  double total = 0;
  for (int i = 0; i < 300; ++i)
    total += sum(values);
  return total > 0 ? 0 : 1;
}
)";

class Recorded : public testing::Test {
protected:
  Recorded() { write("src/a.cpp", Program, -100); }

  /// Writes a file of the project, as if it had been done so many seconds later than now.
  std::string write(llvm::StringRef Name, llvm::StringRef Text, int Seconds) {
    std::string Path = F.write(Name, Text);
    touch(Path, Seconds);
    return Path;
  }
  static void touch(const std::string &Path, int Seconds) {
    timespec Times[2];
    ::clock_gettime(CLOCK_REALTIME, &Times[0]);
    Times[0].tv_sec += Seconds;
    Times[1] = Times[0];
    ASSERT_EQ(::utimensat(AT_FDCWD, Path.c_str(), Times, 0), 0);
  }

  Project project(const std::string &Flags = "-O1") {
    F.database({{"src/a.cpp", "clang++-22 -std=c++17 " + Flags + " -c src/a.cpp"}});
    return F.load();
  }

  Profile read(llvm::StringRef Text) { return readAt(write("profile", Text, 0)); }
  Profile readAt(const std::string &Path) {
    llvm::Expected<Profile> R = readProfile(Path, project(), 1);
    EXPECT_TRUE(bool(R)) << llvm::toString(R.takeError());
    return R ? std::move(*R) : Profile();
  }

  /// Why it cannot be read, without the path.
  std::string why(llvm::StringRef Text) { return whyAt(write("profile", Text, 0)); }
  std::string whyAt(const std::string &Path) {
    llvm::Expected<Profile> R = readProfile(Path, project(), 1);
    if (R)
      return "";
    std::string Sentence = llvm::toString(R.takeError());
    EXPECT_EQ(Sentence.substr(0, Path.size() + 2), Path + ": ");
    return Sentence.substr(std::min(Sentence.size(), Path.size() + 2));
  }

  std::string path(llvm::StringRef Name) const { return F.path(Name); }

  /// Replaces @ by the project's folder.
  std::string here(llvm::StringRef Text) const {
    std::string Made;
    for (char C : Text)
      Made += C == '@' ? F.path() : std::string(1, C);
    return Made;
  }

  Folder F;
};

} // namespace hone

#endif

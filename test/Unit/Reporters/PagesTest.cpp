// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "hone/Reporters/Reporters.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/Error.h"
#include "gtest/gtest.h"

using namespace hone;
using llvm::StringRef;

/// Names and texts that HTML and Markdown would take for their own.
static Report strange() {
  Report R;
  R.Command = "fix";
  R.Units = 1;
  const std::string File = "src/a<b>&\"c\" d.cpp";
  R.Sources[File] = "int f(int *a) {\n  for (int i = 0; i < 9; ++i) // <script>alert(1)</script> & {{name}}\n    a[i] = 0;\n}\n";
  Finding F;
  F.Id = "0123456789ab";
  F.Check = "copy-as-block";
  F.Message = "a <loop> that | copies";
  F.Function = "f<int|long>";
  F.Where = {File, 18, 90, 2, 3, 3};
  F.Reached = Status::Kept;
  F.Fix.Edits = {{File, 18, 3, "fro"}};
  F.Obligations = {{"whole", "`x` is <whole>", How::Proved}};
  F.Bench = {{"g++ & co", "-O2", "", {{16, "", 100, 50, 1.9, 2, 2.1}, {256, "", 1600, 400, 3.8, 4, 4.2}}, 3.8, 4, 4.2, "  jne <a>\n", "  jb <b>\n"}};
  R.Findings = {F};
  F.Id = "ba9876543210";
  F.Reached = Status::Refused;
  F.Why = {"may-alias", "a <b> may be *c"};
  F.Bench.clear();
  F.Fix = {};
  R.Findings.push_back(F);
  Loop L;
  L.Where = F.Where;
  L.Fate = LoopFate::Scalar;
  R.Loops = {L};
  return R;
}

static std::string page(const std::vector<Page> &Pages, StringRef Name) {
  auto P = llvm::find_if(Pages, [&](const Page &P) { return P.Name == Name; });
  return P == Pages.end() ? "" : P->Text;
}

TEST(Pages, NothingOfTheSourceIsTakenForHtml) {
  const std::vector<Page> Pages = htmlPages(strange());
  ASSERT_EQ(Pages.size(), 2u);
  const std::string Text = page(Pages, "src-a-b---c--d.cpp.html");
  ASSERT_FALSE(Text.empty()) << Pages[1].Name;
  EXPECT_NE(Text.find("&lt;script&gt;alert(1)&lt;/script&gt; &amp; {{name}}"), std::string::npos);
  EXPECT_EQ(Text.find("alert(1)</script>"), std::string::npos);
  EXPECT_NE(Text.find("jne &lt;a&gt;"), std::string::npos);
  EXPECT_NE(Text.find("a &lt;b&gt; may be *c"), std::string::npos);
}

TEST(Pages, TheIndexLeadsToEachFinding) {
  const std::vector<Page> Pages = htmlPages(strange());
  EXPECT_NE(page(Pages, "index.html").find("href=\"src-a-b---c--d.cpp.html#F0123456789ab\""), std::string::npos);
  EXPECT_NE(Pages[1].Text.find("id=\"F0123456789ab\""), std::string::npos);
  EXPECT_NE(Pages[1].Text.find("id=\"Fba9876543210\""), std::string::npos);
}

TEST(Pages, FilesWithLikeNamesHavePagesOfTheirOwn) {
  Report R;
  for (const char *File : {"a/b.cpp", "a-b.cpp", "index"}) {
    Loop L;
    L.Where = {File, 0, 1, 1, 1, 1};
    R.Loops.push_back(L);
    R.Sources[File] = "x\n";
  }
  std::set<std::string> Names;
  for (const Page &P : htmlPages(R))
    Names.insert(P.Name);
  EXPECT_EQ(Names.size(), 4u);
}

TEST(Pages, ALargeFileLeavesOutWhatSaysNothing) {
  Report R = strange();
  std::string &Text = R.Sources.begin()->second;
  for (unsigned I = 0; I < 100000; ++I)
    Text += "int filler; // a line that nobody has anything to say about\n";
  const std::vector<Page> Pages = htmlPages(R);
  EXPECT_LT(Pages[1].Text.size(), 2u << 20);
  EXPECT_NE(Pages[1].Text.find("lines left out"), std::string::npos);
  EXPECT_NE(Pages[1].Text.find("id=\"F0123456789ab\""), std::string::npos);
  auto One = render(R, Format::Html, {});
  ASSERT_FALSE(!!One);
  EXPECT_NE(llvm::toString(One.takeError()).find("-o FOLDER"), std::string::npos);
}

TEST(Pages, AFileThatIsGoneHasItsFindings) {
  Report R = strange();
  R.Sources.clear();
  EXPECT_NE(htmlPages(R)[1].Text.find("id=\"F0123456789ab\""), std::string::npos);
}

TEST(Pages, AnEmptyReportSaysSo) {
  Report R;
  R.Command = "scan";
  auto One = render(R, Format::Html, {});
  ASSERT_TRUE(!!One);
  EXPECT_NE(One->find("Nothing here that Hone could change."), std::string::npos);
}

TEST(Markdown, TablesStayTables) {
  auto Text = render(strange(), Format::Markdown, {});
  ASSERT_TRUE(!!Text);
  EXPECT_NE(Text->find("| `f<int\\|long>` | `src/a<b>&\"c\" d.cpp:2` | 256 | 1.6 us | 400 ns | 4.0x (3.8-4.2) | 640 M/s | `copy-as-block` |\n"),
            std::string::npos)
      << *Text;
  EXPECT_NE(Text->find("| 1 | refused | `may-alias` | a \\<b\\> may be \\*c ("), std::string::npos) << *Text;
  EXPECT_NE(Text->find("```diff\n--- \"a/src"), std::string::npos) << *Text;
}

TEST(Markdown, ARateOnlyWhereTimeGrowsWithSize) {
  Report R = strange();
  R.Findings[0].Bench[0].Shapes[1].BeforeNs = 200; // As a border's does.
  auto Text = render(R, Format::Markdown, {});
  ASSERT_TRUE(!!Text);
  EXPECT_EQ(Text->find("/s |"), std::string::npos) << *Text;
}

// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// size-then-index: gives a vector its size before a loop that appends to it, and
// stores the elements one behind the other.
//
//   std::vector<int> codes;
//   for (const Entry &e : entries)
//     codes.push_back(e.code);
//
//   std::vector<int> codes;
//   codes.resize(entries.size());
//   int *to = codes.data();
//   for (const Entry &e : entries)
//     *to++ = e.code;
//
// A compiler keeps the question whether the vector is full, and the call that makes it grow, in
// each turn, and so it does nothing else across turns.
//
// Nobody sees the difference: the vector is a new local that the loop does nothing with but
// append. If an exception ends the loop, the vector ends with it. What remains is the number:
// here it must be exact, for an element too many would be written where there is none.

#include "AppendBirth.h"
#include "LoopContext.h"
#include "PlainElement.h"
#include "QuietGrowth.h"
#include "hone/Analysis/TripCount.h"
#include "hone/Analysis/Types.h"
#include "hone/Checks/Check.h"
#include "hone/Rewrite/PatchBuilder.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/MathExtras.h"

using namespace clang;
using namespace clang::ast_matchers;

namespace hone {
namespace {

/// One vector, and the statements that append to it.
struct Sized {
  NamedContainer To;
  AppendCount Count;   ///< Of the loop.
  AppendCount Leading; ///< In front of it.
  std::vector<const CallExpr *> Calls;
};

class Judge {
public:
  Judge(const Stmt &Loop, ASTContext &C) : Loop(Loop), C(C) {}
  Verdict run();
  std::vector<Sized> Vectors;

private:
  std::optional<Refusal> refuse(Sized &V, bool &Silent);
  std::optional<Refusal> refuseCount(Sized &V) const;
  std::optional<Refusal> refuseElements(const Sized &V) const;
  bool fits(const Sized &V) const;
  Refusal no(const char *Code, const std::string &Text, const Stmt &At) const {
    return {Code, Text, At.getBeginLoc()};
  }

  const Stmt &Loop;
  ASTContext &C;
};

/// The statements that countAppends counts.
void collect(const Stmt &S, const NamedContainer &To, const ASTContext &C, std::vector<const CallExpr *> &Found) {
  if (auto A = appendOf(S, C)) {
    const auto *Call = llvm::dyn_cast<CXXMemberCallExpr>(llvm::cast<Expr>(S).IgnoreImplicit()->IgnoreParens());
    if (Call && A->To == To)
      Found.push_back(Call);
  } else if (llvm::isa<CompoundStmt>(S)) {
    for (const Stmt *Child : S.children())
      collect(*Child, To, C, Found);
  } else if (const auto *If = llvm::dyn_cast<IfStmt>(&S)) {
    collect(*If->getThen(), To, C, Found);
    if (If->getElse())
      collect(*If->getElse(), To, C, Found);
  } else if (const Stmt *Body = loopBody(S)) {
    collect(*Body, To, C, Found);
  }
}

bool mayBeNegative(const AppendCount::Term &Each) {
  return llvm::any_of(Each.Loops, [](const Trips &T) { return T.MayBeNegative; });
}

/// Whether the guard of a sum would hide what one of its numbers is.
bool hidesNumber(const AppendCount &Count) {
  // If the outermost loop does not run, all of them are 0.
  return Count.Terms.size() > 1 && llvm::any_of(Count.Terms, [](const AppendCount::Term &Each) {
           bool Inside = false;
           for (std::size_t I = 2; I < Each.Loops.size(); ++I)
             Inside |= Each.Loops[I].Guarded;
           return Inside || mayBeNegative(Each);
         });
}

std::optional<Refusal> Judge::refuseElements(const Sized &V) const {
  QualType Element = elementType(typeOf(V.To));
  if (!isStoredPlainly(Element, C))
    return no("element-type", "making an element and storing to it later may run code, or is not possible", Loop);
  for (const CallExpr *Call : V.Calls)
    if (!isAssigned(*Call, Element, C))
      return no("converted", "what is appended becomes an element by more than a copy", *Call);
  if (replacesAllocation(C))
    return no("replaced-allocation", "the unit has an operator new of its own, which sees allocations", Loop);
  if (const Expr *Call = findCapacityCall(C))
    return no("capacity-observed", "code of the unit asks what is reserved", *Call);
  return std::nullopt;
}

/// Whether no product or sum on the way to the count can be too large for its type.
bool Judge::fits(const Sized &V) const {
  const unsigned Size = C.getTypeSize(C.getSizeType());
  // No program has more objects than half its addresses.
  const unsigned Objects = Size > 32 ? 48 : Size - 1;
  AppendCount All = V.Count;
  All.add(V.Leading);
  bool Alone = All.Terms.size() == 1 && All.Terms[0].Loops.size() == 1 && All.Terms[0].Times == 1 &&
               !All.Terms[0].Loops[0].OneMore;
  return llvm::all_of(All.Terms, [&](const AppendCount::Term &Each) {
    unsigned Bits = llvm::Log2_32_Ceil(Each.Times);
    for (const Trips &T : Each.Loops) {
      unsigned Own = T.Constant              ? llvm::Log2_32_Ceil(T.Constant + 1)
                     : T.IsContainer || T.Bytes ? Objects
                                                : static_cast<unsigned>(C.getTypeSize(T.Of->getType())) - T.MayBeNegative;
      if (Own > Size)
        return false;
      Bits += Own + T.OneMore;
    }
    return Alone || Bits + (All.Terms.size() > 1 ? 2 : 0) <= Size;
  });
}

std::optional<Refusal> Judge::refuseCount(Sized &V) const {
  unsigned Factors = 0;
  for (const AppendCount::Term &Each : V.Count.Terms) {
    Factors += Each.Loops.size() + (Each.Times != 1);
    for (const Trips &T : Each.Loops) {
      if (auto No = findDoubt(T, V.To, Loop, C))
        return No;
      if (!T.Exact)
        return no("not-exact", "the header of the loop does not say exactly how often it runs", *T.Loop);
    }
  }
  if (auto No = guardReads(V.Count, Loop, C))
    return No;
  if (hidesNumber(V.Count))
    return no("not-exact", "of several numbers one may be negative, or cannot be asked for", Loop);
  if (Factors > 3)
    return no("long-count", "the count would be a long formula", Loop);
  if (mayVary(V.Count, Loop, C, V.Calls))
    return no("count-varies", "the number of iterations may change on the way", Loop);
  if (!fits(V))
    return no("may-wrap", "the count may be too large for its type", Loop);
  return findAbsurd(V.Count, V.To, Loop, C);
}

/// Whether a destructor of the project's runs before the vector's own, and may look at it.
bool hasOwnerThatEnds(const NamedContainer &To) {
  auto Ends = [](const CXXRecordDecl *R) {
    const CXXDestructorDecl *D = R ? R->getDestructor() : nullptr;
    return !R || (D && D->isUserProvided());
  };
  return llvm::any_of(To.Path, [&](const FieldDecl *Field) {
    return Ends(llvm::dyn_cast<CXXRecordDecl>(Field->getParent()));
  });
}

std::optional<Refusal> Judge::refuse(Sized &V, bool &Silent) {
  const AppendBirth Birth = birthOf(V.To, Loop, C);
  Silent = Birth.Silent || !isStdVector(typeOf(V.To));
  if (Silent || !Birth.Empty)
    return Birth.Why;
  if (!V.To.Root || !V.To.Root->hasLocalStorage() || V.To.Root->getType()->isReferenceType() || Birth.Cleared)
    return no("shared", "the vector is not new, and others may look at it while it grows", Loop);
  if (V.To.Root->hasAttr<CleanupAttr>())
    return no("shared", "a function may look at the vector when its variable ends", Loop);
  if (hasOwnerThatEnds(V.To))
    return no("shared", "the destructor of what the vector is a member of may look at it", Loop);
  if (Birth.Tried)
    return no("may-throw", "a handler of an exception may see the vector", Loop);
  if (hasDirective(SourceRange(Birth.At, Loop.getEndLoc()), C))
    return no("preprocessor", "a preprocessor line stands in the loop, or between it and the vector", Loop);
  llvm::SmallVector<const ValueDecl *, 4> Names{V.To.Root};
  Names.append(V.To.Path.begin(), V.To.Path.end());
  if (auto Other = findOtherConfiguration(Names, SourceRange(Birth.At, Loop.getEndLoc()), Loop, C))
    return Other;
  collect(Loop, V.To, C, V.Calls);
  if (usesOf(V.To, Loop, C).size() != V.Calls.size())
    return no("read-meanwhile", "the loop does more with the vector than append to it", Loop);
  V.Leading = Birth.Leading;
  V.Count = countAppends(Loop, V.To, C);
  if (V.Count.Unknown)
    return V.Count.Unknown;
  if (V.Count.Terms.empty() || V.Count.Terms.front().Loops.empty()) {
    Silent = true;
    return std::nullopt;
  }
  if (auto No = refuseElements(V))
    return No;
  return refuseCount(V);
}

Verdict Judge::run() {
  std::vector<NamedContainer> Containers;
  for (const Append &A : appendsIn(Loop, C))
    if (!llvm::is_contained(Containers, A.To) && !(A.To.Root && isDeclaredIn(*A.To.Root, Loop, C)))
      Containers.push_back(A.To);
  std::optional<Refusal> First;
  bool MayBeNegative = false, Guarded = false;
  for (const NamedContainer &To : Containers) {
    Sized V{To, {}, {}, {}};
    bool Silent = false;
    auto No = refuse(V, Silent);
    if (Silent)
      continue;
    if (No) {
      First = First ? First : No;
      continue;
    }
    MayBeNegative |= llvm::any_of(V.Count.Terms, mayBeNegative);
    Guarded |= hasGuardedReads(V.Count);
    Vectors.push_back(std::move(V));
  }
  if (Vectors.empty())
    return First ? Verdict::refuse(First->Code, First->Text) : Verdict::nothing();
  if (auto Strange = findStrangeSurroundings(Loop, C))
    return Verdict::refuse(Strange->Code, Strange->Text);
  Verdict V = Verdict::legal(
      {{"own-vector", "the vector is a new local, which nobody else knows and no handler sees", How::Proved},
       {"only-appended", "the loop does nothing with the vector but append", How::Proved},
       {"exact-count", "each turn appends the same number, and the header says how many turns there are", How::Proved},
       {"not-negative", "the count is not negative", MayBeNegative ? How::Guarded : How::Proved},
       {"plain-elements", "making an element does nothing, and storing to it copies bytes", How::Proved},
       {"quiet-count", "counting has no effect, and is defined whenever it is done",
        Guarded ? How::Guarded : How::Proved}});
  V.AddsCode = true;
  return V;
}

/// A name for the place where the next element of \p To goes.
std::string wantedName(const NamedContainer &To, bool Only) {
  if (Only)
    return "to";
  llvm::StringRef Name = To.Path.empty() ? To.Root->getName() : To.Path.back()->getName();
  Name = Name.rtrim('_');
  if (Name.contains('_') || Name.empty())
    return ("to_" + Name).str();
  return "to" + std::string(1, llvm::toUpper(Name.front())) + Name.drop_front().str();
}

class Writer {
public:
  Writer(const Stmt &Loop, ASTContext &C) : Loop(Loop), C(C), P(C) {}
  llvm::Expected<Patch> run(llvm::ArrayRef<Sized> Vectors);

private:
  std::string pointerTo(const Sized &V, const std::string &Name, const std::string &Vector);

  const Stmt &Loop;
  ASTContext &C;
  PatchBuilder P;
};

/// `int *to = v.data();`, behind what is there.
std::string Writer::pointerTo(const Sized &V, const std::string &Name, const std::string &Vector) {
  QualType Declared = declaredElement(V.To);
  std::string Type = Declared.isNull() ? "" : typeText(Declared, Loop, C);
  if (Type.empty())
    Type = "auto";
  bool AtName = bindsToName(Loop, C);
  std::string Star = std::string(Type.back() == '*' || !AtName ? "*" : " *") + (AtName ? "" : " ");
  std::string Text = Type + Star + Name + " = " + Vector + ".data()";
  if (!V.Leading.Terms.empty())
    Text += " + " + std::to_string(V.Leading.Terms.front().Times);
  return Text + ";";
}

llvm::Expected<Patch> Writer::run(llvm::ArrayRef<Sized> Vectors) {
  llvm::StringSet<> Taken;
  std::vector<std::pair<std::string, std::string>> Sizes;
  std::string Pointers;
  for (const Sized &V : Vectors) {
    AppendCount All = V.Count;
    All.add(V.Leading);
    std::string Vector = P.text(V.To.Named->IgnoreParenImpCasts()->getSourceRange());
    std::string Name = freshName(Loop, C, wantedName(V.To, Vectors.size() == 1), Taken);
    Sizes.emplace_back(guardText(V.Count, Loop, P, C), Vector + ".resize(" + countText(All, Loop, P, C) + ");");
    Pointers += "\n" + pointerTo(V, Name, Vector);
    for (const CallExpr *Call : V.Calls)
      P.replace(Call->getSourceRange(),
                "*" + Name + "++ = " + P.text(Call->getArg(0)->getSourceRange()));
  }
  P.insertStatementsBefore(Loop, guardedText(Sizes) + Pointers);
  return P.take();
}

Verdict judge(const Match &M) {
  const auto &Loop = M.node<Stmt>("root");
  if (isGeneric(Loop, M.ast()))
    return Verdict::nothing();
  return Judge(Loop, M.ast()).run();
}

llvm::Expected<Patch> rewrite(const Match &M) {
  const auto &Loop = M.node<Stmt>("root");
  Judge J(Loop, M.ast());
  J.run();
  return Writer(Loop, M.ast()).run(J.Vectors);
}

StatementMatcher pattern() { return stmt(anyFor()).bind("root"); }

} // namespace

extern constexpr Check SizeThenIndex = {
    "size-then-index", "elements are appended one by one, though their number is known before",
    Category::Container, 1, pattern, judge, rewrite};

} // namespace hone

// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Each question is one integer set, empty if the answer is no: two instances, the
// element they have in common, the order they had and no longer have. It is written in
// isl's own notation, which is what a reader would write down as well.
#include "hone/Analysis/Dependence.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringSet.h"
#include <isl/ctx.h>
#include <isl/options.h>
#include <isl/set.h>
#include <memory>

using namespace hone;

std::int64_t Affine::factorOf(const std::string &Variable) const {
  auto At = Factors.find(Variable);
  return At == Factors.end() ? 0 : At->second;
}

Affine hone::operator+(const Affine &A, const Affine &B) {
  Affine Sum = A;
  Sum.Constant += B.Constant;
  for (const auto &[Name, Factor] : B.Factors)
    if (!(Sum.Factors[Name] += Factor))
      Sum.Factors.erase(Name);
  return Sum;
}

Affine hone::operator*(std::int64_t Factor, const Affine &A) {
  Affine Product;
  Product.Constant = Factor * A.Constant;
  for (const auto &[Name, Each] : A.Factors)
    if (Factor * Each)
      Product.Factors[Name] = Factor * Each;
  return Product;
}

namespace {
/// One instance of a statement: its indices have names of their own.
class Instance {
public:
  Instance(const NestStatement &S, const char *Suffix) : S(S), Suffix(Suffix) {}

  std::string text(const Affine &A) const {
    std::string Text = std::to_string(A.Constant);
    for (const auto &[Name, Factor] : A.Factors)
      Text += " + " + std::to_string(Factor) + " * " + (isIndex(Name) ? Name + Suffix : Name);
    return "(" + Text + ")";
  }
  std::vector<std::string> indices() const {
    std::vector<std::string> Names;
    for (const IndexRange &R : S.Around)
      Names.push_back(R.Index + Suffix);
    return Names;
  }
  std::string domain() const {
    std::string Text;
    for (const IndexRange &R : S.Around) {
      if (R.Lower)
        Text += " and " + R.Index + Suffix + " >= " + text(*R.Lower);
      if (R.Upper)
        Text += " and " + R.Index + Suffix + " < " + text(*R.Upper);
    }
    return Text;
  }
  /// All that has one value throughout.
  void addParameters(llvm::StringSet<> &To) const {
    auto Add = [&](const Affine &A) {
      for (const auto &[Name, Factor] : A.Factors)
        if (!isIndex(Name))
          To.insert(Name);
    };
    for (const IndexRange &R : S.Around) {
      if (R.Lower)
        Add(*R.Lower);
      if (R.Upper)
        Add(*R.Upper);
    }
    for (const ArrayAccess &A : S.Accesses)
      for (const auto &Each : A.Subscripts)
        if (Each)
          Add(*Each);
    for (const auto *Schedule : {&S.Before, &S.After})
      llvm::for_each(*Schedule, Add);
  }
  const NestStatement &statement() const { return S; }

private:
  bool isIndex(const std::string &Name) const {
    return llvm::any_of(S.Around, [&](const IndexRange &R) { return R.Index == Name; });
  }
  const NestStatement &S;
  const char *Suffix;
};
} // namespace

/// That \p A runs before \p B; with \p OrTogether, or at the same time.
static std::string runsBefore(const Instance &A, const std::vector<Affine> &TimeA, const Instance &B,
                              const std::vector<Affine> &TimeB, bool OrTogether) {
  std::string Text, Equal;
  for (std::size_t I = 0; I != TimeA.size(); ++I) {
    const std::string X = A.text(TimeA[I]), Y = B.text(TimeB[I]);
    Text += (I ? " or " : "") + ("(" + Equal + X + " < " + Y + ")");
    Equal += X + " = " + Y + " and ";
  }
  if (OrTogether)
    Text += " or (" + Equal + "0 = 0)";
  return "(" + Text + ")";
}

/// That the two accesses touch one element.
static std::string meet(const Instance &A, const ArrayAccess &X, const Instance &B, const ArrayAccess &Y) {
  std::string Text = "0 = 0";
  for (std::size_t I = 0; I != std::min(X.Subscripts.size(), Y.Subscripts.size()); ++I)
    if (X.Subscripts[I] && Y.Subscripts[I])
      Text += " and " + A.text(*X.Subscripts[I]) + " = " + B.text(*Y.Subscripts[I]);
  return Text;
}

/// Whether the set has no element; what isl cannot tell has some.
static bool isEmpty(isl_ctx *Context, const std::string &Text) {
  std::unique_ptr<isl_set, decltype(&isl_set_free)> Set(isl_set_read_from_str(Context, Text.c_str()), isl_set_free);
  return Set && isl_set_is_empty(Set.get()) == isl_bool_true;
}

static bool keepsOrder(isl_ctx *Context, const Instance &A, const ArrayAccess &X, const Instance &B, const ArrayAccess &Y) {
  llvm::StringSet<> Names;
  A.addParameters(Names);
  B.addParameters(Names);
  std::vector<std::string> Parameters;
  for (const auto &Name : Names)
    Parameters.push_back(Name.getKey().str());
  llvm::sort(Parameters);
  std::vector<std::string> Indices = A.indices();
  llvm::append_range(Indices, B.indices());
  const NestStatement &S = A.statement(), &T = B.statement();
  return isEmpty(Context, "[" + llvm::join(Parameters, ", ") + "] -> { [" + llvm::join(Indices, ", ") + "] : " + meet(A, X, B, Y) +
                              A.domain() + B.domain() + " and " + runsBefore(A, S.Before, B, T.Before, false) + " and " +
                              runsBefore(B, T.After, A, S.After, true) + " }");
}

std::optional<TurnedPair> hone::findTurnedPair(llvm::ArrayRef<NestStatement> Statements) {
  std::unique_ptr<isl_ctx, decltype(&isl_ctx_free)> Context(isl_ctx_alloc(), isl_ctx_free);
  isl_options_set_on_error(Context.get(), ISL_ON_ERROR_CONTINUE);
  // Sets of this kind take thousands of steps; one that takes millions is refused.
  isl_ctx_set_max_operations(Context.get(), 2'000'000);
  for (unsigned I = 0; I != Statements.size(); ++I)
    for (unsigned J = 0; J != Statements.size(); ++J)
      for (const ArrayAccess &X : Statements[I].Accesses)
        for (const ArrayAccess &Y : Statements[J].Accesses)
          if (X.Array == Y.Array && (X.Writes || Y.Writes) &&
              !keepsOrder(Context.get(), Instance(Statements[I], "_a"), X, Instance(Statements[J], "_b"), Y))
            return TurnedPair{I, J, X.Array};
  return std::nullopt;
}

// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// block-matrix-multiply: multiplies matrices by blocks whose sums stay in registers.
//
//   for (std::size_t i = 0; i < n; ++i)
//     for (std::size_t j = 0; j < n; ++j) {
//       double sum = 0;
//       for (std::size_t k = 0; k < n; ++k)
//         sum += a[i][k] * b[k][j];
//       c[i][j] = sum;
//     }
//
//   // 2 rows by 32 columns at a time: their sums stay in registers, and a panel has the columns side by side.
//   std::size_t blockedRows = 0, blockedColumns = 0;
//   if (n >= 32 && &c != &a && &c != &b) {
//     constexpr std::size_t blockRows = 2, blockColumns = 32;
//     blockedRows = n / blockRows * blockRows;
//     blockedColumns = n / blockColumns * blockColumns;
//     std::vector<std::array<double, blockColumns>> panel(n);
//     for (std::size_t j = 0; j < blockedColumns; j += blockColumns) {
//       for (std::size_t k = 0; k < n; ++k)
//         for (std::size_t column = 0; column < blockColumns; ++column)
//           panel[k][column] = b[k][j + column];
//       for (std::size_t i = 0; i < blockedRows; i += blockRows) {
//         double sums[blockRows][blockColumns] = {};
//         for (std::size_t k = 0; k < n; ++k)
//           for (std::size_t row = 0; row < blockRows; ++row)
//             for (std::size_t column = 0; column < blockColumns; ++column)
//               sums[row][column] += a[i + row][k] * panel[k][column];
//         for (std::size_t row = 0; row < blockRows; ++row)
//           for (std::size_t column = 0; column < blockColumns; ++column)
//             c[i + row][j + column] = sums[row][column];
//       }
//     }
//   }
//   for (std::size_t i = 0; i < n; ++i)
//     for (std::size_t j = i < blockedRows ? blockedColumns : 0; j < n; ++j) {
//       ...
//
// Every term of every sum is added when it was, so a compiler could do this to arrays of known shape; none does, and that
// the rows of a container are apart they cannot see. The order of k stays, so k is not cut into blocks: a panel of 32
// columns fits into the cache for any size that is worth a thought.
#include "LoopContext.h"
#include "LoopMentions.h"
#include "MatrixProduct.h"
#include "NestGuards.h"
#include "NestedText.h"
#include "hone/Checks/Check.h"
#include "llvm/ADT/StringExtras.h"

using namespace clang;
using namespace clang::ast_matchers;
using namespace hone;

/// As many sums as the registers of most machines hold. A row is longer than the 16 turns that g++ seems to unroll as a whole, for what comes of
/// that is no vector.
static constexpr unsigned BlockColumns = 32;
static unsigned blockRows(QualType Number, const ASTContext &C) { return C.getTypeSize(Number) > 32 ? 2 : 4; }

namespace {
using Lines = std::vector<std::string>;

class Writer {
public:
  Writer(const MatrixProduct &Plan, ASTContext &C)
      : Plan(Plan), C(C), P(C), Number(Plan.Sum ? Plan.Sum->getType() : Plan.Target->getType()), Rows(blockRows(Number, C)) {
    P.allowConstants(*Plan.Outermost);
  }
  llvm::Expected<Patch> write();

private:
  void nameAll();
  std::string fresh(llvm::StringRef Wanted) { return freshName(*Plan.Outermost, C, Wanted, Taken); }
  std::string loop(const std::string &Header, const Lines &Body) const;
  std::string overBlock(Lines Body) const;
  std::string header(const ProductLoop &L) { return P.text({L.For->getForLoc(), L.For->getRParenLoc()}); }
  std::string blocks(const ProductLoop &L, const std::string &Type, const std::string &Ends, const std::string &Size) const;
  std::string within(const std::string &Type, const std::string &Index, const std::string &Size) const;
  std::string rounded(const ProductLoop &L, const std::string &Type, const std::string &Size);
  std::string sum() const { return Sums + "[" + Row + "][" + Column + "]"; }
  std::string beginning();
  std::string inBlock(const Stmt &S, Substitutions Parts = {});
  Lines declared(const std::string &Type);
  Lines block();

  const MatrixProduct &Plan;
  ASTContext &C;
  PatchBuilder P;
  const QualType Number; ///< That the sums are.
  const unsigned Rows;   ///< Of a block.
  llvm::StringSet<> Taken;
  std::string RowType, ColumnType, SumType;
  std::string BlockRowsName, BlockColumnsName, BlockedRows, BlockedColumns, Panel, Sums, Row, Column;
};
} // namespace

void Writer::nameAll() {
  BlockRowsName = fresh("blockRows");
  BlockColumnsName = fresh("blockColumns");
  BlockedRows = fresh("blockedRows");
  BlockedColumns = fresh("blockedColumns");
  Panel = fresh("panel");
  Sums = fresh("sums");
  Row = fresh("row");
  Column = fresh("column");
  auto Spelled = [&](QualType T) { return typeText(T.getUnqualifiedType(), *Plan.Outermost, C); };
  RowType = Spelled(Plan.row().Head.Index->getType());
  ColumnType = Spelled(Plan.column().Head.Index->getType());
  SumType = Spelled(Number);
}

/// In braces if it is more than one statement, or lines.
std::string Writer::loop(const std::string &Header, const Lines &Body) const {
  const bool Block = Body.size() != 1;
  return Header + (Block ? " {\n" : "\n") + indented(llvm::join(Body, "\n"), P.step(*Plan.Outermost)) + (Block ? "\n}" : "");
}

std::string Writer::within(const std::string &Type, const std::string &Index, const std::string &Size) const {
  return "for (" + Type + " " + Index + " = 0; " + Index + " < " + Size + "; ++" + Index + ")";
}

/// For every sum of a block.
std::string Writer::overBlock(Lines Body) const {
  return loop(within(RowType, Row, BlockRowsName), {loop(within(ColumnType, Column, BlockColumnsName), Body)});
}

std::string Writer::blocks(const ProductLoop &L, const std::string &Type, const std::string &Ends, const std::string &Size) const {
  const std::string Name = L.Head.Index->getNameAsString();
  return "for (" + Type + " " + Name + " = 0; " + Name + " < " + Ends + "; " + Name + " += " + Size + ")";
}

/// `n / blockRows * blockRows`
std::string Writer::rounded(const ProductLoop &L, const std::string &Type, const std::string &Size) {
  const Expr &Bound = *L.Head.Bound->IgnoreParenImpCasts();
  std::string Count = P.text(Bound.getSourceRange());
  if (!isNameOrCall(Bound) && !isa<IntegerLiteral, CXXNamedCastExpr, CXXFunctionalCastExpr>(Bound))
    Count = "(" + Count + ")";
  Count += " / " + Size + " * " + Size;
  // Numbers that the index cannot get to are none that the loop has.
  const bool Casts = L.Head.Index->getType()->isSignedIntegerType() && Bound.getType()->isUnsignedIntegerType() && !Bound.isIntegerConstantExpr(C);
  return Casts ? "static_cast<" + Type + ">(" + Count + ")" : Count;
}

/// What \p S says for each sum of a block: where the index \p WithRow or that of the columns is named, the sum's own is.
std::string Writer::inBlock(const Stmt &S, Substitutions Parts) {
  const SourceManager &SM = C.getSourceManager();
  auto IsIn = [&](SourceLocation At, SourceRange Range) { return SM.isPointWithin(At, Range.getBegin(), Range.getEnd()); };
  llvm::erase_if(Parts, [&](const auto &Part) { return !IsIn(Part.first.getBegin(), S.getSourceRange()); });
  for (auto [Index, By] : {std::pair(Plan.row().Head.Index, &Row), std::pair(Plan.column().Head.Index, &Column), std::pair(Plan.aheadIndex(), &Column)})
    for (const DeclRefExpr *Each : Index ? mentionsOf(*Index, S) : std::vector<const DeclRefExpr *>())
      if (llvm::none_of(Parts, [&](const auto &Part) { return IsIn(Each->getLocation(), Part.first); }))
        Parts.push_back(shifted(*Each, *By, C));
  if (Plan.Sum)
    for (const DeclRefExpr *Each : mentionsOf(*Plan.Sum, S))
      Parts.emplace_back(Each->getSourceRange(), sum());
  return textWith(P, S.getSourceRange(), Parts, C);
}

/// What a sum begins with.
std::string Writer::beginning() {
  if (!Plan.Set)
    return inBlock(Plan.First ? *Plan.First : *Plan.Target);
  const std::string Value = inBlock(*Plan.Set->getRHS());
  if (!Plan.Set->isCompoundAssignmentOp())
    return Value;
  const std::string Operator = BinaryOperator::getOpcodeStr(BinaryOperator::getOpForCompoundAssignment(Plan.Set->getOpcode())).str();
  const bool Atom = !isa<BinaryOperator>(Plan.Set->getRHS()->IgnoreImpCasts());
  return inBlock(*Plan.Set->getLHS()) + " " + Operator + " " + (Atom ? Value : "(" + Value + ")");
}

/// The panel, and the sums of all blocks.
Lines Writer::block() {
  const std::string K = Plan.term().Head.Index->getNameAsString(), InPanel = Panel + "[" + K + "][" + Column + "]";
  const std::string OverTerms = header(Plan.term());
  Substitutions InStep = {{Plan.ColumnFactor->getSourceRange(), InPanel}};
  for (const Expr *Each : Plan.Sum ? std::vector<const Expr *>() : Plan.Elements)
    InStep.emplace_back(Each->getSourceRange(), sum());

  const std::string Copy = loop(OverTerms, {loop(within(ColumnType, Column, BlockColumnsName), {InPanel + " = " + inBlock(*Plan.ColumnFactor) + ";"})});
  Lines Body;
  const Expr *First = Plan.Set && Plan.Set->getOpcode() == BO_Assign ? Plan.Set->getRHS() : Plan.First;
  const bool FromZero = First && isZero(*First);
  Body.push_back(SumType + " " + Sums + "[" + BlockRowsName + "][" + BlockColumnsName + "]" + (FromZero ? " = {};" : ";"));
  if (!FromZero)
    Body.push_back(overBlock({sum() + " = " + beginning() + ";"}));
  const std::string Step = loop(within(ColumnType, Column, BlockColumnsName), {inBlock(*Plan.Step, InStep) + ";"});
  const Lines OfRow = Plan.Factor ? Lines{inBlock(*Plan.Factor), Step} : Lines{Step};
  Body.push_back(loop(OverTerms, {loop(within(RowType, Row, BlockRowsName), OfRow)}));
  Body.push_back(overBlock({(Plan.Store ? inBlock(*Plan.Store) : inBlock(*Plan.Target) + " = " + sum()) + ";"}));
  const std::string OverRows = loop(blocks(Plan.row(), RowType, BlockedRows, BlockRowsName), Body);
  return {loop(blocks(Plan.column(), ColumnType, BlockedColumns, BlockColumnsName), {Copy, OverRows})};
}

/// Sizes of blocks, where they end, and the panel.
Lines Writer::declared(const std::string &Type) {
  auto Constant = [](const std::string &Type, const std::string &Name, unsigned Value) {
    return Type + " " + Name + " = " + std::to_string(Value);
  };
  Lines All = {"constexpr " + Constant(RowType, BlockRowsName, Rows)};
  if (RowType == ColumnType)
    All[0] += ", " + BlockColumnsName + " = " + std::to_string(BlockColumns);
  else
    All.push_back("constexpr " + Constant(ColumnType, BlockColumnsName, BlockColumns));
  for (std::string &Each : All)
    Each += ";";
  auto Ends = [&](const std::string &Of, const std::string &Name, const std::string &Rounded) {
    All.push_back((Plan.Guards.empty() ? "const " + Of + " " : "") + Name + " = " + Rounded + ";");
  };
  Ends(RowType, BlockedRows, rounded(Plan.row(), RowType, BlockRowsName));
  Ends(ColumnType, BlockedColumns, rounded(Plan.column(), ColumnType, BlockColumnsName));
  const Expr &Terms = *Plan.term().Head.Bound->IgnoreParenImpCasts();
  std::string Count = P.text(Terms.getSourceRange());
  if (isa<CXXFunctionalCastExpr>(Terms))
    Count = "(" + Count + ")"; // `panel(int(n))` would declare a function.
  All.push_back(stdName("vector", *Plan.Outermost, C) + "<" + stdName("array", *Plan.Outermost, C) + "<" + Type + ", " + BlockColumnsName + ">> " +
                Panel + "(" + Count + ");");
  return All;
}

llvm::Expected<Patch> Writer::write() {
  nameAll();
  const std::string PanelType = typeText(Plan.ColumnFactor->getType().getUnqualifiedType(), *Plan.Outermost, C);
  if (RowType.empty() || ColumnType.empty() || SumType.empty() || PanelType.empty())
    return llvm::createStringError("type-not-spelled: a type has no name here");
  Lines Inside = declared(PanelType), Written;
  llvm::append_range(Inside, block());
  Written.push_back("// " + std::to_string(Rows) + " rows by " + std::to_string(BlockColumns) +
                    " columns at a time: their sums stay in registers, and a panel has the columns side by side.");
  if (Plan.Guards.empty()) {
    llvm::append_range(Written, Inside);
  } else {
    if (RowType == ColumnType)
      Written.push_back(RowType + " " + BlockedRows + " = 0, " + BlockedColumns + " = 0;");
    else
      llvm::append_range(Written, Lines{RowType + " " + BlockedRows + " = 0;", ColumnType + " " + BlockedColumns + " = 0;"});
    Written.push_back("if (" + allHold(Plan.Guards) + ") {\n" + indented(llvm::join(Inside, "\n"), P.step(*Plan.Outermost)) + "\n}");
  }
  for (const std::string &Header : Plan.Includes)
    P.addInclude(Header);
  P.addInclude("array");
  P.addInclude("vector");
  P.insertStatementsBefore(*Plan.Outermost, llvm::join(Written, "\n"));
  // What is left over: the last columns, and in the last rows all of them.
  const bool ByRow = Plan.Row < Plan.Column;
  const ProductLoop &Outer = ByRow ? Plan.row() : Plan.column(), &Inner = ByRow ? Plan.column() : Plan.row();
  const std::string Left = Outer.Head.Index->getNameAsString() + " < " + (ByRow ? BlockedRows : BlockedColumns) + " ? " +
                           (ByRow ? BlockedColumns : BlockedRows) + " : 0";
  P.replace(Inner.Head.Init->getSourceRange(), Left);
  if (Plan.Ahead)
    P.replace(Plan.Ahead->Head.Init->getSourceRange(), Left);
  return P.take();
}

static Verdict judge(const Match &M) {
  const auto &Loop = M.node<ForStmt>("root");
  const FunctionDecl *F = outermostFunction(Loop, M.ast());
  if (!F || F->isDependentContext() || F->isTemplateInstantiation())
    return Verdict::nothing();
  auto Plan = matrixProduct(Loop, M.ast());
  if (!Plan)
    return Verdict::nothing();
  if (Plan->Why)
    return Verdict::refuse(Plan->Why->Code, Plan->Why->Text);
  Verdict V = Verdict::legal(Plan->Obligations);
  V.AddsCode = V.AddsBlock = true;
  return V;
}

static llvm::Expected<Patch> rewrite(const Match &M) {
  return Writer(*matrixProduct(M.node<ForStmt>("root"), M.ast()), M.ast()).write();
}

static StatementMatcher pattern() { return forStmt(hasDescendant(forStmt(hasDescendant(forStmt())))).bind("root"); }

namespace hone {
extern constexpr Check BlockMatrixMultiply = {
    "block-matrix-multiply", "a product of matrices fetches both factors of every term from memory", Category::Nest, 1,
    pattern, judge, rewrite};
} // namespace hone

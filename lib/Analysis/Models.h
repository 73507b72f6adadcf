// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What is known of a function whose body is not looked at: the words of a
// model file (docs/models.md) as values.
#ifndef HONE_LIB_ANALYSIS_MODELS_H
#define HONE_LIB_ANALYSIS_MODELS_H

#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/ADT/SmallVector.h"
#include <optional>
#include <string>
#include <vector>

namespace hone {

/// A place an entry names; the numbers count parameters from 1.
struct Spot {
  enum class Kind {
    Object,
    Elements,
    Keys,
    Owned,
    Argument,
    ArgumentElements,
    Pointee,
    Pointees,
    Library,
    Anything
  };
  Kind What = Kind::Anything;
  unsigned Argument = 0;
};

/// What must hold of the types of a call for an entry to count.
enum class Need {
  Arithmetic, ///< All parameters are numbers, and C's own function is one of
              ///< numbers.
  FloatingResult, ///< The result is a floating-point number.
  Integers,       ///< All parameters are integers.
  PlainElements, ///< Elements are copied and destroyed without the user's code.
  QuietElements, ///< Elements are made without the user's code.
  PlainKeys,     ///< Keys are compared and hashed without the user's code.
  KnownArguments,  ///< No argument brings iterators or conversions of the
                   ///< user's.
  PlainArguments,  ///< The arguments are moved and destroyed without the user's
                   ///< code.
  OwnerArgument,   ///< The argument is a container that owns its elements.
  ProductArgument, ///< The argument is a pair, a tuple or an array.
  VariantArgument, ///< The argument is a variant.
  Strings,    ///< All arguments are strings, views, C strings, characters or
              ///< positions.
  Iterators,  ///< All arguments are the library's own iterators.
  PlainRange, ///< As PlainElements, for what the iterators lead to.
  ComparableRange, ///< As PlainKeys, for what the iterators lead to and what it
                   ///< is compared with.
  NumbersRange,    ///< What the iterators lead to is a number.
  LocalStream,     ///< The stream is a std::ostringstream, a variable of the
                   ///< function.
  Text,            ///< What is written into a stream is text.
};

/// What the result of a function may refer to.
enum class Result {
  Value,    ///< Nothing.
  Element,  ///< What the object or the arguments lead to, never the object
            ///< itself.
  Object,   ///< The object itself.
  Same,     ///< The first argument itself.
  Argument, ///< One of the arguments.
  Part,     ///< A part of the object, or of the first argument.
};

enum class Invalidates { Nothing, Iterators, References };

struct Model {
  std::vector<std::string> Names;
  std::vector<unsigned> Parameters; ///< How many; none: any number.
  std::optional<bool> Const;
  std::vector<Need> Needs;
  std::vector<Spot> Reads, Writes;
  bool Allocates = false, Releases = false, Errno = false;
  bool Mathematics = false; ///< The result depends on the arguments alone.
  bool Adds = false; ///< What it writes are new elements: those there stay what and where they are.
  bool Stops = false; ///< It neither returns nor throws.
  std::string Throws, Hazard;
  std::vector<unsigned> Calls; ///< Arguments that are called with elements.
  std::vector<unsigned> Keeps; ///< Arguments whose address is remembered.
  Invalidates Ends = Invalidates::Nothing;
  Result Gives = Result::Value;
};

/// The functions of some classes or namespaces.
struct ModelScope {
  std::vector<std::string> Classes, Namespaces, Suffixes;
  bool BuiltIn = false; ///< The library's own: known by where it is declared.
  std::vector<Model> Functions;
};

/// Reads \p Text; errors carry \p Name and the line.
llvm::Expected<std::vector<ModelScope>>
readModels(llvm::StringRef Name, llvm::StringRef Text, bool BuiltIn);

/// A call or the making of an object, as a model sees it.
struct Invocation {
  const clang::FunctionDecl *F = nullptr;
  llvm::SmallVector<const clang::Expr *, 6> Arguments; ///< Without the object.
  const clang::Expr *Object =
      nullptr; ///< May be of pointer type: `p->clear()`.
  clang::SourceLocation At;
};
/// Whether the first argument of \p Call, in the order of the source, is the object of a member function.
bool isMemberOperator(const clang::CallExpr &Call);
Invocation invocationOf(const clang::CallExpr &Call);
Invocation invocationOf(const clang::CXXConstructExpr &Construct);

/// The entry for \p F; null if there is none, or its conditions do not hold.
/// Without
/// \p I nothing is known of the arguments, and what depends on them does not
/// hold.
const Model *modelOf(const clang::FunctionDecl &F, const Invocation *I);
const Model *modelOf(const clang::CallExpr &Call);

/// Whether the conditions \p N hold (Conditions.cpp).
bool holds(Need N, const clang::FunctionDecl &F, const Invocation *I);
/// Whether \p E is a function object of the library's own for numbers:
/// std::plus<>.
bool isStdFunctor(const clang::Expr &E);
/// The closure an argument is written as; null: something else.
const clang::LambdaExpr *lambdaOf(const clang::Expr &Argument);

} // namespace hone

#endif

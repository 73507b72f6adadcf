// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the twins of one unit link of the others.
#ifndef HONE_LIB_TWIN_LINKS_H
#define HONE_LIB_TWIN_LINKS_H

#include "Objects.h"
#include "Reach.h"
#include "hone/Twin/Twin.h"

namespace hone {

class Links {
public:
  explicit Links(ProjectObjects &Objects) : Objects(Objects) {}

  /// A function that the unit defines: objects may call it.
  void add(const clang::FunctionDecl &F) { Functions.push_back(&F); }
  /// Objects for what \p Touched finds elsewhere. Adds to it what they touch.
  llvm::Error link(Reach &Touched);
  /// The same for what inputs are made of. What it lacks is null.
  void linkInputs(Reach Making);
  void finish(TwinPlan &Plan) const;

private:
  void take(LinkedObjects &New, Reach &Touched);
  bool linkOne(const clang::FunctionDecl &F, LinkedObjects &Into);
  void comeBack(LinkedObjects &New, Reach &Touched);
  const clang::FunctionDecl *ownFunction(const std::string &Symbol);

  ProjectObjects &Objects;
  std::vector<const clang::FunctionDecl *> Functions;
  std::set<std::string> Paths, Provided, Wanted, Blocked;
  std::map<std::string, const clang::FunctionDecl *> Own;  ///< By symbol, once needed.
  std::map<const clang::FunctionDecl *, Reach> Reaches;    ///< Of those objects call.
};

} // namespace hone

#endif

// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Which types inputs can be made of, how they are spelled at the end of the
// flat text, and the domains of the project's own classes.
#ifndef HONE_LIB_TWIN_TYPES_H
#define HONE_LIB_TWIN_TYPES_H

#include "Flat.h"
#include "clang/AST/DeclCXX.h"
#include <set>

namespace hone {

class TypeSpace {
public:
  TypeSpace(clang::ASTContext &Context, FlatText &Flat) : Context(Context), Flat(Flat) {}

  /// Why values of \p T cannot be made and compared; empty if they can.
  /// Qualifiers do not matter; references have no domain of their own.
  std::string whyNot(clang::QualType T);
  /// True for std::istream and std::ostream. Their references have domains.
  bool isStream(clang::QualType T);
  /// The type as text that names the same at the end of the flat text.
  std::string spell(clang::QualType T) const;
  /// What keeps a template argument from being written; empty if nothing does.
  std::string whyUnspelled(const clang::TemplateArgument &A) const;
  std::string spellArgument(const clang::TemplateArgument &A) const;
  /// The domains of the classes and enumerations in \p Types and all they are
  /// made of. Lets the classes befriend the tests.
  std::string domains(const std::vector<clang::QualType> &Types);
  /// Friend declarations in a class, so that tests see what is private.
  bool befriend(const clang::CXXRecordDecl &Class);
  /// `#define HONE_NEED_...` lines for the library types met so far.
  std::string needs() const;
  /// From here on \p Written is written for the type of a lambda.
  void stand(const clang::CXXRecordDecl &Lambda, std::string Written) {
    Stands[&Lambda] = std::move(Written);
  }
  void need(llvm::StringRef What) { Needs.insert(What.str()); }
  /// The classes that the domains written last make objects of.
  const std::vector<const clang::CXXRecordDecl *> &madeClasses() const { return Made; }

private:
  struct ClassInfo {
    std::string Problem; ///< Why nobody can fill and compare it.
    std::string Unmade;  ///< Why it exists as a part of something only.
    std::vector<const clang::CXXConstructorDecl *> Constructors;
    bool Opaque = false; ///< A union: its bytes are compared.
    bool Fill = false; ///< Fields are chosen freely after construction.
  };

  bool isAnyPointer(clang::QualType T);
  std::string whyNotRecord(const clang::CXXRecordDecl &R);
  std::string whyNotPart(const clang::CXXRecordDecl &R);
  std::string whyNotStd(const clang::ClassTemplateSpecializationDecl &R);
  std::string whyNotClass(const clang::CXXRecordDecl &R, ClassInfo &Info);
  void chooseConstructors(const clang::CXXRecordDecl &R, ClassInfo &Info);
  void collect(clang::QualType T, std::set<const clang::TagDecl *> &Seen, std::string &Out);
  std::string writeDomain(const clang::CXXRecordDecl &R);
  std::string writeMake(const clang::CXXRecordDecl &R, const ClassInfo &Info);
  bool canComplete(const clang::CXXRecordDecl &R);
  std::string writeCompletion(const clang::CXXRecordDecl &R);
  std::string writeConstruct(const clang::CXXConstructorDecl &C);
  std::string writeFill(const clang::CXXRecordDecl &R);
  std::string writeRefill(const clang::CXXRecordDecl &R);
  std::string spellArray(clang::QualType Array, llvm::StringRef Sign) const;
  std::string spellContext(const clang::DeclContext *In) const;
  std::string whyUnspelled(clang::QualType T) const;

  clang::ASTContext &Context;
  FlatText &Flat;
  std::map<const clang::CXXRecordDecl *, ClassInfo> Classes;
  std::map<const clang::TagDecl *, std::string> Stands;
  std::set<const clang::CXXRecordDecl *> Befriended;
  std::set<std::string> Needs;
  std::vector<const clang::CXXRecordDecl *> Made;
};

/// A field whose bytes are compared, because its type says nothing of them: a
/// union, or a class without a name.
bool isOpaqueField(const clang::FieldDecl &F);
/// The functions a class derived from \p R must define to be made.
std::vector<const clang::CXXMethodDecl *> pureFunctions(const clang::CXXRecordDecl &R);
/// True for what the standard library declares.
bool isStd(const clang::Decl &D);
/// True for plain integers: not bool, not characters, not enumerations.
bool isNumber(clang::QualType T);

} // namespace hone

#endif

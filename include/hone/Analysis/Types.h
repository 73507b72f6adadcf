// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the analyses must know about types. The standard's own types are
// recognised by their declaration in namespace std (inline namespaces seen
// through), never by their spelling.
#ifndef HONE_ANALYSIS_TYPES_H
#define HONE_ANALYSIS_TYPES_H

#include "clang/AST/ASTContext.h"

namespace hone {

/// True if \p D is \p Name of namespace std or one of its inline namespaces.
bool isStdDecl(const clang::NamedDecl *D, llvm::StringRef Name);
/// True if \p T, looked through references and typedefs, is std::\p Name<...>.
bool isStdType(clang::QualType T, llvm::StringRef Name);
/// True if std::vector<E, std::allocator<E>> and E is not bool.
bool isStdVector(clang::QualType T);
/// True if std::basic_string<C, std::char_traits<C>, std::allocator<C>>.
bool isStdString(clang::QualType T);
/// True if std::basic_string_view<C, std::char_traits<C>>.
bool isStdStringView(clang::QualType T);
/// The first template argument of a standard container; null if none.
clang::QualType elementType(clang::QualType T);
/// True if \p T owns the storage of its elements alone: std::vector,
/// std::string, std::array or a built-in array.
bool ownsElements(clang::QualType T);

/// True if \p T is the iterator of a std::vector or std::string.
bool isIteratorOfOwner(clang::QualType T);

/// True for the name of a container of namespace std whose elements lie in
/// storage from its allocator, blocks and nodes included; std::array is none.
bool isStdContainerName(const clang::CXXRecordDecl *R);
/// True if \p T is such a container, and allocator, comparison and hash are the
/// library's.
bool isStdContainer(clang::QualType T);
/// True if every parameter of the class template of \p T that has a default is
/// the library's own std::allocator, less, hash ... and no specialisation of
/// the user's.
bool hasStandardParts(clang::QualType T);
/// True if the last argument of the library's class template \p T is
/// std::allocator, and none that the user specialised.
bool hasStandardAllocator(clang::QualType T);
/// What a container holds one by one: of a map, the pairs. Null if unknown.
clang::QualType containedType(clang::QualType T);
/// The member \p Name, "first" or "second", of a std::pair; null for other
/// types.
const clang::FieldDecl *memberOfPair(clang::QualType Pair,
                                     llvm::StringRef Name);
/// What a pointer, or an iterator of the library's own, leads to; null for
/// others.
clang::QualType iteratedType(clang::QualType T);

/// True for char, signed char, unsigned char and std::byte (also as enum):
/// what may access any object.
bool isCharLike(clang::QualType T);
/// Says of a unit that its types tell no objects apart: -fno-strict-aliasing.
void relaxAliasing(clang::ASTContext &C);
/// Whether that was said.
bool hasRelaxedAliasing(const clang::ASTContext &C);
/// True if the target has an instruction for a product and a sum (FMA), and the unit may use it.
bool mayFuse(const clang::ASTContext &C);
/// Says of a unit that a product is fused with a sum (FMA) within a statement at most, as clang does it.
void fuseWithinStatements(clang::ASTContext &C);
/// Whether a product of one statement may be fused with the sum of another, as g++ does it where the target can.
bool mayFuseAcrossStatements(const clang::ASTContext &C);
/// True if an access through type \p A may touch an object accessed as \p B.
/// A null type is an unknown one and may touch anything.
bool mayOverlap(clang::QualType A, clang::QualType B, const clang::ASTContext &C);
/// True if copying is copying bytes and destroying does nothing.
bool isPlainValue(clang::QualType T, const clang::ASTContext &C);
/// True if \p T, or anything inside it, is volatile or atomic, or is not complete.
bool isVolatileOrAtomic(clang::QualType T);

} // namespace hone

#endif

// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a forked worker sends back: a value, or an error in its words.
#ifndef HONE_PIPELINE_WORKERS_H
#define HONE_PIPELINE_WORKERS_H

#include "hone/Core/Json.h"
#include "hone/Support/Support.h"
#include "llvm/Support/FormatVariadic.h"

namespace hone {

/// A value is never a plain string: that is an error.
inline std::string packed(llvm::Expected<llvm::json::Value> Answer) {
  if (!Answer)
    return llvm::formatv("{0}", llvm::json::Value(toUtf8(llvm::toString(Answer.takeError()))));
  return llvm::formatv("{0}", *Answer);
}

/// \p Name: what was asked for, in the error's words.
template <class T>
llvm::Expected<T> unpacked(llvm::Expected<std::string> Payload, const char *Name) {
  if (!Payload)
    return Payload.takeError();
  llvm::Expected<llvm::json::Value> Json = llvm::json::parse(*Payload);
  if (!Json)
    return Json.takeError();
  if (std::optional<llvm::StringRef> Said = Json->getAsString())
    return failure(Said->str());
  T Answer;
  llvm::json::Path::Root Root(Name);
  if (!fromJSON(*Json, Answer, Root))
    return Root.getError();
  return Answer;
}

} // namespace hone

#endif

// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef HONE_LIB_SERVER_CHANNEL_H
#define HONE_LIB_SERVER_CHANNEL_H

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/JSON.h"
#include <optional>
#include <string>

namespace hone {

/// JSON-RPC messages over two descriptors, framed by Content-Length. Not llvm::lsp's transport: that
/// one blocks in a read, while this server also waits for its workers, and keeps from its
/// handlers the ids that a cancellation names.
class Channel {
public:
  Channel(int In, int Out) : In(In), Out(Out) {}

  /// For poll().
  int descriptor() const { return In; }
  /// Reads what is there; false at the end.
  bool read();
  /// The next whole message. What is no JSON is answered with an error and left out.
  std::optional<llvm::json::Object> next();

  void notify(llvm::StringRef Method, llvm::json::Value Params);
  void request(llvm::StringRef Method, llvm::json::Value Params, llvm::json::Value Id);
  void reply(const llvm::json::Value &Id, llvm::json::Value Result);
  /// \p Code: as JSON-RPC and the protocol number them.
  void refuse(const llvm::json::Value &Id, int Code, llvm::StringRef Message);

private:
  void send(llvm::json::Object Message);

  int In, Out;
  std::string Buffer;
};

/// Error codes of JSON-RPC and of the protocol.
enum ErrorCode { ParseError = -32700, InvalidRequest = -32600, MethodNotFound = -32601, InvalidParams = -32602,
                 RequestFailed = -32803, RequestCancelled = -32800, ContentModified = -32801 };

} // namespace hone

#endif

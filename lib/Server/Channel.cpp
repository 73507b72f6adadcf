// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Channel.h"
#include "hone/Core/Json.h"
#include "llvm/Support/FormatVariadic.h"
#include <cerrno>
#include <unistd.h>

using llvm::StringRef;
using llvm::json::Object;
using llvm::json::Value;

namespace hone {

bool Channel::read() {
  char Block[65536];
  ssize_t N;
  while ((N = ::read(In, Block, sizeof Block)) < 0 && errno == EINTR)
    ;
  if (N > 0)
    Buffer.append(Block, static_cast<std::size_t>(N));
  return N > 0;
}

/// The length that the headers give; nothing if they give none.
static std::optional<std::size_t> lengthIn(StringRef Headers) {
  llvm::SmallVector<StringRef, 4> Lines;
  Headers.split(Lines, '\n');
  for (StringRef Line : Lines) {
    auto [Name, Number] = Line.split(':');
    std::size_t Length = 0;
    if (Name.trim().equals_insensitive("content-length") && !Number.trim().getAsInteger(10, Length))
      return Length;
  }
  return std::nullopt;
}

std::optional<Object> Channel::next() {
  while (true) {
    const std::size_t End = Buffer.find("\r\n\r\n");
    if (End == std::string::npos)
      return std::nullopt;
    const std::size_t Begin = End + 4;
    const std::optional<std::size_t> Length = lengthIn(StringRef(Buffer).take_front(End));
    if (!Length) {
      Buffer.erase(0, Begin);
      continue;
    }
    if (Buffer.size() - Begin < *Length)
      return std::nullopt;
    llvm::Expected<Value> Message = llvm::json::parse(StringRef(Buffer).substr(Begin, *Length));
    Buffer.erase(0, Begin + *Length);
    if (!Message) {
      refuse(nullptr, ParseError, llvm::toString(Message.takeError()));
      continue;
    }
    if (Object *O = Message->getAsObject())
      return std::move(*O);
    refuse(nullptr, InvalidRequest, "a message is an object");
  }
}

void Channel::send(Object Message) {
  Message["jsonrpc"] = "2.0";
  const std::string Text = llvm::formatv("{0}", Value(std::move(Message)));
  const std::string Whole = llvm::formatv("Content-Length: {0}\r\n\r\n{1}", Text.size(), Text);
  for (StringRef Rest = Whole; !Rest.empty();) {
    const ssize_t N = ::write(Out, Rest.data(), Rest.size());
    if (N < 0 && errno != EINTR)
      return; // The client is gone; the end of its input says so, too.
    Rest = Rest.drop_front(std::max<ssize_t>(N, 0));
  }
}

void Channel::notify(StringRef Method, Value Params) {
  send(Object{{"method", Method}, {"params", std::move(Params)}});
}

void Channel::request(StringRef Method, Value Params, Value Id) {
  send(Object{{"id", std::move(Id)}, {"method", Method}, {"params", std::move(Params)}});
}

void Channel::reply(const Value &Id, Value Result) { send(Object{{"id", Id}, {"result", std::move(Result)}}); }

void Channel::refuse(const Value &Id, int Code, StringRef Message) {
  send(Object{{"id", Id}, {"error", Object{{"code", Code}, {"message", toUtf8(Message)}}}});
}

} // namespace hone

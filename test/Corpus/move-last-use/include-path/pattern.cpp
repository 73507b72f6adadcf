// To find: the caller's parameter, taken by value, is copied into the member.
// Function: setCallStack
// Model: cppcheck, lib/errorlogger.cpp, ErrorMessage::ErrorMessage (callStack and file1 taken by
//   value), https://github.com/danmar/cppcheck at 72547b3a7d
#include <string>
#include <utility>
#include <vector>

class ErrorMessage {
public:
  void setCallStack(std::vector<std::string> files, std::string symbol);
  const std::vector<std::string> &callStack() const { return callStack_; }
  const std::string &message() const { return message_; }

private:
  std::vector<std::string> callStack_;
  std::string symbol_;
  std::string message_;
};

void ErrorMessage::setCallStack(std::vector<std::string> files, std::string symbol) {
  message_.clear();
  for (const std::string &file : files) {
    message_ += file;
    message_ += " -> ";
  }
  message_ += symbol;
  callStack_ = files;
  symbol_ = symbol;
}

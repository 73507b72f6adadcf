// Leave alone: the message is built from the parameter after the member has got its copy.
// Function: setCallStack
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
  files.push_back(symbol);
  callStack_ = files;
  symbol_ = symbol;
  for (std::string &file : files) {
    file += symbol;
    message_ += file;
  }
  symbol.clear();
}

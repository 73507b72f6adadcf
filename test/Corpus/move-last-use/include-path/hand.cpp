// By hand: the parameter is moved into the member.
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
  callStack_ = std::move(files);
  symbol_ = std::move(symbol);
}

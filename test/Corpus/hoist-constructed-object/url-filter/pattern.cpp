// To find: a regular expression is compiled for each line.
// Function: remoteInputs
// Model: Tesseract, src/api/pagerenderer.cpp, TessPAGERenderer::AddImageHandler (a regex built
//   for one search), https://github.com/tesseract-ocr/tesseract at fe50309a17
#include <regex>
#include <string>
#include <vector>

// The names among the inputs that are addresses, without their schemes.
std::vector<std::string> remoteInputs(const std::vector<std::string> &names) {
  std::vector<std::string> result;
  for (const std::string &name : names) {
    std::regex scheme("^(https?|ftp|ssh):");
    std::smatch match;
    if (std::regex_search(name, match, scheme))
      result.push_back(match.suffix().str());
  }
  return result;
}

// To find: a helper of the file takes a shared pointer by value to compare and read it.
// Function: ownsAny
// Model: OpenRCT2, src/openrct2-ui/scripting/CustomWindow.cpp,
//   CloseWindowsOwnedByPlugin(std::shared_ptr<Plugin> plugin),
//   https://github.com/OpenRCT2/OpenRCT2 at 45e30a559a
#include <memory>
#include <string>
#include <vector>

struct Plugin {
  std::string name;
};

struct Window {
  std::shared_ptr<Plugin> owner;
  int number = 0;
};

static bool ownsAny(std::shared_ptr<Plugin> plugin, const std::vector<Window> &windows) {
  for (const Window &window : windows)
    if (window.owner == plugin && !plugin->name.empty())
      return true;
  return false;
}

int countOwners(const std::vector<std::shared_ptr<Plugin>> &plugins,
                const std::vector<Window> &windows) {
  int owners = 0;
  for (const auto &plugin : plugins)
    if (plugin && ownsAny(plugin, windows))
      ++owners;
  return owners;
}

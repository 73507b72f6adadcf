// By hand: const reference: the caller holds the pointer during the whole call.
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

static bool ownsAny(const std::shared_ptr<Plugin> &plugin, const std::vector<Window> &windows) {
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

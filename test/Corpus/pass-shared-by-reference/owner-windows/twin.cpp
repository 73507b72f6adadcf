// Leave alone: the helper closes what it finds, which may drop the very pointer it was given.
// Function: ownsAny
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

static bool ownsAny(std::shared_ptr<Plugin> plugin, std::vector<Window> &windows) {
  for (Window &window : windows)
    if (window.owner == plugin) {
      window.owner.reset();
      return !plugin->name.empty();
    }
  return false;
}

int countOwners(std::vector<Window> &windows) {
  int owners = 0;
  for (const Window &window : windows)
    if (window.owner && ownsAny(window.owner, windows))
      ++owners;
  return owners;
}

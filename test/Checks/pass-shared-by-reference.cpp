// RUN: %check %s
// Shared pointers that are copied in order to be followed.
#include <algorithm>
#include <cstdio>
#include <memory>
#include <string>
#include <vector>

struct Constraint {
  int probe, reference;
  unsigned index;
};
struct Plugin {
  std::string name;
};
struct Window {
  std::shared_ptr<Plugin> owner;
  int number = 0;
};

namespace {

using ConstraintPtr = std::shared_ptr<Constraint>;

class ConstraintList {
public:
  void append(int probe, int reference) {
    list_.push_back(std::make_shared<Constraint>(Constraint{probe, reference, count_++}));
  }
  void sort() {
    std::sort(list_.begin(), list_.end(),
              [](const ConstraintPtr &a, const ConstraintPtr &b) { return before(a, b); });
  }
  const std::vector<ConstraintPtr> &list() const { return list_; }

private:
  static bool before(ConstraintPtr a, ConstraintPtr b) { // finds
    if (a->probe != b->probe)
      return a->probe < b->probe;
    return a->index < b->index;
  }
  unsigned count_ = 0;
  std::vector<ConstraintPtr> list_;
};

} // namespace

static bool ownsAny(std::shared_ptr<Plugin> plugin, const std::vector<Window> &windows) { // finds
  for (const Window &window : windows)
    if (window.owner == plugin && !plugin->name.empty())
      return true;
  return false;
}

// The caller's own, which nobody else knows.
static void mark(std::shared_ptr<Window> window, int number) { // finds
  if (window)
    window->number = number;
}

static std::size_t length(std::shared_ptr<const Plugin> plugin) { return (*plugin).name.size() + plugin.get()->name.size(); } // finds

// The pointer may go, and the object with it, while it is used.
static bool shut(std::shared_ptr<Plugin> plugin, std::vector<Window> &windows) { // refuses: opaque-call
  for (Window &window : windows)
    if (window.owner == plugin) {
      window.owner.reset();
      return !plugin->name.empty();
    }
  return false;
}
static std::shared_ptr<Plugin> current;
static std::size_t renew(std::shared_ptr<Plugin> plugin) { // refuses: unknown-construct
  current = std::make_shared<Plugin>();
  return plugin->name.size();
}

// Somebody counts.
static long owners(std::shared_ptr<Plugin> plugin) { return plugin.use_count(); } // refuses: counted
static bool only(std::shared_ptr<Plugin> plugin, const std::shared_ptr<Plugin> &other) { // refuses: unknown-construct
  return plugin == other && other.use_count() == 2;
}

// Made for the call: it would live a little longer.
static std::size_t fresh(std::shared_ptr<Plugin> plugin) { return plugin->name.size(); } // refuses: temporary

static std::vector<std::shared_ptr<Plugin>> all;
static void add(std::shared_ptr<Plugin> plugin) { all.push_back(std::move(plugin)); } // refuses: moved-from

// Two that may be one.
static void cut(std::shared_ptr<Window> from, std::shared_ptr<Window> *to) { // refuses: opaque-call
  *to = nullptr;
  std::printf("%d\n", from->number);
}

// Not the library's.
namespace own {
template <class T> struct shared_ptr {
  T *p;
  T *operator->() const { return p; }
};
} // namespace own
static int look(own::shared_ptr<Window> window) { return window->number; }

int main() {
  ConstraintList list;
  list.append(3, 1);
  list.append(1, 2);
  list.sort();
  auto plugin = std::make_shared<Plugin>(Plugin{"plugin"});
  std::vector<Window> windows = {{plugin, 1}, {nullptr, 2}};
  std::printf("%u %d\n", list.list()[0]->index, ownsAny(plugin, windows));
  auto window = std::make_shared<Window>();
  mark(window, 5);
  auto other = std::make_shared<Window>();
  std::shared_ptr<const Plugin> constant = plugin;
  std::printf("%d %zu\n", window->number, length(constant));
  current = std::make_shared<Plugin>(Plugin{"current"});
  std::printf("%zu\n", renew(current));
  std::printf("%ld %d %zu\n", owners(plugin), only(plugin, plugin), fresh(std::make_shared<Plugin>(Plugin{"x"})));
  add(plugin);
  cut(other, &other);
  Window w;
  std::printf("%d %d\n", look({&w}), shut(windows[0].owner, windows));
}

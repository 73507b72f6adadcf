// RUN: %check %s
// Shared pointers: a copy is one owner more, which nobody may see come or go.
#include <cstdio>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

struct Mesh {
  std::string name;
  std::vector<int> faces;
  std::shared_ptr<Mesh> next;
  int seen = 0;
};
using MeshPtr = std::shared_ptr<Mesh>;

// --- Only followed --------------------------------------------------------------

static std::size_t faces(const std::vector<MeshPtr> &all) {
  std::size_t n = 0;
  for (auto mesh : all) { // finds
    if (!mesh)
      continue;
    for (int each : mesh->faces)
      n += each > 0;
    n += (*mesh).name.size();
  }
  return n;
}

static int firstLarge(const std::vector<MeshPtr> &all) {
  for (MeshPtr mesh : all) // finds
    if (mesh && mesh.get()->faces.size() > 1)
      return mesh->faces[0];
  return -1;
}

// --- Counted, kept, or changed ------------------------------------------------------

static long counts(const std::vector<MeshPtr> &all) {
  long n = 0;
  for (auto mesh : all) // refuses: counted
    n += mesh.use_count();
  return n;
}

static long countsTheElement(const std::vector<MeshPtr> &all) {
  long n = 0;
  std::size_t i = 0;
  for (auto mesh : all) { // refuses: unknown-construct
    if (mesh)
      n += all[i].use_count();
    ++i;
  }
  return n;
}

static long countsElsewhere(const std::vector<MeshPtr> &all, const std::weak_ptr<Mesh> &known) {
  long n = 0;
  for (auto mesh : all) // refuses: unknown-construct
    if (mesh)
      n += known.use_count();
  return n;
}

static int letsGo(std::vector<MeshPtr> &all) {
  int n = 0;
  for (auto mesh : all) { // refuses: aliased-store
    all[0].reset();
    n += mesh ? static_cast<int>(mesh->faces.size()) : 0;
  }
  return n;
}

static int letsGoOfAnother(const std::vector<MeshPtr> &all, MeshPtr &last) {
  int n = 0;
  for (auto mesh : all) { // refuses: copy-runs-code
    last.reset();
    n += mesh ? static_cast<int>(mesh->faces.size()) : 0;
  }
  return n;
}

static int movesOn(const std::vector<MeshPtr> &all) {
  int n = 0;
  for (auto mesh : all) // refuses: modified
    while (mesh) {
      n += static_cast<int>(mesh->faces.size());
      mesh = mesh->next;
    }
  return n;
}

static void keeps(const std::vector<MeshPtr> &all, std::vector<MeshPtr> &kept) {
  for (auto mesh : all) // refuses: aliased-store
    kept.push_back(mesh);
}

static void stores(const std::vector<MeshPtr> &all) {
  for (auto mesh : all) // refuses: aliased-store
    if (mesh)
      ++mesh->seen;
}

static int calls(const std::vector<MeshPtr> &all, const std::function<int(int)> &told) {
  int n = 0;
  for (auto mesh : all) // refuses: copy-runs-code
    n += told(mesh ? mesh->seen : 0);
  return n;
}

struct Named {
  MeshPtr mesh;
  std::string name;
};
static std::size_t members(const std::vector<Named> &all) {
  std::size_t n = 0;
  for (auto each : all) // refuses: copy-runs-code
    n += each.name.size();
  return n;
}

int main() {
  auto a = std::make_shared<Mesh>(), b = std::make_shared<Mesh>();
  a->name = "a";
  a->faces = {3, -1, 2};
  b->faces = {5};
  b->next = a;
  std::vector<MeshPtr> all = {a, nullptr, b, a}, kept;
  std::printf("%zu %d %ld %ld %ld\n", faces(all), firstLarge(all), counts(all), countsTheElement(all), countsElsewhere(all, a));
  keeps(all, kept);
  stores(all);
  std::printf("%zu %d %d %d\n", kept.size(), movesOn(all), a->seen, calls(all, [](int n) { return n + 1; }));
  MeshPtr last = b;
  int n = letsGoOfAnother(all, last);
  std::printf("%d %d %zu\n", n, letsGo(all), members({{a, "abc"}, {b, ""}}));
}

// By hand: by reference at both levels.
// Flags: -std=c++17
#include <cstdint>
#include <memory>
#include <vector>

struct Polygon {
  std::vector<uint32_t> vertices;
};

struct Mesh {
  std::vector<Polygon> polygons;
};

using MeshPtr = std::shared_ptr<Mesh>;

template <class Meshes> uint64_t boundaryLength(const Meshes &meshes) {
  uint64_t total = 0;
  for (const auto &mesh : meshes) {
    if (!mesh)
      continue;
    for (const auto &polygon : mesh->polygons) {
      if (polygon.vertices.size() > 2)
        total += polygon.vertices.size();
    }
  }
  return total;
}

template uint64_t boundaryLength(const std::vector<MeshPtr> &);

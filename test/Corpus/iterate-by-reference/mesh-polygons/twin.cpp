// Leave alone: as in the model, the copy is changed and stored.
// Function: boundaryLength
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
  Mesh all;
  for (const auto &mesh : meshes) {
    if (!mesh)
      continue;
    for (auto polygon : mesh->polygons) {
      for (uint32_t &vertex : polygon.vertices)
        vertex += static_cast<uint32_t>(total);
      all.polygons.push_back(polygon);
    }
    total = all.polygons.size();
  }
  return total;
}

template uint64_t boundaryLength(const std::vector<MeshPtr> &);

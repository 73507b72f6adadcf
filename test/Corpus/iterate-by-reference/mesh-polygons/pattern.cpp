// To find: polygons with their lists of vertices are copied to be counted.
// Function: boundaryLength
// Model: PCL, apps/modeler/src/cloud_mesh.cpp, CloudMesh::save (for (auto polygon :
//   mesh->polygons_)), https://github.com/PointCloudLibrary/pcl at 1fdb03883e
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
  for (auto mesh : meshes) {
    if (!mesh)
      continue;
    for (auto polygon : mesh->polygons) {
      if (polygon.vertices.size() > 2)
        total += polygon.vertices.size();
    }
  }
  return total;
}

template uint64_t boundaryLength(const std::vector<MeshPtr> &);

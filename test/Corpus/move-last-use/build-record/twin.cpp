// Leave alone: a reference to the local's data lives on in the record.
// Function: splitFaces
#include <utility>
#include <vector>

struct FaceList {
  std::vector<int> faces;
  const int *first = nullptr;
};

// Runs of faces with one texture each.
std::vector<FaceList> splitFaces(const std::vector<int> &textureOfFace) {
  std::vector<FaceList> lists;
  std::vector<int> scratch;
  int face = 0;
  const int count = static_cast<int>(textureOfFace.size());
  while (face < count) {
    std::vector<int> &faces = scratch;
    faces.clear();
    const int texture = textureOfFace[face];
    while (face < count && textureOfFace[face] == texture) {
      faces.push_back(face++);
    }
    FaceList list;
    list.faces = faces;
    list.first = faces.data();
    lists.push_back(std::move(list));
  }
  return lists;
}

// By hand: both are moved where they are used for the last time.
#include <utility>
#include <vector>

struct FaceList {
  std::vector<int> faces;
  std::vector<int> textures;
};

// Runs of faces with one texture each.
std::vector<FaceList> splitFaces(const std::vector<int> &textureOfFace) {
  std::vector<FaceList> lists;
  int face = 0;
  const int count = static_cast<int>(textureOfFace.size());
  while (face < count) {
    std::vector<int> faces, textures;
    const int texture = textureOfFace[face];
    while (face < count && textureOfFace[face] == texture) {
      faces.push_back(face++);
      textures.push_back(texture);
    }
    FaceList list;
    list.faces = std::move(faces);
    list.textures = std::move(textures);
    lists.push_back(std::move(list));
  }
  return lists;
}

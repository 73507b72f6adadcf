// To find: two local vectors are copied into the record that is returned.
// Function: splitFaces
// Model: assimp, code/AssetLib/AMF/AMFImporter_Postprocess.cpp,
//   AMFImporter::PostprocessHelper_SplitFacesByTextureID (face_list_cur pushed, then dropped),
//   https://github.com/assimp/assimp at 21bea12f12
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
    list.faces = faces;
    list.textures = textures;
    lists.push_back(list);
  }
  return lists;
}

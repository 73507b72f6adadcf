// Called as the file of another folder is.
#include <cstdint>
#include <vector>

struct Plane {
  std::vector<std::uint8_t> cells;
  std::uint8_t key = 1;
  void mask();
};

void Plane::mask() {
  for (std::size_t i = 0; i < cells.size(); ++i)
    cells[i] ^= key;
}

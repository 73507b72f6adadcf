// Run-length coding and the checks around it.
#ifndef IMAGING_CODEC_H
#define IMAGING_CODEC_H

#include <cstdint>
#include <string>
#include <vector>

namespace imaging {

std::vector<std::uint8_t> encodeRuns(const std::vector<std::uint8_t> &pixels);
std::vector<std::uint8_t> decodeRuns(const std::vector<std::uint8_t> &runs);
std::uint32_t checksum(const std::vector<std::uint8_t> &pixels);
void whiten(std::vector<std::uint8_t> &pixels, std::uint8_t key);
std::size_t escapeMarkers(std::vector<std::uint8_t> &pixels, std::uint8_t marker);
std::vector<std::vector<std::uint8_t>> splitTiles(const std::vector<std::uint8_t> &pixels,
                                                  std::size_t tile);

} // namespace imaging

#endif

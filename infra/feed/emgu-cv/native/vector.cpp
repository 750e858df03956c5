#include "export.hpp"

#include <cstddef>
#include <vector>

using Bytes = std::vector<unsigned char>;

CV_STANDIN_EXPORT Bytes* cvs_bytes_create(int size) noexcept { return new Bytes(static_cast<std::size_t>(size)); }

CV_STANDIN_EXPORT Bytes* cvs_bytes_create_from(const unsigned char* values, int size) noexcept
{
    return new Bytes(values, values + size);
}

CV_STANDIN_EXPORT void cvs_bytes_release(Bytes* bytes) noexcept { delete bytes; }
CV_STANDIN_EXPORT int cvs_bytes_size(const Bytes* bytes) noexcept { return static_cast<int>(bytes->size()); }
CV_STANDIN_EXPORT const unsigned char* cvs_bytes_data(const Bytes* bytes) noexcept { return bytes->data(); }
CV_STANDIN_EXPORT void cvs_bytes_clear(Bytes* bytes) noexcept { bytes->clear(); }

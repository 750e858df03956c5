#include "arrays.hpp"
#include "export.hpp"

#include <opencv2/imgcodecs.hpp>

#include <vector>

// cv::imdecode leaves the target alone when no decoder takes the bytes, so an old picture stays in it.
CV_STANDIN_EXPORT void cvs_imdecode(ArrayReference source, int flags, cv::Mat* target) noexcept
{
    cv::imdecode(input(source), flags, target);
}

CV_STANDIN_EXPORT void cvs_imdecode_bytes(unsigned char* data, int size, int flags, cv::Mat* target) noexcept
{
    cv::imdecode(cv::Mat(1, size, CV_8UC1, data), flags, target);
}

CV_STANDIN_EXPORT int cvs_imencode(
    const char* extension, ArrayReference image, std::vector<unsigned char>* target, const int* parameters, int parameter_count) noexcept
{
    return cv::imencode(extension, input(image), *target, std::vector<int>(parameters, parameters + parameter_count));
}

#include "arrays.hpp"

#include <vector>

namespace
{
template <typename Proxy>
Proxy proxy(ArrayReference array)
{
    switch (array.kind)
    {
        case ArrayKind::Mat: return Proxy(*static_cast<cv::Mat*>(array.object));
        case ArrayKind::VectorOfByte: return Proxy(*static_cast<std::vector<uchar>*>(array.object));
        case ArrayKind::None: break;
    }
    return Proxy();
}
}

cv::_InputArray input(ArrayReference array) { return proxy<cv::_InputArray>(array); }
cv::_OutputArray output(ArrayReference array) { return proxy<cv::_OutputArray>(array); }
cv::_InputOutputArray input_output(ArrayReference array) { return proxy<cv::_InputOutputArray>(array); }

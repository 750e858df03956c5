#include "arrays.hpp"
#include "export.hpp"

#include <opencv2/imgproc.hpp>

CV_STANDIN_EXPORT void cvs_resize(
    ArrayReference source, ArrayReference target, int width, int height, double fx, double fy, int interpolation) noexcept
{
    cv::resize(input(source), output(target), cv::Size(width, height), fx, fy, interpolation);
}

CV_STANDIN_EXPORT void cvs_copy_make_border(
    ArrayReference source, ArrayReference target, int top, int bottom, int left, int right, int border, const cv::Scalar* value) noexcept
{
    cv::copyMakeBorder(input(source), output(target), top, bottom, left, right, border, *value);
}

CV_STANDIN_EXPORT void cvs_cvt_color(ArrayReference source, ArrayReference target, int code, int channels) noexcept
{
    cv::cvtColor(input(source), output(target), code, channels);
}

CV_STANDIN_EXPORT void cvs_rotate(ArrayReference source, ArrayReference target, int code) noexcept
{
    cv::rotate(input(source), output(target), code);
}

CV_STANDIN_EXPORT void cvs_rectangle(
    ArrayReference image, int left, int top, int right, int bottom, const cv::Scalar* color, int thickness, int line, int shift) noexcept
{
    // By corners, both included. The overload for cv::Rect excludes the right column and the bottom row; the original does not.
    cv::rectangle(input_output(image), cv::Point(left, top), cv::Point(right, bottom), *color, thickness, line, shift);
}

CV_STANDIN_EXPORT void cvs_put_text(
    ArrayReference image, const char* text, int x, int y, int font, double scale, const cv::Scalar* color, int thickness, int line,
    int bottom_left_origin) noexcept
{
    cv::putText(input_output(image), text, cv::Point(x, y), font, scale, *color, thickness, line, bottom_left_origin != 0);
}

CV_STANDIN_EXPORT void cvs_get_text_size(
    const char* text, int font, double scale, int thickness, int* width, int* height, int* base_line) noexcept
{
    const cv::Size size = cv::getTextSize(text, font, scale, thickness, base_line);
    *width = size.width;
    *height = size.height;
}

#include "arrays.hpp"
#include "export.hpp"

#include <cstdint>

// One call fills everything the managed properties report. Layout as MatHeader on the managed side.
struct MatHeader
{
    const void* data;
    std::int64_t total;
    std::int32_t rows, cols, dims, step, element_size, channels, depth, is_empty, is_continuous;
};

CV_STANDIN_EXPORT cv::Mat* cvs_mat_create() noexcept { return new cv::Mat(); }

CV_STANDIN_EXPORT cv::Mat* cvs_mat_create_over(int rows, int cols, int depth, int channels, void* data, int step) noexcept
{
    return new cv::Mat(rows, cols, CV_MAKETYPE(depth, channels), data, static_cast<size_t>(step));
}

CV_STANDIN_EXPORT cv::Mat* cvs_mat_create_roi(const cv::Mat* mat, int x, int y, int width, int height) noexcept
{
    return new cv::Mat(*mat, cv::Rect(x, y, width, height));
}

CV_STANDIN_EXPORT void cvs_mat_release(cv::Mat* mat) noexcept { delete mat; }

CV_STANDIN_EXPORT void cvs_mat_allocate(cv::Mat* mat, int rows, int cols, int depth, int channels) noexcept
{
    mat->create(rows, cols, CV_MAKETYPE(depth, channels));
}

CV_STANDIN_EXPORT void cvs_mat_header(const cv::Mat* mat, MatHeader* header) noexcept
{
    *header = {
        mat->data,
        static_cast<std::int64_t>(mat->total()),
        mat->rows,
        mat->cols,
        mat->dims,
        static_cast<std::int32_t>(mat->step.p[0]),
        static_cast<std::int32_t>(mat->elemSize()),
        mat->channels(),
        mat->depth(),
        mat->empty(),
        mat->isContinuous(),
    };
}

CV_STANDIN_EXPORT void cvs_mat_copy_to(const cv::Mat* mat, ArrayReference target, ArrayReference mask) noexcept
{
    if (mask.kind == ArrayKind::None)
        mat->copyTo(output(target));
    else
        mat->copyTo(output(target), input(mask));
}

CV_STANDIN_EXPORT void cvs_mat_set_to(cv::Mat* mat, const cv::Scalar* value, ArrayReference mask) noexcept
{
    mat->setTo(*value, input(mask));
}

CV_STANDIN_EXPORT void cvs_mat_set_to_array(cv::Mat* mat, ArrayReference value, ArrayReference mask) noexcept
{
    mat->setTo(input(value), input(mask));
}

#include "export.hpp"

#include <opencv2/core.hpp>

CV_STANDIN_EXPORT int cvs_get_num_threads() noexcept { return cv::getNumThreads(); }
CV_STANDIN_EXPORT void cvs_set_num_threads(int threads) noexcept { cv::setNumThreads(threads); }
CV_STANDIN_EXPORT int cvs_get_use_optimized() noexcept { return cv::useOptimized(); }
CV_STANDIN_EXPORT void cvs_set_use_optimized(int on) noexcept { cv::setUseOptimized(on != 0); }

// The text lives as long as the library.
CV_STANDIN_EXPORT const char* cvs_build_information() noexcept { return cv::getBuildInformation().c_str(); }

CV_STANDIN_EXPORT cv::ErrorCallback cvs_redirect_error(cv::ErrorCallback handler, void* userdata, void** previous) noexcept
{
    return cv::redirectError(handler, userdata, previous);
}

#pragma once

// Every export is noexcept on purpose: a cv::Exception that leaves OpenCV cannot cross into managed
// code on Linux, so it ends the process (std::terminate), as it does under the original package.
#define CV_STANDIN_EXPORT extern "C" __attribute__((visibility("default")))

#pragma once
#include <opencv2/core.hpp>

// A managed IInputArray as it crosses the border: the native object and what it is.
// Layout and values are those of ArrayReference and ArrayKind on the managed side.
enum class ArrayKind : int { None = 0, Mat = 1, VectorOfByte = 2 };

struct ArrayReference
{
    void* object;
    ArrayKind kind;
};

// The proxies point at the object, never own it; they are valid as long as the caller keeps it alive.
cv::_InputArray input(ArrayReference array);
cv::_OutputArray output(ArrayReference array);
cv::_InputOutputArray input_output(ArrayReference array);

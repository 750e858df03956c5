using Detection.Inference.Providers;
using Xunit;

namespace Detection.Inference.Tests.Providers;

public class RuntimeMessageTests
{
    [Theory]
    [InlineData(
        "[ErrorCode:RuntimeException] /src/core/session/provider_bridge_ort.cc:1426 onnxruntime::Provider& onnxruntime::ProviderLibrary::Get() "
        + "[ONNXRuntimeError] : 1 : FAIL : Failed to load library libonnxruntime_providers_tensorrt.so with error: libnvinfer.so.10: "
        + "cannot open shared object file: No such file or directory\n",
        "libonnxruntime_providers_tensorrt.so does not load: libnvinfer.so.10: cannot open shared object file: No such file or directory")]
    [InlineData(
        "[ErrorCode:Fail] Failed to load library libonnxruntime_providers_cuda.so with error: libonnxruntime_providers_cuda.so: "
        + "cannot open shared object file: No such file or directory",
        "libonnxruntime_providers_cuda.so does not load: cannot open shared object file: No such file or directory")]
    [InlineData(
        "Failed to load library /app/runtimes/libonnxruntime_providers_cuda.so with error: /app/runtimes/libonnxruntime_providers_cuda.so: no such file",
        "libonnxruntime_providers_cuda.so does not load: no such file")]
    [InlineData("[ErrorCode:InvalidArgument] Unknown provider option:\n  \"x\".", "Unknown provider option: \"x\"")]
    [InlineData("out of memory", "out of memory")]
    public void Should_leave_what_an_operator_can_use(string message, string tidy) => Assert.Equal(tidy, RuntimeMessage.Tidy(message));
}

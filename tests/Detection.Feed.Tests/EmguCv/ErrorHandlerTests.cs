using System.Runtime.InteropServices;
using Emgu.CV;
using Emgu.CV.Util;
using Xunit;

namespace Detection.Feed.Tests.EmguCv;

[Collection(OpenCvCollection.Name)]
public sealed class ErrorHandlerTests
{
    [EmguCvFact]
    public void Should_take_a_function_pointer_as_well_and_return_the_previous_one()
    {
        var ignoring = Marshal.GetFunctionPointerForDelegate(CvInvoke.CvErrorHandlerIgnoreError);

        Assert.Equal(ignoring, CvInvoke.RedirectError(ignoring, IntPtr.Zero, IntPtr.Zero));
        Assert.Equal(ignoring, CvInvoke.RedirectError(CvInvoke.CvErrorHandlerIgnoreError, IntPtr.Zero, IntPtr.Zero));
    }

    [EmguCvFact]
    public void Should_let_an_exception_be_changed()
    {
        var exception = new CvException(-215, "imdecode", "!buf.empty()", "loadsave.cpp", 816) { ErrorMessage = "another", Line = 1 };

        Assert.Equal(
            (-215, "imdecode", "another", "loadsave.cpp", 1),
            (exception.Status, exception.FunctionName, exception.ErrorMessage, exception.FileName, exception.Line));
    }
}

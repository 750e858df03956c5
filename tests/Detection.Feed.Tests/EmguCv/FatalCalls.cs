using System.Drawing;
using Emgu.CV;
using Emgu.CV.CvEnum;
using Emgu.CV.Structure;
using Emgu.CV.Util;

namespace Detection.Feed.Tests.EmguCv;

/// <summary>Calls that end the process on Linux, each even under the handler that ignores errors and inside a catch.</summary>
internal static class FatalCalls
{
    public static readonly IReadOnlyDictionary<string, Action> All = new Dictionary<string, Action>
    {
        ["decode-nothing-default-handler"] = () => Catching(CvInvoke.CvErrorHandlerThrowException, () => Pictures.Decode([])),
        ["decode-nothing"] = Ignoring(() => Pictures.Decode([])),
        ["decode-nothing-vector"] = Ignoring(() => CvInvoke.Imdecode((IInputArray)new VectorOfByte(), ImreadModes.ColorBgr, new Mat())),
        ["decode-over-2^30-pixels"] = Ignoring(() => Pictures.Decode(Pictures.Claiming(Pictures.Encoded(".jpg", 64, 64), 65000, 65000))),
        ["decode-over-environment-limit"] = Ignoring(() => Pictures.Decode(Pictures.Encoded(".jpg", 64, 64))),
        ["decode-tiny-png-reduced"] = Ignoring(() => Pictures.Decode(Pictures.Encoded(".png", 4, 4), ImreadModes.ReducedColor8)),
        ["decode-tiny-webp-reduced"] = Ignoring(() => Pictures.Decode(Pictures.Encoded(".webp", 4, 4), ImreadModes.ReducedColor8)),
        ["resize-empty"] = Ignoring(() => CvInvoke.Resize(new Mat(), new Mat(), new Size(8, 8))),
        ["resize-to-nothing"] = Ignoring(() => CvInvoke.Resize(Pictures.Quadrants(8, 8), new Mat(), new Size(0, 0))),
        ["roi-outside"] = Ignoring(() => GC.KeepAlive(new Mat(Pictures.Quadrants(8, 8), new Rectangle(4, 4, 8, 8)))),
        ["encode-empty"] = Ignoring(() => CvInvoke.Imencode(".jpg", new Mat())),
        ["encode-unknown-extension"] = Ignoring(() => CvInvoke.Imencode(".nothing", Pictures.Quadrants(8, 8))),
        ["convert-wrong-channels"] = Ignoring(() => CvInvoke.CvtColor(Pictures.Quadrants(8, 8), new Mat(), ColorConversion.Gray2Bgr)),
        ["border-negative"] = Ignoring(() =>
            CvInvoke.CopyMakeBorder(Pictures.Quadrants(8, 8), new Mat(), -1, 0, 0, 0, BorderType.Constant, new MCvScalar(0))),
    };

    private static Action Ignoring(Action call) => () => Catching(CvInvoke.CvErrorHandlerIgnoreError, call);

    private static void Catching(CvInvoke.CvErrorCallback handler, Action call)
    {
        CvInvoke.Init();
        CvInvoke.RedirectError(handler, IntPtr.Zero, IntPtr.Zero);
        try
        {
            call();
        }
        catch (CvException)
        {
            // The point of the test: this is never reached.
        }
    }
}

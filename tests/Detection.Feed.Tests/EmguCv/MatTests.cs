using System.Drawing;
using System.Runtime.InteropServices;
using Emgu.CV;
using Emgu.CV.CvEnum;
using Emgu.CV.Structure;
using Emgu.CV.Util;
using Xunit;

namespace Detection.Feed.Tests.EmguCv;

[Collection(OpenCvCollection.Name)]
public sealed class MatTests
{
    [EmguCvFact]
    public void Should_be_empty_until_created()
    {
        using var mat = new Mat();
        Assert.True(mat.IsEmpty);
        Assert.Equal((IntPtr.Zero, IntPtr.Zero, 0), (mat.DataPointer, mat.Total, mat.Rows));

        mat.Create(3, 5, DepthType.Cv32F, 2);

        Assert.False(mat.IsEmpty);
        Assert.True(mat.IsContinuous);
        Assert.Equal((3, 5, 2, 2, 8, 40), (mat.Rows, mat.Cols, mat.Dims, mat.NumberOfChannels, mat.ElementSize, mat.Step));
        Assert.Equal((15, DepthType.Cv32F), (mat.Total.ToInt32(), mat.Depth));
        Assert.Equal(30, mat.GetSpan<float>().Length);
        Assert.Equal(4, mat.GetSpan<float>(4).Length);
    }

    [EmguCvFact]
    public void Should_report_what_a_call_has_made_of_it()
    {
        using var picture = Pictures.Quadrants(8, 8);
        using var target = new Mat(2, 2, DepthType.Cv8U, 1);

        CvInvoke.Resize(picture, target, new Size(4, 6));

        Assert.Equal((4, 6, 3), (target.Width, target.Height, target.NumberOfChannels));
    }

    [EmguCvFact]
    public void Should_release_once_however_often_disposed()
    {
        var mat = Pictures.Quadrants(8, 8);
        Assert.NotEqual(IntPtr.Zero, mat.Ptr);

        mat.Dispose();
        mat.Dispose();

        Assert.Equal(IntPtr.Zero, mat.Ptr);
    }

    [EmguCvFact]
    public void Should_keep_shared_pixels_until_the_last_view_goes()
    {
        var whole = Pictures.Quadrants(8, 8);
        using var part = new Mat(whole, new Rectangle(4, 4, 4, 4));
        using var copy = whole.Clone();

        whole.Dispose();
        part.SetTo(new MCvScalar(7, 7, 7));

        Assert.False(part.IsContinuous);
        Assert.Equal(7, Marshal.ReadByte(part.DataPointer));
        Assert.Equal(Pictures.QuadrantGreys[3], copy.GetSpan<byte>()[^1]);
    }

    [EmguCvFact]
    public void Should_refuse_a_span_over_gaps_or_beyond_its_end()
    {
        using var whole = Pictures.Quadrants(8, 8);
        using var part = new Mat(whole, new Rectangle(4, 4, 4, 4));

        Assert.Throws<NotSupportedException>(() => part.GetSpan<byte>().Length);
        Assert.Throws<NotSupportedException>(() => whole.GetSpan<byte>((8 * 8 * 3) + 1).Length);
    }

    [EmguCvFact]
    public void Should_take_its_value_from_an_array()
    {
        using var picture = new Mat(1, 4, DepthType.Cv8U, 1);
        using var mask = new Mat(1, 4, DepthType.Cv8U, 1);
        using var one = new VectorOfByte([1]);
        using var five = new VectorOfByte([5]);
        new byte[] { 0, 1, 0, 1 }.CopyTo(mask.GetSpan<byte>());

        picture.SetTo(one);
        picture.SetTo(five, mask);

        Assert.Equal([1, 5, 1, 5], picture.GetSpan<byte>().ToArray());
    }

    [EmguCvFact]
    public unsafe void Should_look_at_memory_it_does_not_own()
    {
        var memory = new byte[2 * 8];
        fixed (byte* first = memory)
        {
            using var view = new Mat(2, 6, DepthType.Cv8U, 1, (IntPtr)first, step: 8);
            view.SetTo(new MCvScalar(5));
        }

        Assert.Equal([5, 5, 5, 5, 5, 5, 0, 0, 5, 5, 5, 5, 5, 5, 0, 0], memory);
    }

    [EmguCvFact]
    public void Should_copy_through_a_mask()
    {
        using var source = new Mat(1, 4, DepthType.Cv8U, 1);
        using var target = new Mat(1, 4, DepthType.Cv8U, 1);
        using var mask = new Mat(1, 4, DepthType.Cv8U, 1);
        source.SetTo(new MCvScalar(9));
        target.SetTo(new MCvScalar(1));
        new byte[] { 0, 1, 0, 1 }.CopyTo(mask.GetSpan<byte>());

        source.CopyTo(target, mask);
        source.SetTo(new MCvScalar(3), mask);

        Assert.Equal([1, 9, 1, 9], target.GetSpan<byte>().ToArray());
        Assert.Equal([9, 3, 9, 3], source.GetSpan<byte>().ToArray());
    }

    [EmguCvFact]
    public void Should_set_threads_and_name_its_build()
    {
        var before = CvInvoke.NumThreads;
        CvInvoke.NumThreads = 1;
        var set = CvInvoke.NumThreads;
        CvInvoke.NumThreads = before;

        Assert.Equal(1, set);
        Assert.True(CvInvoke.UseOptimized);
        Assert.Contains("OpenCV 4.", CvInvoke.BuildInformation, StringComparison.Ordinal);
    }
}

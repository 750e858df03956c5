using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Detection.Imaging;

/// <summary>Splits interleaved 8-bit pixels into planes of floats.</summary>
internal static class Planes
{
    // One vector of each colour comes from three vectors of interleaved pixels.
    private const int Step = 16;

    private const float Reciprocal = 1 / 255f;
    private const float ReciprocalRest = (float)((1 / 255.0) - Reciprocal);

    /// <summary>Divides every byte by 255 (exactly as a float division does) and sorts it into its plane.</summary>
    /// <param name="bgr">Blue, green, red, blue, ...; three bytes a pixel.</param>
    /// <param name="red">One float a pixel; likewise the other planes.</param>
    /// <param name="green">See <paramref name="red"/>.</param>
    /// <param name="blue">See <paramref name="red"/>.</param>
    public static void Split(ReadOnlySpan<byte> bgr, Span<float> red, Span<float> green, Span<float> blue)
    {
        var count = red.Length;
        ArgumentOutOfRangeException.ThrowIfNotEqual(bgr.Length, 3 * count);
        ArgumentOutOfRangeException.ThrowIfNotEqual(green.Length, count);
        ArgumentOutOfRangeException.ThrowIfNotEqual(blue.Length, count);

        var done = Vector128.IsHardwareAccelerated ? SplitVectors(bgr, red, green, blue) : 0;
        for (var i = done; i < count; i++)
        {
            blue[i] = bgr[3 * i] / 255f;
            green[i] = bgr[3 * i + 1] / 255f;
            red[i] = bgr[3 * i + 2] / 255f;
        }
    }

    /// <returns>The number of pixels done, a multiple of <see cref="Step"/>.</returns>
    private static int SplitVectors(ReadOnlySpan<byte> bgr, Span<float> red, Span<float> green, Span<float> blue)
    {
        // Each mask picks one colour's bytes out of one of the three vectors; 255 lies outside and gives 0,
        // so that the three picks of a colour can be or-ed together.
        var blue0 = Vector128.Create((byte)0, 3, 6, 9, 12, 15, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255);
        var blue1 = Vector128.Create((byte)255, 255, 255, 255, 255, 255, 2, 5, 8, 11, 14, 255, 255, 255, 255, 255);
        var blue2 = Vector128.Create((byte)255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 1, 4, 7, 10, 13);
        var green0 = Vector128.Create((byte)1, 4, 7, 10, 13, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255);
        var green1 = Vector128.Create((byte)255, 255, 255, 255, 255, 0, 3, 6, 9, 12, 15, 255, 255, 255, 255, 255);
        var green2 = Vector128.Create((byte)255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 2, 5, 8, 11, 14);
        var red0 = Vector128.Create((byte)2, 5, 8, 11, 14, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255);
        var red1 = Vector128.Create((byte)255, 255, 255, 255, 255, 1, 4, 7, 10, 13, 255, 255, 255, 255, 255, 255);
        var red2 = Vector128.Create((byte)255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 0, 3, 6, 9, 12, 15);

        ref var source = ref MemoryMarshal.GetReference(bgr);
        ref var redStart = ref MemoryMarshal.GetReference(red);
        ref var greenStart = ref MemoryMarshal.GetReference(green);
        ref var blueStart = ref MemoryMarshal.GetReference(blue);
        var i = 0;
        for (; i <= red.Length - Step; i += Step)
        {
            var first = Vector128.LoadUnsafe(ref source, (nuint)(3 * i));
            var second = Vector128.LoadUnsafe(ref source, (nuint)(3 * i + Step));
            var third = Vector128.LoadUnsafe(ref source, (nuint)(3 * i + 2 * Step));
            Store(Pick(first, blue0) | Pick(second, blue1) | Pick(third, blue2), ref blueStart, i);
            Store(Pick(first, green0) | Pick(second, green1) | Pick(third, green2), ref greenStart, i);
            Store(Pick(first, red0) | Pick(second, red1) | Pick(third, red2), ref redStart, i);
        }

        return i;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> Pick(Vector128<byte> bytes, Vector128<byte> mask) => Vector128.Shuffle(bytes, mask);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Vector128<byte> bytes, ref float plane, int offset)
    {
        if (Avx512F.IsSupported)
        {
            Unit(Vector512.ConvertToSingle(Avx512F.ConvertToVector512Int32(bytes))).StoreUnsafe(ref plane, (nuint)offset);
        }
        else if (Avx2.IsSupported && Fma.IsSupported)
        {
            Unit(Vector256.ConvertToSingle(Avx2.ConvertToVector256Int32(bytes))).StoreUnsafe(ref plane, (nuint)offset);
            var upper = Vector128.Create(bytes.GetUpper(), default);
            Unit(Vector256.ConvertToSingle(Avx2.ConvertToVector256Int32(upper))).StoreUnsafe(ref plane, (nuint)offset + 8);
        }
        else
        {
            var (low, high) = Vector128.Widen(bytes);
            StoreFour(Vector128.WidenLower(low), ref plane, offset);
            StoreFour(Vector128.WidenUpper(low), ref plane, offset + 4);
            StoreFour(Vector128.WidenLower(high), ref plane, offset + 8);
            StoreFour(Vector128.WidenUpper(high), ref plane, offset + 12);
        }
    }

    // 1/255 in two floats, the second what the first lacks: one rounding at the end gives what a division gives, for each
    // of the 256 values, in a fraction of a division's time.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Unit(Vector512<float> values) =>
        Vector512.FusedMultiplyAdd(values, Vector512.Create(Reciprocal), values * ReciprocalRest);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Unit(Vector256<float> values) =>
        Vector256.FusedMultiplyAdd(values, Vector256.Create(Reciprocal), values * ReciprocalRest);

    // As signed integers, which every x86 converts in one instruction; unsigned ones only AVX-512 does.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreFour(Vector128<uint> values, ref float plane, int offset) =>
        (Vector128.ConvertToSingle(values.AsInt32()) / 255f).StoreUnsafe(ref plane, (nuint)offset);
}

namespace Detection.Inference.Loading;

/// <summary>A picture drawn in code: slopes in red and green, a chequerboard in blue, so that no layer sees a constant.</summary>
internal static class SelfTestPicture
{
    private const int Square = 16;

    /// <summary>Draws into [3, height, width] floats, each 0 to 1.</summary>
    public static void Draw(Span<float> chw, int width, int height)
    {
        var plane = width * height;
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                var at = (y * width) + x;
                chw[at] = (float)x / width;
                chw[plane + at] = (float)y / height;
                chw[(2 * plane) + at] = ((x / Square) + (y / Square)) % 2 == 0 ? 0.2f : 0.8f;
            }
        }
    }
}

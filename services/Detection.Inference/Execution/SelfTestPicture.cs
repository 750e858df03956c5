using Detection.Inference.Models;

namespace Detection.Inference.Execution;

/// <summary>A picture drawn in code: slopes in red and green, a chequerboard in blue, so that no layer sees a constant.</summary>
internal static class SelfTestPicture
{
    private const int Square = 16;
    private const byte Dark = 51, Light = 204;

    /// <summary>Draws the same picture into either kind of input.</summary>
    /// <param name="slot">Whose input to fill.</param>
    /// <param name="turned">Upside down: another picture.</param>
    public static void Draw(IExecutionSlot slot, bool turned = false)
    {
        var (width, height) = (slot.Width, slot.Height);
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                var from = turned ? height - 1 - y : y;
                Put(slot, (y * width) + x,
                    blue: ((x / Square) + (from / Square)) % 2 == 0 ? Dark : Light,
                    green: (byte)(255 * from / height),
                    red: (byte)(255 * x / width));
            }
        }
    }

    private static void Put(IExecutionSlot slot, int pixel, byte blue, byte green, byte red)
    {
        if (slot.Kind == InputKind.Bytes)
        {
            var bytes = slot.Bytes.Slice(3 * pixel, 3);
            (bytes[0], bytes[1], bytes[2]) = (blue, green, red);
            return;
        }

        var floats = slot.Floats;
        var plane = floats.Length / 3;
        (floats[pixel], floats[plane + pixel], floats[(2 * plane) + pixel]) = (red / 255f, green / 255f, blue / 255f);
    }
}

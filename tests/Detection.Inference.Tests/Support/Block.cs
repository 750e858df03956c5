using Detection.Imaging;
using Detection.Testing;

namespace Detection.Inference.Tests.Support;

/// <summary>A square that the models of tests/models find.</summary>
public readonly record struct Block(int ClassId, int X, int Y, int Side = TestModels.BlockSide)
{
    private const byte Background = 114;

    /// <summary>Draws blocks on grey.</summary>
    public static DecodedImage Draw(int width, int height, params ReadOnlySpan<Block> blocks)
    {
        var bgr = new byte[3 * width * height];
        bgr.AsSpan().Fill(Background);
        foreach (var block in blocks)
        {
            for (var y = block.Y; y < block.Y + block.Side; y++)
            {
                for (var x = block.X; x < block.X + block.Side; x++)
                {
                    var pixel = bgr.AsSpan(3 * ((y * width) + x), 3);
                    pixel.Clear();
                    pixel[2 - block.ClassId] = 255;
                }
            }
        }

        return DecodedImage.FromBgr(width, height, bgr);
    }
}

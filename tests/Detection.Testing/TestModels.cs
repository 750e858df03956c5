namespace Detection.Testing;

/// <summary>The tiny models of tests/models; its README says what they find and how to draw a picture for them.</summary>
public static class TestModels
{
    /// <summary>Side of the squares that the models find, in pixels of the letterboxed input.</summary>
    public const int BlockSide = 64;

    /// <summary>Corners of squares lie on multiples of it, in pixels of the letterboxed input.</summary>
    public const int CellSide = 16;

    /// <summary>A folder whose one model is <see cref="BlocksPath"/>.</summary>
    public static string Folder { get; } = Repository.Of("tests", "models");

    /// <summary>Detects red, green and blue squares; input of any size up to 640x640.</summary>
    public static string BlocksPath { get; } = Path.Combine(Folder, "blocks.onnx");

    /// <summary>A folder whose one model is <see cref="FixedBlocksPath"/>.</summary>
    public static string FixedFolder { get; } = Path.Combine(Folder, "fixed");

    /// <summary>As <see cref="BlocksPath"/>, with an input of 320x320 and no other.</summary>
    public static string FixedBlocksPath { get; } = Path.Combine(FixedFolder, "blocks-fixed.onnx");

    /// <summary>A folder of models that must be refused, each named for what is wrong with it.</summary>
    public static string RefusedFolder { get; } = Path.Combine(Folder, "refused");
}

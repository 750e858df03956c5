using Detection.Inference.Onnx;
using Detection.Inference.Tests.Support;
using Detection.Testing;
using Microsoft.ML.OnnxRuntime;
using Xunit;

namespace Detection.Inference.Tests.Onnx;

public sealed class ByteInputRewriterTests
{
    private static readonly string ShapesPath = Repository.Of("infra", "models", "shapes", "shapes.onnx");

    /// <summary>Models that stay as they are, and the reason.</summary>
    private static readonly Dictionary<string, string> Kept = new()
    {
        ["half.onnx"] = "its input is not float",
        ["rank-3-input.onnx"] = "its input is not float",
        ["grey-input.onnx"] = "its input is not float",
        ["other-input.onnx"] = "its input is not float",
    };

    public static TheoryData<string> Files =>
        [.. Directory.GetFiles(TestModels.Folder, "*.onnx", SearchOption.AllDirectories).Append(ShapesPath)
            .Select(file => Path.GetRelativePath(Repository.Root, file))];

    [Theory]
    [MemberData(nameof(Files))]
    public void Should_change_the_input_of_every_model_and_nothing_else(string name)
    {
        var original = File.ReadAllBytes(Repository.Of(name));

        var rewritten = ByteInputRewriter.Rewrite(original, out var problem);

        if (Kept.TryGetValue(Path.GetFileName(name), out var reason))
        {
            Assert.Null(rewritten);
            Assert.StartsWith(reason, problem, StringComparison.Ordinal);
            return;
        }

        Assert.Null(problem);
        using var before = Sessions.Open(original);
        using var after = Sessions.Open(rewritten!);
        CheckInput(before.InputMetadata["images"], Assert.Single(after.InputMetadata));
        Assert.Equal(before.OutputNames, after.OutputNames);
        Assert.Equal(before.ModelMetadata.CustomMetadataMap, after.ModelMetadata.CustomMetadataMap);
    }

    [Theory]
    [InlineData("tests/models/blocks.onnx", 2, 96, 64)]
    [InlineData("tests/models/fixed/blocks-fixed.onnx", 1, 320, 320)]
    [InlineData("infra/models/shapes/shapes.onnx", 3, 128, 96)]
    public void Should_give_the_same_to_the_bit(string name, int count, int height, int width) =>
        CheckResults(File.ReadAllBytes(Repository.Of(name.Split('/'))), count, height, width);

    [SharedTheory]
    [InlineData("yolov8n.onnx", 2, 160, 224)]
    [InlineData("yolov8n-uint8.onnx", 1, 640, 640)]
    public void Should_give_the_same_to_the_bit_with_models_of_others(string name, int count, int height, int width) =>
        CheckResults(File.ReadAllBytes(SharedFolder.Of("models", name)), count, height, width);

    [Fact]
    public void Should_take_a_name_that_the_model_does_not_use()
    {
        var model = OnnxModels.WithDocString(File.ReadAllBytes(TestModels.BlocksPath), "made of images_u8");

        var again = ByteInputRewriter.Rewrite(model, out var problem);

        Assert.Null(problem);
        using var session = Sessions.Open(again!);
        Assert.Equal("images_u8_2", Assert.Single(session.InputNames));
    }

    [Fact]
    public void Should_keep_what_it_does_not_know()
    {
        // Fields that no version of ONNX has, of each wire type, before and behind the others.
        byte[] unknown = [0xF8, 0x7F, 5, 0xFD, 0x7F, 1, 2, 3, 4, 0xF9, 0x7F, 1, 2, 3, 4, 5, 6, 7, 8, 0xFA, 0x7F, 2, 0xAA, 0xBB];
        var original = File.ReadAllBytes(TestModels.BlocksPath);
        var plain = ByteInputRewriter.Rewrite(original, out _)!;

        var rewritten = ByteInputRewriter.Rewrite([.. unknown, .. original, .. unknown], out var problem);

        Assert.Null(problem);
        Assert.Equal([.. unknown, .. plain, .. unknown], rewritten!);
    }

    [Fact]
    public void Should_say_why_weights_in_other_files_cannot_come_along()
    {
        var model = OnnxModels.WithExternalWeight(File.ReadAllBytes(TestModels.BlocksPath), "weights.bin");

        Assert.Null(ByteInputRewriter.Rewrite(model, out var problem));
        Assert.Equal("its weights lie in files of their own", problem);
    }

    [Fact]
    public void Should_say_so_where_the_operators_are_too_old()
    {
        // Of several entries for ONNX's own operators, as of any field that is not repeated, the last one counts.
        var opset = new ProtoWriter().Message(OnnxSchema.Model.OpsetImport, new ProtoWriter().Varint(OnnxSchema.OpsetId.Version, 6)).Written;

        Assert.Null(ByteInputRewriter.Rewrite([.. File.ReadAllBytes(TestModels.BlocksPath), .. opset], out var problem));
        Assert.Equal("its operators are of version 6; 7 is the least", problem);
    }

    [Fact]
    public void Should_survive_damage_of_any_kind()
    {
        var original = File.ReadAllBytes(TestModels.BlocksPath);
        var random = new Random(1);
        var (kept, changed) = (0, 0);
        for (var i = 0; i < 20_000; i++)
        {
            var damaged = random.Next(4) == 0 ? original[..random.Next(original.Length)] : (byte[])original.Clone();
            for (var n = random.Next(4); n >= 0 && damaged.Length > 0; n--)
                damaged[random.Next(damaged.Length)] = (byte)random.Next(256);

            // Neither an exception nor an endless loop, and always either a model or a reason.
            var rewritten = ByteInputRewriter.Rewrite(damaged, out var problem);
            Assert.Equal(rewritten is null, problem is not null);
            if (rewritten is null)
                kept++;
            else
                changed++;
        }

        Assert.True(kept > 1000 && changed > 1000, $"{kept} kept, {changed} changed: too few to tell.");
    }

    [Theory]
    [InlineData("")]
    [InlineData("no model at all")]
    [InlineData("\u0008\u0008")] // a model without a graph
    public void Should_refuse_what_is_no_model(string content)
    {
        Assert.Null(ByteInputRewriter.Rewrite(System.Text.Encoding.UTF8.GetBytes(content), out var problem));
        Assert.StartsWith("the file is no ONNX model", problem, StringComparison.Ordinal);
    }

    private static void CheckInput(NodeMetadata before, KeyValuePair<string, NodeMetadata> after)
    {
        Assert.Equal("images_u8", after.Key);
        Assert.Equal(typeof(byte), after.Value.ElementType);
        int[] shape = [before.Dimensions[0], before.Dimensions[2], before.Dimensions[3], 3];
        Assert.Equal(shape, after.Value.Dimensions);
        string[] names = [before.SymbolicDimensions[0], before.SymbolicDimensions[2], before.SymbolicDimensions[3], ""];
        Assert.Equal(names, after.Value.SymbolicDimensions);
    }

    private static void CheckResults(byte[] model, int count, int height, int width)
    {
        var bytes = new byte[count * height * width * 3];
        new Random(5).NextBytes(bytes);
        var plane = height * width;
        var floats = new float[bytes.Length];
        for (var i = 0; i < bytes.Length; i++)
        {
            var (picture, pixel, channel) = (i / 3 / plane, i / 3 % plane, i % 3);
            floats[(((picture * 3) + (2 - channel)) * plane) + pixel] = bytes[i] / 255f;
        }

        using var before = Sessions.Open(model);
        using var after = Sessions.Open(ByteInputRewriter.Rewrite(model, out _)!);
        Assert.Equal(Sessions.Run(before, floats, count, 3, height, width), Sessions.Run(after, bytes, count, height, width, 3));
    }
}

using Detection.Benchmarks.Pictures;
using Detection.Imaging;

namespace Detection.Benchmarks.Bare;

/// <summary>All pictures as tensors: in the shapes that the product runs, and squares.</summary>
internal sealed class PreparedPictures : IDisposable
{
    private PreparedPictures(PreparedTensor[] rectangles, PreparedTensor[] squares, double meanArea) =>
        (Rectangles, Squares, MeanArea) = (rectangles, squares, meanArea);

    public IReadOnlyList<PreparedTensor> Rectangles { get; }

    public IReadOnlyList<PreparedTensor> Squares { get; }

    /// <summary>Of the rectangles, as a share of the square.</summary>
    public double MeanArea { get; }

    public static PreparedPictures Of(IReadOnlyList<Picture> pictures, BareModel model)
    {
        var decoder = new ImageDecoder(new ImageLimits());
        var (rectangles, squares, area) = (new List<PreparedTensor>(), new List<PreparedTensor>(), 0.0);
        foreach (var picture in pictures)
        {
            using var image = decoder.Decode(picture.Encoded);
            var rectangle = model.Rectangle(image);
            rectangles.Add(PreparedTensor.Of(image, rectangle));
            squares.Add(PreparedTensor.Of(image, model.Square(image)));
            area += (double)rectangle.Width * rectangle.Height / (model.Width * model.Height);
        }

        return new PreparedPictures([.. rectangles], [.. squares], area / pictures.Count);
    }

    public void Dispose()
    {
        foreach (var tensor in Rectangles.Concat(Squares))
            tensor.Dispose();
    }
}

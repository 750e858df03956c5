namespace Detection.Inference.Onnx;

/// <summary>Numbers of the fields of <c>onnx.proto</c> that are read or written here (https://onnx.ai/onnx/api/classes.html).</summary>
internal static class OnnxSchema
{
    public static class Model
    {
        public const int Graph = 7, OpsetImport = 8;
    }

    public static class OpsetId
    {
        public const int Domain = 1, Version = 2;
    }

    public static class Graph
    {
        public const int Node = 1, Initializer = 5, Input = 11, Output = 12;
    }

    public static class Node
    {
        public const int Input = 1, Output = 2, Name = 3, OpType = 4, Attribute = 5, Domain = 7;
    }

    public static class Attribute
    {
        public const int Name = 1, Int = 3, Tensor = 5, Graph = 6, Ints = 8, Graphs = 11, Type = 20;
        public const int IntType = 2, TensorType = 4, IntsType = 7;
    }

    public static class Tensor
    {
        public const int Dims = 1, DataType = 2, Name = 8, RawData = 9, ExternalData = 13, DataLocation = 14;
    }

    public static class ValueInfo
    {
        public const int Name = 1, Type = 2;
    }

    public static class Type
    {
        public const int Tensor = 1, ElementType = 1, Shape = 2;
    }

    public static class Shape
    {
        public const int Dim = 1, DimValue = 1;
    }

    /// <summary>Element types.</summary>
    public static class Element
    {
        public const int Float = 1, Uint8 = 2, Int64 = 7;
    }
}

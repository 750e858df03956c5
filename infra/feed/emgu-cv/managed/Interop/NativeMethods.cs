using System.Runtime.InteropServices;
using Emgu.CV.Structure;

namespace Emgu.CV.Interop;

/// <summary>
/// The exports of libcvextern.so. Calls that only read a field skip the GC transition; those that may allocate,
/// lock or call back never do.
/// </summary>
internal static unsafe partial class NativeMethods
{
    public const string Library = "cvextern";

    // Explicit, so that the resolver is in place before the first call whatever type makes it.
    static NativeMethods() => NativeLibraryResolver.Register();

    [LibraryImport(Library, EntryPoint = "cvs_get_num_threads")]
    public static partial int GetNumThreads();

    [LibraryImport(Library, EntryPoint = "cvs_set_num_threads")]
    public static partial void SetNumThreads(int threads);

    [LibraryImport(Library, EntryPoint = "cvs_get_use_optimized")]
    public static partial int GetUseOptimized();

    [LibraryImport(Library, EntryPoint = "cvs_set_use_optimized")]
    public static partial void SetUseOptimized(int on);

    [LibraryImport(Library, EntryPoint = "cvs_build_information")]
    public static partial IntPtr BuildInformation();

    [LibraryImport(Library, EntryPoint = "cvs_redirect_error")]
    public static partial IntPtr RedirectError(IntPtr handler, IntPtr userdata, IntPtr previousUserdata);

    [LibraryImport(Library, EntryPoint = "cvs_mat_create")]
    public static partial IntPtr MatCreate();

    [LibraryImport(Library, EntryPoint = "cvs_mat_create_over")]
    public static partial IntPtr MatCreateOver(int rows, int cols, int depth, int channels, IntPtr data, int step);

    [LibraryImport(Library, EntryPoint = "cvs_mat_create_roi")]
    public static partial IntPtr MatCreateRoi(IntPtr mat, int x, int y, int width, int height);

    [LibraryImport(Library, EntryPoint = "cvs_mat_release")]
    public static partial void MatRelease(IntPtr mat);

    [LibraryImport(Library, EntryPoint = "cvs_mat_allocate")]
    public static partial void MatAllocate(IntPtr mat, int rows, int cols, int depth, int channels);

    [LibraryImport(Library, EntryPoint = "cvs_mat_header"), SuppressGCTransition]
    public static partial void MatReadHeader(IntPtr mat, MatHeader* header);

    [LibraryImport(Library, EntryPoint = "cvs_mat_copy_to")]
    public static partial void MatCopyTo(IntPtr mat, ArrayReference target, ArrayReference mask);

    [LibraryImport(Library, EntryPoint = "cvs_mat_set_to")]
    public static partial void MatSetTo(IntPtr mat, MCvScalar* value, ArrayReference mask);

    [LibraryImport(Library, EntryPoint = "cvs_mat_set_to_array")]
    public static partial void MatSetToArray(IntPtr mat, ArrayReference value, ArrayReference mask);

    [LibraryImport(Library, EntryPoint = "cvs_bytes_create")]
    public static partial IntPtr BytesCreate(int size);

    [LibraryImport(Library, EntryPoint = "cvs_bytes_create_from")]
    public static partial IntPtr BytesCreateFrom(byte* values, int size);

    [LibraryImport(Library, EntryPoint = "cvs_bytes_release")]
    public static partial void BytesRelease(IntPtr bytes);

    [LibraryImport(Library, EntryPoint = "cvs_bytes_size"), SuppressGCTransition]
    public static partial int BytesSize(IntPtr bytes);

    [LibraryImport(Library, EntryPoint = "cvs_bytes_data"), SuppressGCTransition]
    public static partial IntPtr BytesData(IntPtr bytes);

    [LibraryImport(Library, EntryPoint = "cvs_bytes_clear")]
    public static partial void BytesClear(IntPtr bytes);

    [LibraryImport(Library, EntryPoint = "cvs_imdecode")]
    public static partial void Imdecode(ArrayReference source, int flags, IntPtr target);

    [LibraryImport(Library, EntryPoint = "cvs_imdecode_bytes")]
    public static partial void ImdecodeBytes(byte* data, int size, int flags, IntPtr target);

    [LibraryImport(Library, EntryPoint = "cvs_imencode", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Imencode(string extension, ArrayReference image, IntPtr target, int* parameters, int parameterCount);

    [LibraryImport(Library, EntryPoint = "cvs_resize")]
    public static partial void Resize(
        ArrayReference source, ArrayReference target, int width, int height, double fx, double fy, int interpolation);

    [LibraryImport(Library, EntryPoint = "cvs_copy_make_border")]
    public static partial void CopyMakeBorder(
        ArrayReference source, ArrayReference target, int top, int bottom, int left, int right, int border, MCvScalar* value);

    [LibraryImport(Library, EntryPoint = "cvs_cvt_color")]
    public static partial void CvtColor(ArrayReference source, ArrayReference target, int code, int channels);

    [LibraryImport(Library, EntryPoint = "cvs_rotate")]
    public static partial void Rotate(ArrayReference source, ArrayReference target, int code);

    [LibraryImport(Library, EntryPoint = "cvs_rectangle")]
    public static partial void Rectangle(
        ArrayReference image, int left, int top, int right, int bottom, MCvScalar* color, int thickness, int line, int shift);

    [LibraryImport(Library, EntryPoint = "cvs_put_text", StringMarshalling = StringMarshalling.Utf8)]
    public static partial void PutText(
        ArrayReference image, string text, int x, int y, int font, double scale, MCvScalar* color, int thickness, int line,
        int bottomLeftOrigin);

    [LibraryImport(Library, EntryPoint = "cvs_get_text_size", StringMarshalling = StringMarshalling.Utf8)]
    public static partial void GetTextSize(
        string text, int font, double scale, int thickness, int* width, int* height, int* baseLine);
}

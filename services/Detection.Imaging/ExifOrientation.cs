namespace Detection.Imaging;

/// <summary>What has to be done to a stored picture to see it upright (Exif 2.32, tag 0x0112). Mirroring comes first.</summary>
internal enum ExifOrientation
{
    Upright = 1,
    Mirror = 2,
    Rotate180 = 3,
    MirrorAndRotate180 = 4,
    MirrorAndRotate270 = 5,
    Rotate90 = 6,
    MirrorAndRotate90 = 7,
    Rotate270 = 8,
}

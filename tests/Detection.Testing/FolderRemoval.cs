namespace Detection.Testing;

/// <summary>Removes folders of tests.</summary>
public static class FolderRemoval
{
    private const int Tries = 100;

    /// <summary>
    /// Removes a folder with all that is in it. Begins anew when somebody's last file (a database's log, above all) comes or
    /// goes under the removal.
    /// </summary>
    public static void Remove(string folder)
    {
        for (var attempt = 1; Directory.Exists(folder); attempt++)
        {
            try
            {
                Directory.Delete(folder, recursive: true);
            }
            catch (IOException) when (attempt < Tries)
            {
                Thread.Yield();
            }
        }
    }
}

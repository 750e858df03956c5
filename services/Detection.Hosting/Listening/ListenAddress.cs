namespace Detection.Hosting.Listening;

/// <summary>An address that the server is to listen on.</summary>
/// <param name="Setting">The setting that names it, such as PORT or Kestrel:Endpoints:Http:Url.</param>
/// <param name="Value">What the setting says, which may name several addresses.</param>
/// <param name="Url">This address.</param>
internal sealed record ListenAddress(string Setting, string Value, string Url)
{
    /// <summary>Beginning of a sentence about the setting.</summary>
    public string Subject => $"{Setting} is {Value}";
}

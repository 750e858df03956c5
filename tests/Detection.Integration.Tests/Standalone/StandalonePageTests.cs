using Detection.Integration.Tests.Page;
using Xunit;

namespace Detection.Integration.Tests.Standalone;

/// <summary>The page of the embedded mode.</summary>
[Collection(StandaloneCollection.Name)]
public sealed class StandalonePageTests(StandaloneApp app, ChromiumBrowser browser) : PageTests(app.BaseAddress, browser);

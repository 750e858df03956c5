using Microsoft.Extensions.Options;

namespace Detection.Storage;

/// <summary>Rules of <see cref="StorageOptions"/>.</summary>
internal sealed class StorageOptionRules : IValidateOptions<StorageOptions>
{
    public ValidateOptionsResult Validate(string? name, StorageOptions options) => string.IsNullOrWhiteSpace(options.Folder)
        ? ValidateOptionsResult.Fail("Storage:Folder is empty; give a folder.")
        : ValidateOptionsResult.Success;
}

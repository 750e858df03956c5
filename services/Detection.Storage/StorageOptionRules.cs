using Microsoft.Extensions.Options;

namespace Detection.Storage;

/// <summary>Rules of <see cref="StorageOptions"/>.</summary>
internal sealed class StorageOptionRules : IValidateOptions<StorageOptions>
{
    public ValidateOptionsResult Validate(string? name, StorageOptions options)
    {
        var errors = new List<string>();
        if (string.IsNullOrWhiteSpace(options.Folder))
            errors.Add("Storage:Folder is empty; give a folder.");
        if (options.WriteThreads is < 1 or > 64)
            errors.Add($"Storage:WriteThreads is {options.WriteThreads} threads; allowed are 1 to 64 threads.");
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }
}

using Microsoft.Extensions.Options;

namespace Detection.Hosting.Options;

/// <summary>The rules of one options class; reports every broken one.</summary>
/// <param name="section">Configuration section that the options are bound from.</param>
public abstract class OptionRules<T>(string section) : IValidateOptions<T>
    where T : class
{
    /// <summary>Configuration section that the options are bound from.</summary>
    public string Section { get; } = section;

    public ValidateOptionsResult Validate(string? name, T options)
    {
        var errors = new OptionErrors(Section);
        Check(options, errors);
        return errors.Messages.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors.Messages);
    }

    /// <summary>Adds what is wrong to <paramref name="errors"/>.</summary>
    protected abstract void Check(T options, OptionErrors errors);
}

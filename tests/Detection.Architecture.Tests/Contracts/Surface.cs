using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;

namespace Detection.Architecture.Tests.Contracts;

/// <summary>Writes down all that an assembly shows, a line each, sorted.</summary>
internal static class Surface
{
    private const BindingFlags Own = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
    private static readonly NullabilityInfoContext Nullability = new();

    /// <summary>The public types and their members.</summary>
    public static string Describe(Assembly assembly)
    {
        var text = new StringBuilder();
        foreach (var type in assembly.GetExportedTypes().OrderBy(type => type.FullName, StringComparer.Ordinal))
        {
            text.Append(CultureInfo.InvariantCulture, $"{KindOf(type)} {type.FullName}\n");
            foreach (var line in MembersOf(type).Order(StringComparer.Ordinal))
                text.Append(CultureInfo.InvariantCulture, $"    {line}\n");
            text.Append('\n');
        }

        return text.ToString();
    }

    private static string KindOf(Type type) => type switch
    {
        { IsEnum: true } => "enum",
        { IsInterface: true } => "interface",
        { IsValueType: true } => "struct",
        { IsAbstract: true, IsSealed: true } => "static class",
        _ when type.GetMethod("<Clone>$") is not null => type.IsSealed ? "sealed record" : "record",
        _ => type.IsSealed ? "sealed class" : "class",
    };

    private static IEnumerable<string> MembersOf(Type type)
    {
        foreach (var field in type.GetFields(Own))
            yield return $"{(field.IsLiteral ? "const" : "field")} {field.Name}: {NameOf(Nullability.Create(field))}{ValueOf(field)}";
        foreach (var property in type.GetProperties(Own))
            yield return $"{Required(property)}{property.Name}: {NameOf(Nullability.Create(property))} {{ {Accessors(property)} }}";
        foreach (var method in type.GetMethods(Own).Where(method => !method.IsSpecialName && !IsGenerated(method)))
            yield return $"{method.Name}({string.Join(", ", method.GetParameters().Select(p => NameOf(Nullability.Create(p))))}): {NameOf(Nullability.Create(method.ReturnParameter))}";
    }

    private static string ValueOf(FieldInfo field) => field.IsLiteral
        ? $" = {(field.GetRawConstantValue() is string text ? $"\"{text}\"" : Convert.ToString(field.GetRawConstantValue(), CultureInfo.InvariantCulture))}"
        : "";

    private static string Required(PropertyInfo property) => property.IsDefined(typeof(RequiredMemberAttribute)) ? "required " : "";

    private static string Accessors(PropertyInfo property) => property.SetMethod switch
    {
        null => "get;",
        { } set when set.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) => "get; init;",
        _ => "get; set;",
    };

    private static bool IsGenerated(MethodInfo method) => method.IsDefined(typeof(CompilerGeneratedAttribute));

    private static string NameOf(NullabilityInfo info) =>
        NameOf(info.Type, info.GenericTypeArguments) + (info.ReadState == NullabilityState.Nullable ? "?" : "");

    private static string NameOf(Type type, NullabilityInfo[] arguments)
    {
        if (Nullable.GetUnderlyingType(type) is { } value)
            return value.Name;
        return type.IsGenericType ? $"{type.Name.Split('`')[0]}<{string.Join(", ", arguments.Select(NameOf))}>" : type.Name;
    }
}

using System.Reflection;

namespace Detection.Architecture.Tests.Arrows;

/// <summary>Which folders of a project use which, read from its compiled types: bases, members, attributes, method bodies.</summary>
internal sealed class FolderGraph
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private readonly Assembly _assembly;
    private readonly string _root;

    private FolderGraph(Assembly assembly) => (_assembly, _root) = (assembly, assembly.GetName().Name!);

    /// <summary>All arrows between two different folders. Generated code outside the project's namespace counts for nothing.</summary>
    public static IReadOnlyList<FolderArrow> Read(string project)
    {
        var graph = new FolderGraph(Assembly.Load(project));
        return
        [
            .. graph._assembly.GetTypes()
                .SelectMany(user => graph.UsedBy(user).Select(used => (From: graph.FolderOf(user), To: graph.FolderOf(used), Use: $"{Outermost(user).Name} -> {used.Name}")))
                .Where(arrow => arrow is { From: not null, To: not null } && arrow.From != arrow.To)
                .GroupBy(arrow => (arrow.From, arrow.To), arrow => arrow.Use)
                .Select(group => new FolderArrow(group.Key.From!, group.Key.To!, [.. group.Distinct().Order(StringComparer.Ordinal)]))
                .OrderBy(arrow => (arrow.From, arrow.To)),
        ];
    }

    /// <summary>Folders that use each other in a circle; each set is one circle or several that meet.</summary>
    public static IReadOnlyList<string[]> CirclesIn(IReadOnlyList<FolderArrow> arrows)
    {
        var reach = arrows.Select(arrow => arrow.From).Distinct().ToDictionary(folder => folder, folder => ReachedFrom(folder, arrows));
        return
        [
            .. reach.Where(from => from.Value.Contains(from.Key))
                .Select(from => string.Join('|', from.Value.Where(to => reach.TryGetValue(to, out var back) && back.Contains(from.Key)).Order(StringComparer.Ordinal)))
                .Distinct()
                .Select(circle => circle.Split('|')),
        ];
    }

    private static HashSet<string> ReachedFrom(string folder, IReadOnlyList<FolderArrow> arrows)
    {
        HashSet<string> reached = [];
        Queue<string> next = new([folder]);
        while (next.TryDequeue(out var at))
        {
            foreach (var arrow in arrows.Where(arrow => arrow.From == at && reached.Add(arrow.To)))
                next.Enqueue(arrow.To);
        }

        return reached;
    }

    private string? FolderOf(Type type)
    {
        var space = Outermost(type).Namespace;
        if (space == _root)
            return "";
        return space?.StartsWith($"{_root}.", StringComparison.Ordinal) == true ? space[(_root.Length + 1)..].Split('.')[0] : null;
    }

    private IEnumerable<Type> UsedBy(Type user) => DirectlyUsedBy(user)
        .SelectMany(Parts)
        .Where(type => type.Assembly == _assembly)
        .Select(Outermost)
        .Distinct();

    private static IEnumerable<Type> DirectlyUsedBy(Type user)
    {
        if (user.BaseType is { } parent)
            yield return parent;
        foreach (var type in user.GetInterfaces().Concat(user.GetCustomAttributesData().Select(attribute => attribute.AttributeType)))
            yield return type;
        foreach (var type in user.GetFields(Declared).Select(field => field.FieldType))
            yield return type;
        foreach (var method in user.GetMethods(Declared).Concat<MethodBase>(user.GetConstructors(Declared)))
        {
            var used = method.GetParameters().Select(parameter => parameter.ParameterType)
                .Concat(method is MethodInfo { ReturnType: var result } ? [result] : [])
                .Concat(MethodBodies.TypesIn(method));
            foreach (var type in used)
                yield return type;
        }
    }

    // List<T>[] names both List and T.
    private static IEnumerable<Type> Parts(Type type)
    {
        if (type.HasElementType)
            return Parts(type.GetElementType()!);
        if (type.IsGenericParameter)
            return [];
        return type.IsConstructedGenericType
            ? type.GetGenericArguments().SelectMany(Parts).Append(type.GetGenericTypeDefinition())
            : [type];
    }

    private static Type Outermost(Type type) => type.DeclaringType is { } outer ? Outermost(outer) : type;
}

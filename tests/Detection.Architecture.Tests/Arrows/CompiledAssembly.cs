using System.Collections.Immutable;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Detection.Architecture.Tests.Arrows;

/// <summary>What a built assembly of the product refers to, read from its metadata without loading it.</summary>
internal sealed class CompiledAssembly
{
    private CompiledAssembly(string name, ImmutableArray<string> assemblies, ImmutableArray<TypeUse> types, ImmutableArray<MemberUse> members) =>
        (Name, Assemblies, Types, Members) = (name, assemblies, types, members);

    public string Name { get; }

    /// <summary>Simple names of the assemblies referred to.</summary>
    public ImmutableArray<string> Assemblies { get; }

    /// <summary>Types of other assemblies that the code names.</summary>
    public ImmutableArray<TypeUse> Types { get; }

    /// <summary>Methods and fields of other assemblies that the code uses.</summary>
    public ImmutableArray<MemberUse> Members { get; }

    /// <summary>Reads the assembly that was built along with these tests.</summary>
    public static CompiledAssembly Read(string name)
    {
        using var stream = File.OpenRead(Path.Combine(AppContext.BaseDirectory, $"{name}.dll"));
        using var file = new PEReader(stream);
        var metadata = file.GetMetadataReader();
        return new CompiledAssembly(
            name,
            [.. metadata.AssemblyReferences.Select(handle => metadata.GetString(metadata.GetAssemblyReference(handle).Name)).Order(StringComparer.Ordinal)],
            [.. metadata.TypeReferences.Select(handle => TypeOf(metadata, handle))],
            [.. metadata.MemberReferences.Select(handle => MemberOf(metadata, metadata.GetMemberReference(handle))).OfType<MemberUse>()]);
    }

    private static TypeUse TypeOf(MetadataReader metadata, TypeReferenceHandle handle)
    {
        var type = metadata.GetTypeReference(handle);
        var name = metadata.GetString(type.Name);
        return type.ResolutionScope.Kind switch
        {
            HandleKind.AssemblyReference => new TypeUse(
                metadata.GetString(metadata.GetAssemblyReference((AssemblyReferenceHandle)type.ResolutionScope).Name),
                metadata.GetString(type.Namespace),
                name),
            HandleKind.TypeReference => TypeOf(metadata, (TypeReferenceHandle)type.ResolutionScope) is var outer
                ? outer with { Name = $"{outer.Name}.{name}" }
                : default,
            _ => new TypeUse(metadata.GetString(metadata.GetAssemblyDefinition().Name), metadata.GetString(type.Namespace), name),
        };
    }

    // Members of generic instances and of this assembly's own types name no foreign type of interest.
    private static MemberUse? MemberOf(MetadataReader metadata, MemberReference member)
    {
        if (member.Parent.Kind != HandleKind.TypeReference || member.GetKind() != MemberReferenceKind.Method)
            return null;
        var type = TypeOf(metadata, (TypeReferenceHandle)member.Parent);
        var signature = member.DecodeMethodSignature(SignatureNames.Instance, null);
        return new MemberUse($"{type.Namespace}.{type.Name}", metadata.GetString(member.Name), signature.ParameterTypes);
    }
}

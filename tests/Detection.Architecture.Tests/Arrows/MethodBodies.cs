using System.Reflection;
using System.Reflection.Emit;

namespace Detection.Architecture.Tests.Arrows;

/// <summary>The types that a compiled method's instructions name. Instructions by ECMA-335, partition III.</summary>
internal static class MethodBodies
{
    private static readonly Dictionary<short, OpCode> Codes = typeof(OpCodes).GetFields()
        .Select(field => (OpCode)field.GetValue(null)!)
        .ToDictionary(code => code.Value);

    public static IEnumerable<Type> TypesIn(MethodBase method)
    {
        var body = method.GetMethodBody();
        if (body is null)
            return [];
        var caught = body.ExceptionHandlingClauses.Where(clause => clause.Flags == ExceptionHandlingClauseOptions.Clause).Select(clause => clause.CatchType!);
        return [.. body.LocalVariables.Select(local => local.LocalType), .. caught, .. NamedIn(body.GetILAsByteArray()!, method)];
    }

    private static IEnumerable<Type> NamedIn(byte[] il, MethodBase method)
    {
        for (var at = 0; at < il.Length;)
        {
            var code = il[at] == 0xFE ? Codes[unchecked((short)(0xFE00 | il[at + 1]))] : Codes[il[at]];
            at += code.Size;
            if (code.OperandType is OperandType.InlineMethod or OperandType.InlineField or OperandType.InlineType or OperandType.InlineTok)
            {
                foreach (var type in TypesOf(Resolve(BitConverter.ToInt32(il, at), method)))
                    yield return type;
            }

            at += OperandSize(code.OperandType, il, at);
        }
    }

    private static MemberInfo? Resolve(int token, MethodBase method) => method.Module.ResolveMember(
        token,
        method.DeclaringType!.IsGenericType ? method.DeclaringType.GetGenericArguments() : null,
        method.IsGenericMethod ? method.GetGenericArguments() : null);

    private static IEnumerable<Type> TypesOf(MemberInfo? member) => member switch
    {
        Type type => [type],
        FieldInfo field => [field.DeclaringType!, field.FieldType],
        MethodInfo { IsGenericMethod: true } method => [method.DeclaringType!, method.ReturnType, .. method.GetGenericArguments()],
        MethodInfo method => [method.DeclaringType!, method.ReturnType],
        MethodBase method => [method.DeclaringType!],
        _ => [],
    };

    private static int OperandSize(OperandType operand, byte[] il, int at) => operand switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(il, at)),
        _ => 4,
    };
}

using System.Reflection;
using System.Text;
using Tripline.Runtime.Calls;

namespace Tripline.Runtime.Remote;

/// <summary>By what a grain's method is called from another silo.</summary>
/// <param name="GrainType">The grain type's name.</param>
/// <param name="Interface">The interface's alias, or its full name.</param>
/// <param name="Method">The method's alias, or its name.</param>
/// <param name="Signature">A hash of what it takes and returns: silos of versions that differ in it do not call each other's.
/// </param>
internal readonly record struct MethodAddress(string GrainType, string Interface, string Method, ulong Signature)
{
    private const ulong HashBasis = 14695981039346656037;
    private const ulong HashPrime = 1099511628211;

    /// <inheritdoc/>
    public override string ToString() => $"{GrainType}: {Interface}.{Method} ({Signature:x16})";

    internal static MethodAddress Of(GrainMethod method, string grainType) => new(
        grainType, NameOf(method.Interface), NameOf(method.Method), SignatureOf(method.Method));

    internal static string NameOf(Type type) => type.GetCustomAttribute<AliasAttribute>()?.Alias ?? type.FullName!;

    private static string NameOf(MethodInfo method) => method.GetCustomAttribute<AliasAttribute>()?.Alias
        ?? $"{method.DeclaringType!.Name}.{method.Name}";

    private static ulong SignatureOf(MethodInfo method)
    {
        var text = new StringBuilder();
        foreach (var parameter in method.GetParameters().Where(p => p.ParameterType != typeof(CancellationToken)))
        {
            Append(text, parameter.ParameterType);
        }

        if (GrainMethodForm.ResultOf(method) is { } result)
        {
            Append(text.Append(':'), result);
        }

        var hash = HashBasis;
        foreach (var part in Encoding.UTF8.GetBytes(text.ToString()))
        {
            hash = (hash ^ part) * HashPrime;
        }

        return hash;
    }

    // Without assemblies and their versions, which say nothing of the form.
    private static void Append(StringBuilder text, Type type)
    {
        if (type.IsArray)
        {
            Append(text.Append("[]"), type.GetElementType()!);
            return;
        }

        text.Append(type.GetCustomAttribute<AliasAttribute>()?.Alias ?? $"{type.Namespace}.{type.Name}").Append(' ');
        if (type.IsGenericType)
        {
            foreach (var argument in type.GetGenericArguments())
            {
                Append(text, argument);
            }
        }
    }
}

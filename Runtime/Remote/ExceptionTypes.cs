using System.Collections.Concurrent;
using System.Reflection;
using Tripline.Runtime.Serialization;

namespace Tripline.Runtime.Remote;

/// <summary>Names of types of exceptions; finds only types of our own assemblies and of the framework's.</summary>
internal static class ExceptionTypes
{
    private const string Ours = "Tripline.";

    private static readonly ConcurrentDictionary<string, Type> Found = new(StringComparer.Ordinal);

    /// <summary>Whether it is a type of our own, so that its properties travel with it.</summary>
    internal static bool IsOurs(Type type) =>
        type.Assembly.GetName().Name!.StartsWith(Ours, StringComparison.Ordinal);

    internal static string NameOf(Type type) =>
        type.IsDefined(typeof(GenerateSerializerAttribute), false) && type.IsDefined(typeof(AliasAttribute), false)
            ? WireTypes.NameOf(type)
            : type.FullName!;

    /// <summary>The exception type of that name; null when it is not known here.</summary>
    internal static Type? Find(string name)
    {
        if (Found.TryGetValue(name, out var found))
        {
            return found;
        }

        var type = WireTypes.Find(name) ?? AppDomain.CurrentDomain.GetAssemblies()
            .Where(IsSearched)
            .Select(assembly => assembly.GetType(name, throwOnError: false))
            .FirstOrDefault(type => type is not null);
        if (type?.IsSubclassOf(typeof(Exception)) != true && type != typeof(Exception))
        {
            return null;
        }

        return type is { IsAbstract: false, ContainsGenericParameters: false } ? Found.GetOrAdd(name, type) : null;
    }

    private static bool IsSearched(Assembly assembly) => !assembly.IsDynamic && assembly.GetName().Name is { } name
        && (name.StartsWith(Ours, StringComparison.Ordinal) || name.StartsWith("System.", StringComparison.Ordinal));
}

using System.Collections.Concurrent;
using System.Reflection;

namespace Tripline.Runtime.Serialization;

/// <summary>The names by which types are known to all silos. Only types with a name here are ever made because a message
/// asks for it.</summary>
internal static class WireTypes
{
    private static readonly ConcurrentDictionary<string, Type> ByName = new(StringComparer.Ordinal);
    private static readonly ConcurrentDictionary<Assembly, bool> Seen = new();

    static WireTypes()
    {
        foreach (var type in PlainCodecs.All.Keys)
        {
            ByName[type.Name] = type;
        }
    }

    /// <summary>Makes the types of an assembly known that have [GenerateSerializer] and an [Alias].</summary>
    /// <exception cref="NotSupportedException">Two types have the same alias.</exception>
    internal static void AddFrom(Assembly assembly)
    {
        if (!Seen.TryAdd(assembly, true))
        {
            return;
        }

        foreach (var type in assembly.GetTypes().Where(type => type.IsDefined(typeof(GenerateSerializerAttribute), false)))
        {
            if (type.GetCustomAttribute<AliasAttribute>()?.Alias is { } alias && !ByName.TryAdd(alias, type)
                && ByName[alias] != type)
            {
                throw new NotSupportedException($"{type} and {ByName[alias]} have the same [Alias(\"{alias}\")].");
            }
        }
    }

    /// <summary>The type of that name; null when it is not known here.</summary>
    internal static Type? Find(string name) => ByName.GetValueOrDefault(name);

    /// <summary>The name of a type.</summary>
    /// <exception cref="NotSupportedException">It has none.</exception>
    internal static string NameOf(Type type)
    {
        if (PlainCodecs.All.ContainsKey(type))
        {
            return type.Name;
        }

        AddFrom(type.Assembly);
        return type.IsDefined(typeof(GenerateSerializerAttribute), false)
            && type.GetCustomAttribute<AliasAttribute>() is { } attribute
            ? attribute.Alias
            : throw new NotSupportedException(
                $"{type} travels in the place of a more general type; it needs [GenerateSerializer] and an [Alias].");
    }
}

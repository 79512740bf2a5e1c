using System.Collections.Immutable;
using System.Reflection;

namespace Tripline.Runtime.Copying;

/// <summary>Which types can be shared between a caller and a grain without a copy.</summary>
internal static class CopyRules
{
    private static readonly HashSet<Type> Leaves =
    [
        typeof(string), typeof(decimal), typeof(Guid), typeof(DateTime), typeof(DateTimeOffset), typeof(TimeSpan),
        typeof(DateOnly), typeof(TimeOnly), typeof(CancellationToken), typeof(Uri), typeof(Version), typeof(Type),
        typeof(Int128), typeof(UInt128), typeof(Half), typeof(StreamId),
    ];

    private static readonly HashSet<Type> ImmutableContainers =
    [
        typeof(Nullable<>), typeof(KeyValuePair<,>), typeof(ImmutableArray<>), typeof(ImmutableList<>),
        typeof(ImmutableDictionary<,>), typeof(ImmutableHashSet<>), typeof(ImmutableSortedDictionary<,>),
        typeof(ImmutableSortedSet<>), typeof(ImmutableQueue<>), typeof(ImmutableStack<>),
    ];

    /// <summary>Whether every value of that type can be shared.</summary>
    internal static bool IsSafeToShare(Type type)
    {
        if (type.IsPrimitive || type.IsEnum || Leaves.Contains(type) || type.IsDefined(typeof(ImmutableAttribute), false)
            || (type.IsInterface && type.IsAssignableTo(typeof(IGrain))))
        {
            return true;
        }

        if (!type.IsGenericType)
        {
            return false;
        }

        var definition = type.GetGenericTypeDefinition();
        return definition == typeof(Immutable<>)
            || ((ImmutableContainers.Contains(definition) || IsTuple(definition))
                && type.GetGenericArguments().All(IsSafeToShare));
    }

    /// <summary>Whether that is one of the tuple types, of values or of references.</summary>
    internal static bool IsTuple(Type definition) =>
        definition.Namespace == nameof(System)
        && (definition.Name.StartsWith("ValueTuple`", StringComparison.Ordinal)
            || definition.Name.StartsWith("Tuple`", StringComparison.Ordinal));

    /// <summary>The fields of a type that travel: those with an [Id], and those behind properties with one, also of its
    /// base types; all fields of a tuple.</summary>
    /// <exception cref="NotSupportedException">A property with an [Id] computes its value.</exception>
    internal static IReadOnlyList<FieldInfo> TravellingFields(Type type)
    {
        const BindingFlags Declared = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic
            | BindingFlags.DeclaredOnly;
        var fields = new List<FieldInfo>();
        var all = type.IsGenericType && IsTuple(type.GetGenericTypeDefinition());
        for (var level = type; level is not null && level != typeof(object); level = level.BaseType)
        {
            fields.AddRange(level.GetFields(Declared).Where(f => all || f.IsDefined(typeof(IdAttribute))));
            foreach (var property in level.GetProperties(Declared).Where(p => p.IsDefined(typeof(IdAttribute))))
            {
                fields.Add(level.GetField($"<{property.Name}>k__BackingField", Declared)
                    ?? throw new NotSupportedException(
                        $"{type}.{property.Name} has an [Id] but no field of its own; put the [Id] on its field"));
            }
        }

        return fields;
    }
}

using System.Reflection;

namespace Tripline.Runtime.Copying;

/// <summary>Chooses how values of a type are copied.</summary>
internal static class CopierFactory
{
    // Definition of a collection to the method that copies it; all of its type arguments go to the method.
    private static readonly Dictionary<Type, string> Collections = new()
    {
        [typeof(List<>)] = nameof(CollectionCopiers.List),
        [typeof(IList<>)] = nameof(CollectionCopiers.ListInterface),
        [typeof(ICollection<>)] = nameof(CollectionCopiers.CollectionInterface),
        [typeof(IEnumerable<>)] = nameof(CollectionCopiers.Enumerable),
        [typeof(IReadOnlyCollection<>)] = nameof(CollectionCopiers.ReadOnlyCollection),
        [typeof(IReadOnlyList<>)] = nameof(CollectionCopiers.ReadOnlyList),
        [typeof(HashSet<>)] = nameof(CollectionCopiers.HashSet),
        [typeof(Dictionary<,>)] = nameof(CollectionCopiers.Dictionary),
        [typeof(IDictionary<,>)] = nameof(CollectionCopiers.DictionaryInterface),
        [typeof(IReadOnlyDictionary<,>)] = nameof(CollectionCopiers.ReadOnlyDictionary),
        [typeof(Nullable<>)] = nameof(CollectionCopiers.Nullable),
        [typeof(KeyValuePair<,>)] = nameof(CollectionCopiers.Pair),
        [typeof(Memory<>)] = nameof(CollectionCopiers.Memory),
        [typeof(ReadOnlyMemory<>)] = nameof(CollectionCopiers.ReadOnlyMemory),
    };

    /// <summary>Checks that values of the type, and of what it is made of, travel.</summary>
    /// <exception cref="NotSupportedException">They do not; says which and what to do.</exception>
    internal static void Check(Type type) => Check(type, []);

    /// <summary>A <c>Func&lt;T, T&gt;</c> that copies values of the type; not called with null.</summary>
    /// <exception cref="NotSupportedException">The type does not travel.</exception>
    internal static Delegate Create(Type type)
    {
        if (type.IsArray && type.GetArrayRank() == 1)
        {
            return Bind(typeof(CollectionCopiers), nameof(CollectionCopiers.Array), type, type.GetElementType()!);
        }

        if (type.IsGenericType && Collections.TryGetValue(type.GetGenericTypeDefinition(), out var method))
        {
            return Bind(typeof(CollectionCopiers), method, type, type.GetGenericArguments());
        }

        if (IsOpen(type))
        {
            return Bind(typeof(PolymorphicCopier), nameof(PolymorphicCopier.Copy), type, type);
        }

        return TravelsByMembers(type) ? MemberCopier.Create(type) : throw Unsupported(type);
    }

    /// <summary>Whether values of the type may be of a type derived from it.</summary>
    internal static bool IsOpen(Type type) =>
        !type.IsValueType && !type.IsArray && !type.IsSealed
        && (type == typeof(object) || type.IsInterface || type.IsAbstract || TravelsByMembers(type));

    /// <summary>Whether values of the type are copied member by member.</summary>
    internal static bool TravelsByMembers(Type type) =>
        type.IsDefined(typeof(GenerateSerializerAttribute), inherit: false)
        || (type.IsGenericType && CopyRules.IsTuple(type.GetGenericTypeDefinition()));

    internal static NotSupportedException Unsupported(Type type) => new(
        $"{type} cannot be passed to or from a grain; mark it [Immutable] if it never changes, or [GenerateSerializer] with "
        + "an [Id] on each member that travels");

    private static void Check(Type type, HashSet<Type> seen)
    {
        if (!seen.Add(type) || CopyRules.IsSafeToShare(type))
        {
            return;
        }

        if (type.IsArray && type.GetArrayRank() == 1)
        {
            Check(type.GetElementType()!, seen);
        }
        else if (type.IsGenericType && Collections.ContainsKey(type.GetGenericTypeDefinition()))
        {
            foreach (var argument in type.GetGenericArguments())
            {
                Check(argument, seen);
            }
        }
        else if (TravelsByMembers(type))
        {
            foreach (var field in CopyRules.TravellingFields(type))
            {
                Check(field.FieldType, seen);
            }
        }
        else if (!IsOpen(type))
        {
            throw Unsupported(type);
        }
    }

    private static Delegate Bind(Type owner, string method, Type type, params Type[] arguments) => owner
        .GetMethod(method, BindingFlags.Static | BindingFlags.NonPublic)!
        .MakeGenericMethod(arguments)
        .CreateDelegate(typeof(Func<,>).MakeGenericType(type, type));
}

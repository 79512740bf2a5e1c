using System.Collections.Immutable;

namespace Tripline.Runtime.Serialization;

/// <summary>Makes the codecs of collections. One behind an interface arrives as an array, or as a dictionary; a set or a
/// dictionary arrives with its keys compared in the default way.</summary>
internal static class CollectionCodecs
{
    // Definition of a collection to the method that makes its codec; all of its type arguments go to the method.
    private static readonly Dictionary<Type, string> Makers = new()
    {
        [typeof(List<>)] = nameof(List),
        [typeof(IList<>)] = nameof(ListInterface),
        [typeof(ICollection<>)] = nameof(CollectionInterface),
        [typeof(IEnumerable<>)] = nameof(Enumerable),
        [typeof(IReadOnlyCollection<>)] = nameof(ReadOnlyCollection),
        [typeof(IReadOnlyList<>)] = nameof(ReadOnlyList),
        [typeof(HashSet<>)] = nameof(HashSet),
        [typeof(ImmutableArray<>)] = nameof(ImmutableArrays),
        [typeof(ImmutableList<>)] = nameof(ImmutableLists),
        [typeof(ImmutableHashSet<>)] = nameof(ImmutableHashSets),
        [typeof(Memory<>)] = nameof(Memory),
        [typeof(ReadOnlyMemory<>)] = nameof(ReadOnlyMemory),
        [typeof(Dictionary<,>)] = nameof(Dictionary),
        [typeof(IDictionary<,>)] = nameof(DictionaryInterface),
        [typeof(IReadOnlyDictionary<,>)] = nameof(ReadOnlyDictionary),
        [typeof(ImmutableDictionary<,>)] = nameof(ImmutableDictionaries),
    };

    private static readonly HashSet<Type> Numbers =
    [
        typeof(byte), typeof(sbyte), typeof(short), typeof(ushort), typeof(int), typeof(uint), typeof(long), typeof(ulong),
        typeof(float), typeof(double),
    ];

    /// <summary>Whether it is a collection that travels, if its items do.</summary>
    internal static bool Knows(Type type) =>
        (type.IsArray && type.GetArrayRank() == 1)
        || (type.IsGenericType && Makers.ContainsKey(type.GetGenericTypeDefinition()));

    /// <summary>The types of its items.</summary>
    internal static Type[] ItemTypes(Type type) => type.IsArray ? [type.GetElementType()!] : type.GetGenericArguments();

    internal static object Create(Type type) => Reflected.Call(
        typeof(CollectionCodecs), type.IsArray ? nameof(Array) : Makers[type.GetGenericTypeDefinition()], ItemTypes(type));

    private static Codec<T[]> Array<T>() => Items<T[], T>(v => v.Length, v => v, v => v, v => v);

    private static Codec<Memory<T>> Memory<T>() => Items<Memory<T>, T>(v => v.Length, v => v.ToArray(), v => v, v => v);

    private static Codec<ReadOnlyMemory<T>> ReadOnlyMemory<T>() =>
        Items<ReadOnlyMemory<T>, T>(v => v.Length, v => v.ToArray(), v => v, v => v);

    private static ItemsCodec<List<T>, T> List<T>() => new(v => v.Count, v => v, v => [.. v]);

    private static ItemsCodec<IList<T>, T> ListInterface<T>() => new(v => v.Count, v => v, v => v);

    private static ItemsCodec<ICollection<T>, T> CollectionInterface<T>() => new(v => v.Count, v => v, v => v);

    private static ItemsCodec<IReadOnlyCollection<T>, T> ReadOnlyCollection<T>() => new(v => v.Count, v => v, v => v);

    private static ItemsCodec<IReadOnlyList<T>, T> ReadOnlyList<T>() => new(v => v.Count, v => v, v => v);

    // What is enumerated may differ each time; DeepCopy has made an array, or what never changes, of it.
    private static ItemsCodec<IEnumerable<T>, T> Enumerable<T>() => new(v => v.Count(), v => v, v => v);

    private static ItemsCodec<HashSet<T>, T> HashSet<T>() => new(v => v.Count, v => v, v => [.. v]);

    private static ItemsCodec<ImmutableArray<T>, T> ImmutableArrays<T>() =>
        new(v => v.IsDefault ? 0 : v.Length, v => v.IsDefault ? [] : v, v => [.. v]);

    private static ItemsCodec<ImmutableList<T>, T> ImmutableLists<T>() => new(v => v.Count, v => v, v => [.. v]);

    private static ItemsCodec<ImmutableHashSet<T>, T> ImmutableHashSets<T>() => new(v => v.Count, v => v, v => [.. v]);

    private static ItemsCodec<Dictionary<TKey, TValue>, KeyValuePair<TKey, TValue>> Dictionary<TKey, TValue>()
        where TKey : notnull => new(v => v.Count, v => v, Map);

    private static ItemsCodec<IDictionary<TKey, TValue>, KeyValuePair<TKey, TValue>> DictionaryInterface<TKey, TValue>()
        where TKey : notnull => new(v => v.Count, v => v, Map);

    private static ItemsCodec<IReadOnlyDictionary<TKey, TValue>, KeyValuePair<TKey, TValue>>
        ReadOnlyDictionary<TKey, TValue>()
        where TKey : notnull => new(v => v.Count, v => v, Map);

    private static ItemsCodec<ImmutableDictionary<TKey, TValue>, KeyValuePair<TKey, TValue>>
        ImmutableDictionaries<TKey, TValue>()
        where TKey : notnull => new(v => v.Count, v => v, v => Map(v).ToImmutableDictionary());

    private static Dictionary<TKey, TValue> Map<TKey, TValue>(KeyValuePair<TKey, TValue>[] pairs)
        where TKey : notnull
    {
        var map = new Dictionary<TKey, TValue>(pairs.Length);
        foreach (var (key, value) in pairs)
        {
            map[key is null ? throw WireReader.Malformed("a dictionary has no key for a value") : key] = value;
        }

        return map;
    }

    private static Codec<TCollection> Items<TCollection, T>(
        Func<TCollection, int> count, Func<TCollection, IEnumerable<T>> items,
        Func<TCollection, ReadOnlyMemory<T>> memory, Func<T[], TCollection> make) =>
        Numbers.Contains(typeof(T))
            ? (Codec<TCollection>)Reflected.Call(
                typeof(CollectionCodecs), nameof(NumbersOf), [typeof(TCollection), typeof(T)], memory, make)
            : new ItemsCodec<TCollection, T>(count, items, make);

    private static NumbersCodec<TCollection, T> NumbersOf<TCollection, T>(
        Func<TCollection, ReadOnlyMemory<T>> memory, Func<T[], TCollection> make)
        where T : unmanaged => new(memory, make);
}

using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Tripline.Runtime.Copying;

/// <summary>Copies the collections that travel. A collection behind an interface arrives as an array, a list or a
/// dictionary; one that never changes arrives as itself.</summary>
internal static class CollectionCopiers
{
    internal static T[] Array<T>(T[] source)
    {
        var copy = (T[])source.Clone();
        if (Copier<T>.Copy is not null)
        {
            foreach (ref var item in copy.AsSpan())
            {
                item = DeepCopy.Of(item);
            }
        }

        return copy;
    }

    internal static List<T> List<T>(List<T> source) => Fill(new List<T>(source.Count), source);

    internal static HashSet<T> HashSet<T>(HashSet<T> source)
    {
        var copy = new HashSet<T>(source.Count, source.Comparer);
        foreach (var item in source)
        {
            copy.Add(DeepCopy.Of(item));
        }

        return copy;
    }

    internal static Dictionary<TKey, TValue> Dictionary<TKey, TValue>(Dictionary<TKey, TValue> source)
        where TKey : notnull => CopyPairs(source, source.Count, source.Comparer);

    internal static IList<T> ListInterface<T>(IList<T> source) =>
        IsImmutable<T>(source) ? source : source is T[] array ? Array(array) : Fill(new List<T>(source.Count), source);

    internal static ICollection<T> CollectionInterface<T>(ICollection<T> source) => source switch
    {
        _ when IsImmutable<T>(source) => source,
        T[] array => Array(array),
        HashSet<T> set => HashSet(set),
        _ => Fill(new List<T>(source.Count), source),
    };

    internal static IReadOnlyList<T> ReadOnlyList<T>(IReadOnlyList<T> source) =>
        IsImmutable<T>(source) ? source : ToArray(source, source.Count);

    internal static IReadOnlyCollection<T> ReadOnlyCollection<T>(IReadOnlyCollection<T> source) =>
        IsImmutable<T>(source) ? source : ToArray(source, source.Count);

    internal static IEnumerable<T> Enumerable<T>(IEnumerable<T> source) =>
        IsImmutable<T>(source) ? source
        : source is IReadOnlyCollection<T> sized ? ToArray(source, sized.Count)
        : Fill([], source);

    internal static IDictionary<TKey, TValue> DictionaryInterface<TKey, TValue>(IDictionary<TKey, TValue> source)
        where TKey : notnull =>
        source is Dictionary<TKey, TValue> dictionary ? Dictionary(dictionary) : CopyPairs(source, source.Count, null);

    internal static IReadOnlyDictionary<TKey, TValue> ReadOnlyDictionary<TKey, TValue>(
        IReadOnlyDictionary<TKey, TValue> source)
        where TKey : notnull =>
        source is Dictionary<TKey, TValue> dictionary ? Dictionary(dictionary)
        : source is ImmutableDictionary<TKey, TValue> or FrozenDictionary<TKey, TValue>
            && Copier<TKey>.Copy is null && Copier<TValue>.Copy is null ? source
        : CopyPairs(source, source.Count, null);

    internal static T? Nullable<T>(T? source)
        where T : struct => DeepCopy.Of(source!.Value);

    internal static KeyValuePair<TKey, TValue> Pair<TKey, TValue>(KeyValuePair<TKey, TValue> source) =>
        new(DeepCopy.Of(source.Key), DeepCopy.Of(source.Value));

    internal static Memory<T> Memory<T>(Memory<T> source) => Copied(source.Span);

    internal static ReadOnlyMemory<T> ReadOnlyMemory<T>(ReadOnlyMemory<T> source) => Copied(source.Span);

    private static bool IsImmutable<T>(IEnumerable<T> source) =>
        source is ImmutableArray<T> or ImmutableList<T> or FrozenSet<T> or ImmutableHashSet<T> or ImmutableSortedSet<T>
        && Copier<T>.Copy is null;

    private static T[] Copied<T>(ReadOnlySpan<T> source)
    {
        var copy = source.ToArray();
        if (Copier<T>.Copy is not null)
        {
            foreach (ref var item in copy.AsSpan())
            {
                item = DeepCopy.Of(item);
            }
        }

        return copy;
    }

    private static T[] ToArray<T>(IEnumerable<T> source, int count)
    {
        if (source is T[] array)
        {
            return Array(array);
        }

        var copy = new T[count];
        var index = 0;
        foreach (var item in source)
        {
            copy[index++] = DeepCopy.Of(item);
        }

        return copy;
    }

    private static List<T> Fill<T>(List<T> copy, IEnumerable<T> source)
    {
        foreach (var item in source)
        {
            copy.Add(DeepCopy.Of(item));
        }

        return copy;
    }

    private static Dictionary<TKey, TValue> CopyPairs<TKey, TValue>(
        IEnumerable<KeyValuePair<TKey, TValue>> source, int count, IEqualityComparer<TKey>? comparer)
        where TKey : notnull
    {
        var copy = new Dictionary<TKey, TValue>(count, comparer);
        foreach (var (key, value) in source)
        {
            copy.Add(DeepCopy.Of(key), DeepCopy.Of(value));
        }

        return copy;
    }
}

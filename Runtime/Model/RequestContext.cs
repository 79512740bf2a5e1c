using System.Collections.Immutable;

namespace Tripline.Runtime;

/// <summary>Values that go along with the calls that this flow of work makes, and theirs.</summary>
public static class RequestContext
{
    private static readonly AsyncLocal<ImmutableDictionary<string, object>?> Flow = new();

    internal static ImmutableDictionary<string, object>? Values
    {
        get => Flow.Value;
        set => Flow.Value = value;
    }

    /// <summary>Sets a value for the calls made from here on; the caller of the present call does not see it.</summary>
    public static void Set(string key, object value) =>
        Flow.Value = (Flow.Value ?? ImmutableDictionary<string, object>.Empty).SetItem(key, value);

    /// <summary>The value of that key, or null.</summary>
    public static object? Get(string key) => Flow.Value?.GetValueOrDefault(key);

    /// <summary>Removes a value; true when there was one.</summary>
    public static bool Remove(string key)
    {
        if (Flow.Value is not { } values || !values.ContainsKey(key))
        {
            return false;
        }

        values = values.Remove(key);
        Flow.Value = values.IsEmpty ? null : values;
        return true;
    }
}

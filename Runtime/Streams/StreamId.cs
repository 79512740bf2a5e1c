namespace Tripline.Runtime;

/// <summary>Names a stream: a namespace and a key.</summary>
public readonly record struct StreamId
{
    private readonly string? _ns;
    private readonly string _key;

    private StreamId(string? ns, string key)
    {
        _ns = ns;
        _key = key;
    }

    /// <summary>The stream of that namespace and key.</summary>
    public static StreamId Create(string? ns, string key) => new(ns, key);

    /// <summary>The namespace, or null.</summary>
    public string? GetNamespace() => _ns;

    /// <summary>The key.</summary>
    public string GetKeyAsString() => _key;

    /// <inheritdoc/>
    public override string ToString() => $"{_ns}/{_key}";
}

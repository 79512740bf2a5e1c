namespace Tripline;

/// <summary>The grain key of an alert: its symbol, which may hold slashes, a slash, its id in 32 hexadecimal digits.</summary>
public static class AlertKey
{
    /// <summary>The key of that alert.</summary>
    public static string Format(string symbol, Guid alertId) =>
        string.Concat(symbol, "/", alertId.ToString("N"));

    /// <summary>The symbol and the id in a key.</summary>
    /// <exception cref="FormatException">The key is not one of an alert.</exception>
    public static (string Symbol, Guid AlertId) Parse(string key)
    {
        var slash = key.LastIndexOf('/');
        return slash > 0
            ? (key[..slash], Guid.ParseExact(key.AsSpan(slash + 1), "N"))
            : throw new FormatException($"'{key}' is no alert key; it should be SYMBOL/id.");
    }
}

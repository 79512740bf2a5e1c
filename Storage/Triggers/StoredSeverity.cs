namespace Tripline.Storage.Triggers;

/// <summary>The words with which both stores keep a severity.</summary>
internal static class StoredSeverity
{
    /// <summary>The word of a severity.</summary>
    public static string Of(AlertSeverity severity) => severity switch
    {
        AlertSeverity.Critical => "critical",
        AlertSeverity.Warning => "warning",
        _ => "info",
    };

    /// <summary>The severity of a word; of one that is not known, the least.</summary>
    public static AlertSeverity Parse(string word) => word switch
    {
        "critical" => AlertSeverity.Critical,
        "warning" => AlertSeverity.Warning,
        _ => AlertSeverity.Info,
    };
}

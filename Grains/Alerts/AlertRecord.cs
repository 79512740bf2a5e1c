namespace Tripline.Grains.Alerts;

/// <summary>What is stored of an alert: its owner's wishes. What ticks change of it lives in its symbol.</summary>
[GenerateSerializer, Alias("tripline.alert-record")]
public sealed record AlertRecord
{
    /// <summary>The alert's owner.</summary>
    [Id(0)]
    public string User { get; init; } = "";

    /// <summary>What was asked for.</summary>
    [Id(1)]
    public AlertRule? Rule { get; init; }

    /// <summary>Whether its owner paused it.</summary>
    [Id(2)]
    public bool IsPaused { get; init; }

    /// <summary>When it was created.</summary>
    [Id(3)]
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>1, then one more with each change by its owner.</summary>
    [Id(4)]
    public int Version { get; init; }

    /// <summary>The version that the rule was last changed at; the symbol's terms carry it.</summary>
    [Id(5)]
    public int RuleVersion { get; init; }
}

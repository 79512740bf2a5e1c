namespace Tripline.Runtime;

/// <summary>Sets how long a grain of a class may be idle before it is collected: the sum of its parts.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class CollectionAgeLimitAttribute : Attribute
{
    /// <summary>Days.</summary>
    public double Days { get; init; }

    /// <summary>Hours.</summary>
    public double Hours { get; init; }

    /// <summary>Minutes.</summary>
    public double Minutes { get; init; }

    /// <summary>Never collects.</summary>
    public bool AlwaysActive { get; init; }

    internal TimeSpan Age => AlwaysActive
        ? TimeSpan.MaxValue
        : TimeSpan.FromDays(Days) + TimeSpan.FromHours(Hours) + TimeSpan.FromMinutes(Minutes);
}

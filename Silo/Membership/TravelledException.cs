namespace Tripline.Silo.Membership;

/// <summary>An exception of another silo whose own type cannot travel: its name and words can.</summary>
[GenerateSerializer, Alias("tripline.travelled-exception")]
public sealed class TravelledException : Exception
{
    /// <summary>Says only that something failed.</summary>
    public TravelledException()
        : this("A call failed on another silo.")
    {
    }

    /// <summary>Says what failed.</summary>
    public TravelledException(string message)
        : base(message)
    {
    }

    /// <summary>Says what failed, and why.</summary>
    public TravelledException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <summary>The full name of the type that was thrown.</summary>
    [Id(0)]
    public string OriginalType { get; init; } = "";

    /// <summary>Where it was thrown.</summary>
    [Id(1)]
    public string OriginalStack { get; init; } = "";
}

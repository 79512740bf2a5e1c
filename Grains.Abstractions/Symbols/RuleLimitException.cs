namespace Tripline;

/// <summary>A limit on the number of rules was reached.</summary>
[GenerateSerializer, Alias("tripline.rule-limit-exception")]
public sealed class RuleLimitException : Exception
{
    /// <summary>Says that a limit was reached.</summary>
    public RuleLimitException()
        : this("The limit of rules is reached.")
    {
    }

    /// <summary>Says which limit was reached.</summary>
    public RuleLimitException(string message)
        : base(message)
    {
    }

    /// <summary>Says which limit was reached, and why.</summary>
    public RuleLimitException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}

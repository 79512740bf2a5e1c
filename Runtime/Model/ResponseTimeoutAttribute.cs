namespace Tripline.Runtime;

/// <summary>Sets how long a caller waits for a method or an interface's methods.</summary>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Interface)]
public sealed class ResponseTimeoutAttribute(string timeout) : Attribute
{
    /// <summary>The time as <see cref="TimeSpan.Parse(string)"/> reads it; unset means the runtime's default.</summary>
    public TimeSpan? Timeout { get; } = TimeSpan.Parse(timeout, System.Globalization.CultureInfo.InvariantCulture);
}

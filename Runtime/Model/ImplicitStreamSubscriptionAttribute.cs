namespace Tripline.Runtime;

/// <summary>Subscribes each grain of a class to the stream of its own key in a namespace.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class ImplicitStreamSubscriptionAttribute(string streamNamespace) : Attribute
{
    /// <summary>The namespace.</summary>
    public string StreamNamespace { get; } = streamNamespace;
}

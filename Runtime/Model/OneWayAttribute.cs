namespace Tripline.Runtime;

/// <summary>Says that the caller does not wait for the call.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OneWayAttribute : Attribute
{
}

namespace Tripline.Runtime;

/// <summary>Lets a method run while another call of the grain is waiting.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class AlwaysInterleaveAttribute : Attribute
{
}

namespace Tripline.Runtime;

/// <summary>Lets all calls of a grain class interleave at its awaits.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ReentrantAttribute : Attribute
{
}

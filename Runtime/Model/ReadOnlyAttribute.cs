namespace Tripline.Runtime;

/// <summary>Says that a method changes nothing; such calls interleave with each other.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ReadOnlyAttribute : Attribute
{
}

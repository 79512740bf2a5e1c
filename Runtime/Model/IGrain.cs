namespace Tripline.Runtime;

/// <summary>Marks a virtual grain's interface.</summary>
public interface IGrain : IAddressable
{
}

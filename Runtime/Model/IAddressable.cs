namespace Tripline.Runtime;

/// <summary>Marks what has a grain's identity: a grain or a reference to one.</summary>
public interface IAddressable
{
}

namespace Tripline.Runtime;

/// <summary>Marks the interface of a grain that is named by a string key.</summary>
public interface IGrainWithStringKey : IGrain
{
}

namespace Tripline.Grains;

/// <summary>Marks this assembly.</summary>
public static class GrainsAssembly
{
}

namespace Tripline.Api;

/// <summary>Marks this assembly.</summary>
public static class ApiAssembly
{
}

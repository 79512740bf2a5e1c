using Tripline.Runtime.Calls;

namespace Tripline.Runtime;

/// <summary>A grain's identity.</summary>
public static class GrainExtensions
{
    /// <summary>The key of a grain or of a reference to one.</summary>
    /// <exception cref="ArgumentException">It is neither.</exception>
    public static string GetPrimaryKeyString(this IAddressable grain) => grain switch
    {
        GrainReference reference => reference.Key,
        Grain instance => instance.Activation.Key,
        _ => throw new ArgumentException($"{grain.GetType()} is neither a grain nor a reference to one.", nameof(grain)),
    };
}

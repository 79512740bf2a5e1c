using Tripline.Runtime;

namespace Tripline.Bench.Calls;

/// <summary>The grain that is called.</summary>
public interface IPingGrain : IGrainWithStringKey
{
    /// <summary>Does nothing but be called.</summary>
    Task<int> Ping(int value);
}

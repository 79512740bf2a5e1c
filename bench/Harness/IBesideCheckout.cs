namespace Tripline.Bench.Harness;

/// <summary>A benchmark that measures the build before itself, because that build has no such benchmark.</summary>
public interface IBesideCheckout
{
    /// <summary>The same benchmark, of both builds in turns.</summary>
    /// <param name="checkout">Folder of the checkout of the build before.</param>
    IBenchmark Beside(string checkout);
}

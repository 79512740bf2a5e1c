namespace Tripline.Bench.Harness;

/// <summary>One benchmark: a word of the command line and a run that ends in a report.</summary>
public interface IBenchmark
{
    /// <summary>The word that runs it.</summary>
    string Name { get; }

    /// <summary>What it measures, in a sentence for the help text.</summary>
    string Summary { get; }

    /// <summary>Runs it and reports.</summary>
    Task<BenchReport> RunAsync(BenchOptions options);
}

using System.Globalization;

namespace Tripline.Tests.Integration.Support;

/// <summary>Seeds of tests that are random: another one each time, unless the environment names one.</summary>
public static class TestSeed
{
    /// <summary>The variable that repeats a run.</summary>
    public const string Variable = "TRIPLINE_SEED";

    /// <summary>A seed; tell it to the reader of the test's output.</summary>
    /// <param name="writeLine">Writes to the output.</param>
    public static int Next(Action<string> writeLine)
    {
        var seed = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } text
            ? int.Parse(text, CultureInfo.InvariantCulture)
            : Random.Shared.Next();
        writeLine($"{Variable}={seed} repeats this run");
        return seed;
    }
}

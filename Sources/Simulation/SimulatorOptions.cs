using Tripline.Sources.Text;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Tripline.Sources.Simulation;

/// <summary>The section <c>Simulator</c>.</summary>
public sealed class SimulatorOptions
{
    /// <summary>Empty for ten well-known shares; a number N for N synthetic symbols; or symbols with commas between.
    /// </summary>
    [Description("A number of synthetic symbols, or names separated by ','; empty: ten well-known ones.")]
    public string Symbols { get; set; } = "";

    /// <summary>Ticks a second over all symbols, from 0.001 to 10,000,000.</summary>
    [Description("Ticks a second over all symbols.")]
    [Range(0.001, 10_000_000d)]
    public double Rate { get; set; } = 1_000;

    /// <summary>Selects the walk.</summary>
    [Description("Selects the walk; the same seed gives the same ticks.")]
    public long Seed { get; set; } = 1;

    /// <summary><c>live</c>: at the clock's pace and time. <c>max</c>: as fast as the log takes it, in simulated time;
    /// goes on after a restart where it was.</summary>
    [Description("live: at the clock's pace; max: as fast as the log takes it.")]
    public string Speed { get; set; } = "live";

    /// <summary>Ends after so many ticks; 0 for never.</summary>
    [Description("Ends after so many ticks; 0 for never.")]
    [Range(typeof(long), "0", "9223372036854775807")]
    public long Limit { get; set; }

    /// <summary>Simulated time of the first tick at speed <c>max</c>.</summary>
    [Description("Simulated time of the first tick at speed max.")]
    public DateTimeOffset Start { get; set; } = new(2025, 1, 2, 14, 30, 0, TimeSpan.Zero);

    /// <summary>What is wrong with these options, one sentence each; empty when nothing is.</summary>
    public IReadOnlyList<string> Validate()
    {
        var faults = new List<string>();
        if (!(Rate is >= 0.001 and <= 10_000_000))
        {
            faults.Add($"Simulator:Rate is {Rate}; it must be from 0.001 to 10000000 ticks a second.");
        }

        if (Speed is not ("live" or "max"))
        {
            faults.Add($"Simulator:Speed is '{Speed}'; choose live or max.");
        }

        if (Limit < 0)
        {
            faults.Add("Simulator:Limit is negative; use 0 for no end.");
        }

        if (!TryListSymbols(out _))
        {
            faults.Add($"Simulator:Symbols is '{Symbols}'; give a number from 1 to {SimulatedSymbols.MaxSynthetic}, "
                + "or symbols of A-Z, 0-9 and ._:- with commas between.");
        }

        return faults;
    }

    /// <summary>The symbols that <see cref="Symbols"/> asks for.</summary>
    public bool TryListSymbols(out IReadOnlyList<string> symbols)
    {
        var text = Symbols.Trim();
        symbols = SimulatedSymbols.Default;
        if (text.Length == 0)
        {
            return true;
        }

        if (int.TryParse(text, out var count))
        {
            var isInRange = count is >= 1 and <= SimulatedSymbols.MaxSynthetic;
            symbols = isInRange ? SimulatedSymbols.Synthetic(count) : symbols;
            return isInRange;
        }

        var named = text.ToUpperInvariant().Split(',', StringSplitOptions.TrimEntries);
        symbols = [.. named.Distinct(StringComparer.Ordinal)];
        return symbols.All(static symbol => SymbolName.TryNormalize(symbol, out var name) && name == symbol);
    }
}

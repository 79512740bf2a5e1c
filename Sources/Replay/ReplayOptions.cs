using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Tripline.Sources.Text;

namespace Tripline.Sources.Replay;

/// <summary>The section <c>Replay</c>.</summary>
public sealed class ReplayOptions
{
    /// <summary>Path of a CSV file, gzip-compressed if its name ends in <c>.gz</c>. Its header names the columns, in any order
    /// and among others; without one they are <c>time,symbol,price,size</c>.</summary>
    [Description("CSV or CSV.gz of trades: its header names time, symbol, price, size.")]
    public string File { get; set; } = "";

    /// <summary>What the columns are, by our names of the fields and with <c>-</c> for one that is passed over, where the file
    /// has no header or another one.</summary>
    [Description("What the columns are, such as -,price,size,-,time; - is passed over.")]
    public string Columns { get; set; } = "";

    /// <summary>The symbol of a file that has only one and no column for it.</summary>
    [Description("The symbol of a file without a column for it.")]
    public string Symbol { get; set; } = "";

    /// <summary>The day of a file whose times are milliseconds since its midnight.</summary>
    [Description("The day (2025-01-02T00:00Z) of a file whose times are milliseconds since midnight.")]
    public DateTimeOffset? Date { get; set; }

    /// <summary>What prices of the file are divided by.</summary>
    [Description("What prices of the file are divided by, such as 10000.")]
    [Range(1, 1_000_000_000)]
    public int PriceScale { get; set; } = 1;

    /// <summary><c>max</c>, or recorded seconds a real second: <c>1x</c>, <c>60</c>.</summary>
    [Description("max, or recorded seconds a real second: 1x, 60.")]
    public string Speed { get; set; } = "max";

    /// <summary>Most ticks that one append holds, 1 to 65,536.</summary>
    [Description("Most ticks that one append of a replay holds.")]
    [Range(1, 65_536)]
    public int ChunkTicks { get; set; } = 16_384;

    /// <summary>What is wrong with these options, one sentence each; empty when nothing is.</summary>
    public IReadOnlyList<string> Validate()
    {
        var faults = new List<string>();
        if (File.Length == 0)
        {
            faults.Add("Replay:File is not set; give the path of a CSV or CSV.gz file of trades.");
        }
        else if (!System.IO.File.Exists(File))
        {
            faults.Add($"Replay:File '{File}' does not exist.");
        }

        if (Columns.Split(',', StringSplitOptions.TrimEntries) is { Length: > 1 } columns
            && columns.FirstOrDefault(static name => name is not ("" or "-")
                && !Enum.GetNames<TickField>().Contains(name, StringComparer.OrdinalIgnoreCase)) is { } unknown)
        {
            faults.Add($"Replay:Columns has '{unknown}'; a column is time, symbol, price, size, or - for another one.");
        }

        if (Symbol.Length > 0 && !SymbolName.TryNormalize(Symbol, out _))
        {
            faults.Add($"Replay:Symbol is '{Symbol}'; it {SymbolName.Expected}.");
        }

        if (!ReplaySpeed.TryParse(Speed, out _))
        {
            faults.Add($"Replay:Speed is '{Speed}'; choose max, or a factor such as 1x or 60.");
        }

        if (ChunkTicks is < 1 or > 65_536)
        {
            faults.Add($"Replay:ChunkTicks is {ChunkTicks}; it must be from 1 to 65536.");
        }

        return faults;
    }
}

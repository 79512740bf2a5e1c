using Tripline.Silo.Composition;

namespace Tripline.Silo.Options;

/// <summary>Checks the command line before the configuration system, which drops what it does not know, reads it.
/// </summary>
internal static class CommandLine
{
    private static readonly string[] HelpWords = ["--help", "-h", "-?", "help"];

    // Read by ASP.NET Core itself.
    private static readonly string[] HostSections = ["Kestrel", "Logging", "AllowedHosts", "environment", "contentRoot"];

    /// <summary>Whether the user asks for help.</summary>
    public static bool AsksForHelp(string[] args) => args.Any(arg => HelpWords.Contains(arg));

    /// <summary>What is wrong with the arguments, in a sentence; null when nothing is.</summary>
    public static string? Fault(string[] args)
    {
        for (var i = 0; i < args.Length; i++)
        {
            var arg = args[i];
            if (arg == MigrationRun.Word)
            {
                continue;
            }

            if (!arg.StartsWith("--", StringComparison.Ordinal))
            {
                return $"'{arg}' is not an option; options are written --Name value. --help lists them.";
            }

            var equals = arg.IndexOf('=', StringComparison.Ordinal);
            var key = equals < 0 ? arg[2..] : arg[2..equals];
            if (!IsKnown(key))
            {
                return $"There is no option '--{key}'.{Suggestion(key)} --help lists all options.";
            }

            if (equals < 0 && ++i >= args.Length)
            {
                return $"Option '--{key}' needs a value: --{key} <value>.";
            }
        }

        return null;
    }

    /// <summary>Writes all options with their defaults.</summary>
    public static void WriteHelp(TextWriter output)
    {
        output.WriteLine("Tripline: watches every trade of a market and pushes a trigger the moment a condition holds.");
        output.WriteLine();
        output.WriteLine("Usage: dotnet run -c Release --project Silo -- [--Option value] ...");
        output.WriteLine();
        output.WriteLine("       dotnet run -c Release --project Silo -- --migrate --ConnectionStrings:Tripline <database>");
        output.WriteLine();
        var width = SiloOptionTable.All.Max(option => option.Key.Length) + 4;
        foreach (var option in SiloOptionTable.All)
        {
            output.WriteLine($"  {("--" + option.Key).PadRight(width)}{option.Meaning} [{option.Default}]");
        }

        output.WriteLine();
        output.WriteLine("Each option can stand in the environment too (Data__Path=/var/lib/tripline) or in appsettings.json.");
    }

    private static bool IsKnown(string key) =>
        SiloOptionTable.All.Any(option => option.Covers(key))
        || HostSections.Any(section =>
            string.Equals(section, key, StringComparison.OrdinalIgnoreCase)
            || key.StartsWith(section + ":", StringComparison.OrdinalIgnoreCase));

    private static string Suggestion(string key)
    {
        var nearest = SiloOptionTable.All.MinBy(option => Distance(option.Key, key));
        return nearest is not null && Distance(nearest.Key, key) <= Math.Max(2, key.Length / 3)
            ? $" Did you mean '--{nearest.Key}'?"
            : "";
    }

    // Levenshtein's edit distance, case ignored.
    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var same = char.ToUpperInvariant(a[i - 1]) == char.ToUpperInvariant(b[j - 1]);
                (row[j], diagonal) = (Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (same ? 0 : 1)), row[j]);
            }
        }

        return row[b.Length];
    }
}

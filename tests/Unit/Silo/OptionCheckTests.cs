using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using Microsoft.Extensions.Configuration;
using Tripline.Silo.Options;

namespace Tripline.Tests.Unit.Silo;

public sealed class OptionCheckTests
{
    public static TheoryData<string> Keys => [.. SiloOptionTable.All.Select(option => option.Key)];

    public static TheoryData<string, string, string> Limits
    {
        get
        {
            var limits = new TheoryData<string, string, string>();
            foreach (var (key, range) in Ranges())
            {
                limits.Add(key, Text(range.Minimum), Text(range.Maximum));
            }

            return limits;
        }
    }

    [Fact]
    public void Table_EveryOption_StandsThereOnceWithItsMeaning()
    {
        Assert.Equal(
            SiloOptionTable.All.Count,
            SiloOptionTable.All.Select(option => option.Key).Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.All(SiloOptionTable.All, option => Assert.EndsWith(".", option.Meaning, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public void Faults_TheDefaultThatHelpShows_IsAllowed(string key)
    {
        var option = SiloOptionTable.All.Single(option => option.Key == key);
        var isOne = !key.EndsWith(SiloOption.Open, StringComparison.Ordinal);
        Assert.Empty(Faults((key, isOne ? option.Default : "")));
    }

    [Theory]
    [MemberData(nameof(Limits))]
    public void Faults_LeastAndMost_AreAllowedAndBeyondThemRefusedByName(string key, string least, string most)
    {
        Assert.Empty(Faults((key, least)));
        Assert.Empty(Faults((key, most)));
        foreach (var beyond in Beyond(key, least, most))
        {
            var fault = Assert.Single(Faults((key, beyond)));
            Assert.StartsWith($"{key} is {beyond}; it must be from ", fault, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("Symbols:CrossingsInFlight", "0", "it must be from 1 to 1000000.")]
    [InlineData("Symbols:MaxRules", "-5", "it must be from 1 to 10000000.")]
    [InlineData("Partitions:CheckpointInterval", "soon", "it must be a time such as 00:00:05")]
    [InlineData("TickStream:MaxRunTicks", "1.5", "it must be a whole number.")]
    [InlineData("Log:RetentionBytes", "99999999999999999999", "it must be a whole number.")]
    [InlineData("Simulator:Rate", "fast", "it must be a number.")]
    [InlineData("Simulator:Start", "yesterday", "it must be a point in time")]
    [InlineData("Postgres:MigrateAtStart", "perhaps", "it must be true or false.")]
    [InlineData("Storage:CandleRetention:60", "long", "it must be a time such as")]
    public void Faults_WrongValue_SaysWhatItMustBe(string key, string value, string expected)
    {
        var fault = Assert.Single(Faults((key, value)));
        Assert.StartsWith(key, fault, StringComparison.Ordinal);
        Assert.Contains(expected, fault, StringComparison.Ordinal);
    }

    [Fact]
    public void Faults_SeveralWrongValues_AreAllTold() =>
        Assert.Equal(2, Faults(("Users:InboxSize", "0"), ("Log:Partitions", "5000")).Count);

    [Fact]
    public void CommandLine_OptionOfAnOrigin_IsKnown() =>
        Assert.Null(CommandLine.Fault(["--Api:AllowedOrigins:0", "https://charts.example"]));

    private static IReadOnlyList<string> Faults(params (string Key, string Value)[] options) => OptionCheck.Faults(
        new ConfigurationBuilder()
            .AddInMemoryCollection(options.ToDictionary(option => option.Key, option => (string?)option.Value))
            .Build());

    private static IEnumerable<(string Key, RangeAttribute Range)> Ranges() => SiloOptionTable.Sections
        .SelectMany(section => section.Properties
            .Select(property => (section.Key(property), property.GetCustomAttribute<RangeAttribute>())))
        .Where(pair => pair.Item2 is not null)
        .Select(pair => (pair.Item1, pair.Item2!));

    private static string Text(object limit) => Convert.ToString(limit, CultureInfo.InvariantCulture)!;

    // A limit that is the type's own has nothing beyond it.
    private static IEnumerable<string> Beyond(string key, string least, string most)
    {
        if (Ranges().First(pair => pair.Key == key).Range.OperandType == typeof(TimeSpan))
        {
            yield return (TimeSpan.Parse(least, CultureInfo.InvariantCulture) - TimeSpan.FromTicks(1)).ToString("c");
            yield return (TimeSpan.Parse(most, CultureInfo.InvariantCulture) + TimeSpan.FromTicks(1)).ToString("c");
            yield break;
        }

        yield return Text(decimal.Parse(least, NumberStyles.Float, CultureInfo.InvariantCulture) - 1);
        if (most is not ("9223372036854775807" or "2147483647"))
        {
            yield return Text(decimal.Parse(most, NumberStyles.Float, CultureInfo.InvariantCulture) + 1);
        }
    }
}

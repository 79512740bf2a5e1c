using Tripline.Grains.Symbols;

namespace Tripline.Tests.Grains.Symbols;

public sealed class ReferenceDayTests
{
    private const int TriggerCount = 4_152;

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(100)]
    [InlineData(4_096)]
    [InlineData(int.MaxValue)]
    public void SymbolFold_RealTradesOfADay_FiresExactlyTheReferenceTriggers(int batchSize)
    {
        var expected = ReferenceDay.ReadTriggers();
        var rules = ReferenceDay.ReadRules();
        var fired = new List<(long Row, long Order, string Line)>();
        foreach (var (symbol, ticks) in ReferenceDay.ReadTicks())
        {
            var fold = new SymbolFold(symbol, new());
            var names = new Dictionary<Guid, string>();
            foreach (var rule in rules.Where(rule => rule.Symbol == symbol))
            {
                names.Add(rule.Terms.AlertId, rule.Name);
                fold.Apply(RuleChange.Arm(rule.Terms));
            }

            ticks.FoldInto(fold, 0, ticks.Count, Math.Min(batchSize, ticks.Count));
            fired.AddRange(fold.Firings.Select(f => (
                f.Position, f.RuleOrder, ReferenceDay.Line(names[f.AlertId], f.Position, f.TimeMs, symbol, f.Price))));
        }

        Assert.Equal(TriggerCount, expected.Count);
        Assert.Equal(expected, fired.OrderBy(f => f.Row).ThenBy(f => f.Order).Select(f => f.Line));
    }

    [Fact]
    public void NaiveRule_RealTradesOfADay_FiresExactlyTheReferenceTriggers()
    {
        var expected = ReferenceDay.ReadTriggers();
        var rules = ReferenceDay.ReadRules();
        var fired = new List<(long Row, long Order, string Line)>();
        foreach (var (symbol, ticks) in ReferenceDay.ReadTicks())
        {
            var watched = rules.Where(r => r.Symbol == symbol).Select((r, n) => (r.Name, Rule: new NaiveRule(r.Terms, n)));
            foreach (var (name, rule) in watched)
            {
                decimal? previous = null;
                for (var n = 0; n < ticks.Count; n++)
                {
                    var price = (decimal)ticks.Prices[n];
                    if (rule.Take(previous, price, ticks.TimesMs[n]))
                    {
                        fired.Add((ticks.Positions[n], rule.Order, ReferenceDay.Line(
                            name, ticks.Positions[n], ticks.TimesMs[n], symbol, ticks.Prices[n])));
                    }

                    previous = price;
                }
            }
        }

        Assert.Equal(expected, fired.OrderBy(f => f.Row).ThenBy(f => f.Order).Select(f => f.Line));
    }
}

using Tripline.Api.Symbols;

namespace Tripline.Api.Market;

/// <summary>The market at a glance.</summary>
/// <param name="Time">When it was taken, by the silo's clock.</param>
/// <param name="SymbolCount">Symbols that are counted.</param>
/// <param name="TickCount">Ticks ever taken in.</param>
/// <param name="AlertCount">Alerts.</param>
/// <param name="ArmedCount">Alerts that can fire.</param>
/// <param name="TriggerCount">Triggers in the inbox.</param>
/// <param name="AdvancingCount">Symbols above their previous close, or the day's open on their first day.</param>
/// <param name="DecliningCount">Symbols below it.</param>
/// <param name="Gainers">Those that rose most, in percent.</param>
/// <param name="Losers">Those that fell most, in percent.</param>
/// <param name="MostActive">Those with most trades of their day.</param>
public sealed record MarketSummary(
    DateTimeOffset Time,
    int SymbolCount,
    long TickCount,
    long AlertCount,
    long ArmedCount,
    long TriggerCount,
    int AdvancingCount,
    int DecliningCount,
    IReadOnlyList<Quote> Gainers,
    IReadOnlyList<Quote> Losers,
    IReadOnlyList<Quote> MostActive);

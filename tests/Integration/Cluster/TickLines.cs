using System.Globalization;
using Tripline.Tests.Integration.EndToEnd;

namespace Tripline.Tests.Integration.Cluster;

/// <summary>Trades as records that a producer keys by symbol.</summary>
internal static class TickLines
{
    /// <summary>A trade in the form of other producers.</summary>
    public static (string Key, string Value) Foreign(NaiveTick tick) => (
        tick.Symbol,
        string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"symbol":"{{tick.Symbol}}","price":{{tick.Price}},"volume":1,"timestamp":{{tick.TimeMs}}}"""));

    /// <summary>A trade in our own form with source and number, so that one that is sent twice counts once.</summary>
    public static (string Key, string Value) Numbered(NaiveTick tick, long sequence) => (
        tick.Symbol,
        string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"symbol":"{{tick.Symbol}}","price":{{tick.Price}},"size":1,"time":{{tick.TimeMs}},"source":"kcat","sequence":{{sequence}}}"""));
}

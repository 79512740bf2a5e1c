using Orleans.Runtime;

namespace Tripline.Storage.Embedded.Values;

/// <summary>The store's keys: a letter for what it is, then its parts.</summary>
internal static class StoreKey
{
    /// <summary>A grain's state.</summary>
    public static ReadOnlySpan<byte> GrainState(string stateName, GrainId grain) =>
        Begin('g').Text(stateName).Text(grain.Type.ToString()).Text(grain.Key.ToString()).Span;

    /// <summary>A partition's checkpoint.</summary>
    public static ReadOnlySpan<byte> Partition(int partition) => Begin('p').Number(partition).Span;

    /// <summary>A symbol's state; parts after the first hold what is too long for one value.</summary>
    public static ReadOnlySpan<byte> Symbol(string symbol, int part) => Begin('s').Text(symbol).Number(part).Span;

    /// <summary>A page of a symbol's rules.</summary>
    public static ReadOnlySpan<byte> RulePage(string symbol, int page) => Begin('r').Text(symbol).Number(page).Span;

    /// <summary>An entry of a symbol's arming journal.</summary>
    public static ReadOnlySpan<byte> Arming(string symbol, long sequence) =>
        Begin('j').Text(symbol).Number(sequence).Span;

    /// <summary>A symbol's newest candles of an interval and the list of its pages of older ones.</summary>
    public static ReadOnlySpan<byte> NewCandles(string symbol, int interval) =>
        Begin('n').Text(symbol).Number(interval).Span;

    /// <summary>A page of a symbol's candles.</summary>
    public static ReadOnlySpan<byte> CandlePage(string symbol, int interval, long page) =>
        Begin('c').Text(symbol).Number(interval).Number(page).Span;

    /// <summary>How far a user's triggers are numbered.</summary>
    public static ReadOnlySpan<byte> Inbox(string user) => Begin('u').Text(user).Span;

    /// <summary>How far a user's inbox has numbered a symbol's triggers.</summary>
    public static ReadOnlySpan<byte> TriggerMark(string user, string symbol) => Begin('m').Text(user).Text(symbol).Span;

    /// <summary>A full page of a user's triggers.</summary>
    public static ReadOnlySpan<byte> TriggerPage(string user, long page) => Begin('t').Text(user).Number(page).Span;

    /// <summary>What a page of a user's triggers may hold.</summary>
    public static ReadOnlySpan<byte> TriggerFilter(string user, long page) => Begin('f').Text(user).Number(page).Span;

    /// <summary>A run of a user's triggers that is not yet in a page, from this number on.</summary>
    public static ReadOnlySpan<byte> TriggerRun(string user, long number) => Begin('q').Text(user).Number(number).Span;

    /// <summary>An alert's user and symbol.</summary>
    public static ReadOnlySpan<byte> Alert(Guid alert) => Begin('a').Id(alert).Span;

    /// <summary>How many alerts a user has.</summary>
    public static ReadOnlySpan<byte> AlertCount(string user) => Begin('x').Text(user).Span;

    private static ValueWriter Begin(char kind) => new ValueWriter().Byte((byte)kind);
}

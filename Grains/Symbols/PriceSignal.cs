namespace Tripline.Grains.Symbols;

/// <summary>The signal <c>price</c>: at each tick, the tick's price.</summary>
internal struct PriceSignal
{
    /// <summary>False before the first tick.</summary>
    public bool HasValue { get; private set; }

    /// <summary>The price of the last tick; 0 before the first.</summary>
    public double Value { get; private set; }

    /// <summary>The signal's values at ticks with these prices.</summary>
    public static ReadOnlySpan<double> ValuesAt(ReadOnlySpan<double> prices) => prices;

    /// <summary>Says what the signal's last value is.</summary>
    public void Set(double value) => (HasValue, Value) = (true, value);
}

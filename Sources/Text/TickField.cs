namespace Tripline.Sources.Text;

/// <summary>What a field of a tick stands for.</summary>
[Flags]
public enum TickField
{
    /// <summary>Nothing that is of use here.</summary>
    None = 0,

    /// <summary>The symbol.</summary>
    Symbol = 1,

    /// <summary>The price.</summary>
    Price = 2,

    /// <summary>The traded quantity.</summary>
    Size = 4,

    /// <summary>The event time.</summary>
    Time = 8,

    /// <summary>Who reports it.</summary>
    Source = 16,

    /// <summary>The source's number of it.</summary>
    Sequence = 32,

    /// <summary>Within which the number rises.</summary>
    Session = 64,

    /// <summary>What the source calls it.</summary>
    Id = 128,
}

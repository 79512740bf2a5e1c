namespace Tripline.Streams.Kafka.Json;

/// <summary>What a field of a tick in JSON stands for.</summary>
[Flags]
internal enum JsonField
{
    /// <summary>Nothing that is of use here.</summary>
    None = 0,
    Symbol = 1,
    Price = 2,
    Size = 4,
    Time = 8,
    Source = 16,
    Sequence = 32,
    Session = 64,
    Id = 128,
}

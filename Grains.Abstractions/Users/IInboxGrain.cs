namespace Tripline;

/// <summary>A user's inbox: numbers the user's triggers and stores them. Key: the user.</summary>
[Alias("tripline.inbox")]
public interface IInboxGrain : IGrainWithStringKey
{
    /// <summary>The user of a silo without accounts.</summary>
    const string LocalUser = "local";

    /// <summary>How long a listener is remembered.</summary>
    const int ListenSeconds = 30;

    /// <summary>Numbers and stores triggers of symbols; durable on completion. Those that were stored before are dropped.
    /// Returns what other silos have taken since, of what the symbols' silo held: nothing that came under it was stored.
    /// </summary>
    [AlwaysInterleave]
    Task<PartitionHold[]> Append(SymbolTriggers[] appends);

    /// <summary>Triggers with numbers above <paramref name="after"/>, rising, at most <paramref name="limit"/>.</summary>
    [AlwaysInterleave]
    Task<IReadOnlyList<Trigger>> ReadAfter(long after, int limit);

    /// <summary>The highest number given so far; 0 when none.</summary>
    [AlwaysInterleave]
    Task<long> GetLastNumber();

    /// <summary>Has a listener told of what is stored from now on. It is forgotten when it has not said so again for
    /// <see cref="ListenSeconds"/>. Returns the highest number given so far.</summary>
    [AlwaysInterleave]
    Task<long> Listen(IInboxListener listener);
}

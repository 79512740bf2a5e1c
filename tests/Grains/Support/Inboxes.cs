using Tripline.Storage;

namespace Tripline.Tests.Grains.Support;

/// <summary>Appends of one symbol alone.</summary>
internal static class Inboxes
{
    /// <summary>Appends, and returns the inbox's last number then.</summary>
    /// <exception cref="StaleOwnerException">Another silo has taken the partition since.</exception>
    public static async Task<long> Append(this IInboxGrain inbox, string symbol, PartitionHold from, Trigger[] triggers)
    {
        var refused = await inbox.Append([new SymbolTriggers(symbol, from, triggers)]);
        return refused is []
            ? await inbox.GetLastNumber()
            : throw StaleOwnerException.Taken(refused.Single().Partition, refused.Single().Generation);
    }
}

using Microsoft.Extensions.Logging;
using Tripline.Api.Feeds;
using Tripline.Api.Triggers;

namespace Tripline.Api.Market;

/// <summary>Sends a connection the triggers of an inbox in number order: those that it missed and those that come are
/// read alike, so there is no seam between them.</summary>
internal sealed partial class TriggerLoop(
    IInboxGrain inbox, HubClient client, int maxLag, TimeProvider clock, ILogger logger)
{
    private const int PageSize = 256;

    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    // Longer than an inbox takes to move to another silo, also when its silo died without a word.
    private static readonly TimeSpan GiveUpAfter = TimeSpan.FromMinutes(5);

    /// <summary>Runs until the connection ends.</summary>
    /// <param name="after">Sends triggers with greater numbers.</param>
    /// <param name="inboxGrew">Says when there may be more.</param>
    /// <param name="cancellationToken">Ends the loop.</param>
    public async Task RunAsync(long after, InboxListener inboxGrew, CancellationToken cancellationToken)
    {
        var cursor = after;
        var wasLive = false;
        while (!cancellationToken.IsCancellationRequested)
        {
            if (await ReadAsync(cursor, cancellationToken) is not { } page)
            {
                await client.DropAsync($"The inbox cannot be read; connect again and ask after {cursor}.");
                return;
            }

            foreach (var trigger in page)
            {
                if (!await client.SendAsync("trigger", TriggerItem.From(trigger)))
                {
                    return;
                }

                cursor = trigger.Number;
            }

            if (wasLive && inboxGrew.LastNumber - cursor > maxLag)
            {
                await client.DropAsync($"It fell more than {maxLag} triggers behind; ask again after {cursor}.");
                return;
            }

            if (page.Count == 0)
            {
                wasLive = true;
                await inboxGrew.WaitAsync(cancellationToken);
            }
        }
    }

    /// <summary>Reads the next page; again and again where the inbox is just being moved. Null when that took too long.
    /// </summary>
    private async Task<IReadOnlyList<Trigger>?> ReadAsync(long cursor, CancellationToken cancellationToken)
    {
        var startedAt = clock.GetTimestamp();
        while (true)
        {
            try
            {
                return await inbox.ReadAfter(cursor, PageSize);
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                LogReadFailed(exception, cursor);
                if (clock.GetElapsedTime(startedAt) > GiveUpAfter)
                {
                    return null;
                }

                await Task.Delay(RetryAfter, clock, cancellationToken);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Cannot read the inbox after {Cursor}; trying again")]
    private partial void LogReadFailed(Exception exception, long cursor);
}

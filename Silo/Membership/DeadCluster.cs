using System.Net.Sockets;

namespace Tripline.Silo.Membership;

/// <summary>Before a silo joins: strikes out a cluster whose silos have all died without leaving. Orleans would wait for
/// them, for it wants to reach every silo that the table calls active.</summary>
internal sealed partial class DeadCluster(
    IMembershipTable table, MembershipSettings settings, TimeProvider time, ILogger<DeadCluster> log)
    : ILifecycleParticipant<ISiloLifecycle>
{
    private static readonly TimeSpan Round = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan ConnectBound = TimeSpan.FromSeconds(1);

    /// <inheritdoc/>
    public void Participate(ISiloLifecycle observer) =>
        observer.Subscribe(nameof(DeadCluster), ServiceLifecycleStage.RuntimeInitialize, StrikeOutAsync);

    /// <summary>Completes when no active silo of the table is both silent and out of reach, or another one lives.
    /// </summary>
    public async Task StrikeOutAsync(CancellationToken cancellationToken)
    {
        await table.InitializeMembershipTableAsync(true, cancellationToken);
        for (var isTold = false; ; isTold = true)
        {
            var all = await table.ReadAllAsync(cancellationToken);
            var active = all.Members.Where(m => m.Item1.Status is SiloStatus.Active).ToArray();
            if (active.Length == 0)
            {
                return;
            }

            var answers = await Task.WhenAll(active.Select(m => AnswersAsync(m.Item1, cancellationToken)));
            if (answers.Contains(true))
            {
                return;
            }

            var heard = active.Max(m => m.Item1.IAmAliveTime);
            var silence = time.GetUtcNow().UtcDateTime - heard;
            if (silence > settings.SilentAfter)
            {
                await StrikeOutAsync(all, active, cancellationToken);
                continue;
            }

            if (!isTold)
            {
                LogWait(active.Length, Math.Max(0, (settings.SilentAfter - silence).TotalSeconds));
            }

            await Task.Delay(Round, time, cancellationToken);
        }
    }

    // Each change is conditional on the table's version: where another silo is at it too, one of them reads again.
    private async Task StrikeOutAsync(
        MembershipTableData all, Tuple<MembershipEntry, string>[] dead, CancellationToken cancellationToken)
    {
        var version = all.Version;
        foreach (var (entry, etag) in dead)
        {
            entry.Status = SiloStatus.Dead;
            var next = version.Next();
            if (!await table.UpdateRowAsync(entry, etag, next, cancellationToken))
            {
                return;
            }

            LogStruckOut(entry.SiloAddress, entry.IAmAliveTime);
            version = (await table.ReadRowAsync(entry.SiloAddress, cancellationToken)).Version;
        }
    }

    private static async Task<bool> AnswersAsync(MembershipEntry entry, CancellationToken cancellationToken)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        bound.CancelAfter(ConnectBound);
        try
        {
            await socket.ConnectAsync(entry.SiloAddress.Endpoint, bound.Token);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    [LoggerMessage(LogLevel.Information, "{Count} silos of the cluster are called active and none takes a connection: "
        + "waiting at most {Seconds:0.0} s for a sign of life before they are struck out")]
    private partial void LogWait(int count, double seconds);

    [LoggerMessage(LogLevel.Warning, "Struck out silo {Silo}: it takes no connection and was last alive at {AliveAt:O}")]
    private partial void LogStruckOut(SiloAddress silo, DateTime aliveAt);
}

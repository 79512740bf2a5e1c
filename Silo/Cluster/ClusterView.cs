using Tripline.Runtime.Placement;
using Tripline.Storage.Silos;
using Tripline.Streams;

namespace Tripline.Silo.Cluster;

/// <summary>What this silo knows of the others: reads the directory when it changes, when somebody asks and from time to
/// time, and says in it that this silo lives.</summary>
internal sealed class ClusterView(
    ISiloDirectory directory,
    SiloEntry self,
    int partitionCount,
    MembershipOptions options,
    TimeProvider time,
    ILogger<ClusterView> logger) : IPartitionDirectory, IAsyncDisposable
{
    // Questions that come together share a reading, and a caller in a loop cannot keep the database busy.
    private static readonly TimeSpan LeastPause = TimeSpan.FromMilliseconds(20);

    // Entries of silos that died long ago are of no use to anybody.
    private static readonly TimeSpan ForgetAfter = TimeSpan.FromHours(1);

    private readonly CancellationTokenSource _stopping = new();
    private readonly Lock _gate = new();
    private volatile SiloAddress?[] _owners = new SiloAddress?[partitionCount];
    private volatile DirectoryView _view = new([], []);
    private TaskCompletionSource _reading = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskCompletionSource _wanted = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile string? _problem = "The directory has not been read yet.";
    private Task _loops = Task.CompletedTask;
    private Action<DirectoryView>? _onRead;
    private int _isDisposed;

    /// <summary>The directory as it was last read.</summary>
    public DirectoryView Current => _view;

    /// <summary>How this silo is entered.</summary>
    public SiloEntry Self => self;

    /// <summary>Why the directory cannot be read or written; null when it can.</summary>
    public string? Problem => _problem;

    /// <inheritdoc/>
    public int PartitionOf(ReadOnlySpan<char> key)
    {
        var slash = key.IndexOf('/');
        return SymbolPartition.Of(slash < 0 ? key : key[..slash], partitionCount);
    }

    /// <inheritdoc/>
    public SiloAddress? OwnerOf(int partition) => _owners[partition];

    /// <inheritdoc/>
    public Task RefreshAsync(CancellationToken cancellationToken)
    {
        Task reading;
        lock (_gate)
        {
            reading = _reading.Task;
            _wanted.TrySetResult();
        }

        return reading.WaitAsync(cancellationToken);
    }

    /// <summary>Whom to show each view that was read; set before the start.</summary>
    public void OnRead(Action<DirectoryView> callback) => _onRead = callback;

    /// <summary>Enters this silo and reads the directory; from then on by itself.</summary>
    /// <exception cref="IOException">The directory cannot be reached.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await directory.RegisterAsync(self, cancellationToken);
        Publish(await directory.ReadAsync(cancellationToken));
        _loops = Task.WhenAll(Task.Run(BeatAsync, CancellationToken.None), Task.Run(WatchAsync, CancellationToken.None));
    }

    /// <summary>Takes this silo out of the directory.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        await _loops;
        try
        {
            await directory.LeaveAsync(self.SiloId, cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException)
        {
            ClusterLog.DirectoryFailed(logger, exception.Message);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        // A container disposes a service once for each name that it was resolved by.
        if (Interlocked.Exchange(ref _isDisposed, 1) != 0)
        {
            return;
        }

        await _stopping.CancelAsync();
        await _loops;
        _stopping.Dispose();
    }

    private async Task BeatAsync()
    {
        while (await PauseAsync(options.HeartbeatInterval))
        {
            try
            {
                if (!await directory.HeartbeatAsync(self.SiloId, _stopping.Token))
                {
                    await directory.RegisterAsync(self, _stopping.Token);
                }
            }
            catch (Exception exception) when (!_stopping.IsCancellationRequested)
            {
                Fail(exception);
            }
            catch (Exception)
            {
                return;
            }
        }
    }

    private async Task WatchAsync()
    {
        while (await WaitAsync())
        {
            TaskCompletionSource reading;
            lock (_gate)
            {
                (reading, _reading) = (_reading, new(TaskCreationOptions.RunContinuationsAsynchronously));
                _wanted = new(TaskCreationOptions.RunContinuationsAsynchronously);
            }

            try
            {
                var view = await directory.ReadAsync(_stopping.Token);
                Publish(view);
                await ForgetAsync(view);
            }
            catch (Exception exception) when (!_stopping.IsCancellationRequested)
            {
                Fail(exception);
                await PauseAsync(options.HeartbeatInterval);
            }
            catch (Exception)
            {
                // Stopping.
            }

            reading.TrySetResult();
        }

        lock (_gate)
        {
            _reading.TrySetResult();
        }
    }

    /// <summary>Until something changed, somebody asks, or the time is over. False when stopping.</summary>
    private async Task<bool> WaitAsync()
    {
        Task wanted;
        lock (_gate)
        {
            wanted = _wanted.Task;
        }

        using var enough = CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token);
        try
        {
            var change = directory.WaitForChangeAsync(options.HeartbeatInterval, enough.Token);
            await Task.WhenAny(wanted, change);
            if (change.IsFaulted && change.Exception is { } failure)
            {
                Fail(failure.InnerException!);
                await Task.WhenAny(wanted, Task.Delay(options.HeartbeatInterval, time, enough.Token));
            }
        }
        catch (Exception exception) when (!_stopping.IsCancellationRequested)
        {
            Fail(exception);
            await PauseAsync(options.HeartbeatInterval);
        }

        await enough.CancelAsync();
        return await PauseAsync(LeastPause);
    }

    private void Publish(DirectoryView view)
    {
        var live = view.Silos
            .Where(entered => entered.HeartbeatAge <= options.DeadAfter && entered.Silo.SiloId != self.SiloId)
            .ToDictionary(
                entered => entered.Silo.SiloId,
                entered => new SiloAddress(entered.Silo.SiloId, entered.Silo.Address),
                StringComparer.Ordinal);
        var owners = new SiloAddress?[partitionCount];
        foreach (var owner in view.Owners)
        {
            if (owner.Partition < partitionCount)
            {
                owners[owner.Partition] = live.GetValueOrDefault(owner.SiloId);
            }
        }

        _owners = owners;
        _view = view;
        _problem = null;
        _onRead?.Invoke(view);
    }

    private async Task ForgetAsync(DirectoryView view)
    {
        foreach (var entered in view.Silos)
        {
            if (entered.HeartbeatAge > ForgetAfter)
            {
                await directory.LeaveAsync(entered.Silo.SiloId, _stopping.Token);
            }
        }
    }

    private void Fail(Exception exception)
    {
        if (_problem is null)
        {
            ClusterLog.DirectoryFailed(logger, exception.Message);
        }

        _problem = exception.Message;
    }

    private async Task<bool> PauseAsync(TimeSpan pause)
    {
        try
        {
            await Task.Delay(pause, time, _stopping.Token);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}

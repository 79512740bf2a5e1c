using Microsoft.Extensions.Logging;
using Tripline.Storage.Embedded.Disk;

namespace Tripline.Storage.Embedded.Log;

/// <summary>Brings a group of writes to the disk in one commit and then into the index. For one thread.</summary>
internal sealed class GroupCommit(
    SegmentFiles files, LogOptions options, KeyIndex index, KeyIndex.KeyIsAt isAt, LogState state, ILogger logger) : IDisposable
{
    private readonly HashSet<ulong> _putInGroup = [];
    private Appender? _appender;

    /// <summary>Writes them all; when it returns they are durable and can be read.</summary>
    /// <exception cref="IOException">Nothing of the group was stored.</exception>
    public void Write(List<PendingWrite> group)
    {
        try
        {
            _appender ??= Open();
            _putInGroup.Clear();
            foreach (var write in group)
            {
                Append(_appender, write);
            }

            if (_appender.Tail != state.Tail)
            {
                _appender.Commit();
                state.Tail = _appender.Tail;
            }
        }
        catch
        {
            // FasterLog takes nothing more after an error, and bytes of this group may already be in the file.
            Close();
            throw;
        }

        foreach (var write in group)
        {
            Apply(write);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Close();

    private Appender Open()
    {
        files.CutFrom(state.Tail);
        return new Appender(files, options, state.Begin, state.Tail);
    }

    private void Close()
    {
        _appender?.Dispose();
        _appender = null;
    }

    private void Append(Appender appender, PendingWrite write)
    {
        var batch = write.Batch;
        if (write.CopiedFrom is { } copiedFrom)
        {
            AppendCopies(appender, write, copiedFrom);
            return;
        }

        var number = ++state.LastBatch;
        var records = 0;
        for (var i = 0; i < batch.Count; i++)
        {
            // A deletion of what is not there needs no record. Places are reused as marks until the real ones are known.
            var needed = IsNeeded(batch, i);
            write.Places[i] = needed ? RecordPlace.At(4, 4) : RecordPlace.None;
            records += needed ? 1 : 0;
        }

        uint place = 0;
        for (var i = 0; i < batch.Count; i++)
        {
            if (write.Places[i].Exists)
            {
                write.Places[i] = appender.Append(batch.RecordOf(i), records > 1, number, place++);
            }
        }

        if (records > 1)
        {
            Span<byte> end = stackalloc byte[Record.HeaderBytes];
            Record.Fill(end, RecordKind.BatchEnd, [], []);
            appender.Append(end, partOfBatch: true, number, place);
        }
    }

    private void AppendCopies(Appender appender, PendingWrite write, IReadOnlyList<RecordPlace> copiedFrom)
    {
        var batch = write.Batch;
        for (var i = 0; i < batch.Count; i++)
        {
            var hash = batch.Hash(i);
            write.Places[i] = index.Shard(hash).Contains(hash, copiedFrom[i])
                ? appender.Append(batch.RecordOf(i), partOfBatch: false, ++state.LastBatch, 0)
                : RecordPlace.None;
        }
    }

    private bool IsNeeded(LogBatch batch, int change)
    {
        var hash = batch.Hash(change);
        if (batch.Kind(change) != RecordKind.Delete)
        {
            _putInGroup.Add(hash);
            return true;
        }

        return _putInGroup.Contains(hash) || index.Find(hash, Record.Key(batch.RecordOf(change)), isAt).Exists;
    }

    private void Apply(PendingWrite write)
    {
        var batch = write.Batch;
        for (var i = 0; i < batch.Count; i++)
        {
            var place = write.Places[i];
            if (!place.Exists)
            {
                continue;
            }

            var hash = batch.Hash(i);
            if (write.CopiedFrom is { } copiedFrom)
            {
                index.Shard(hash).Replace(hash, copiedFrom[i], place);
            }
            else if (batch.Kind(i) == RecordKind.Put)
            {
                state.LiveBytes += place.Space - index.Set(hash, Record.Key(batch.RecordOf(i)), place, isAt).Space;
            }
            else if (batch.Kind(i) == RecordKind.Delete)
            {
                state.LiveBytes -= index.Remove(hash, Record.Key(batch.RecordOf(i)), isAt).Space;
            }
        }

        if (write.DropBelow > state.Begin)
        {
            state.Begin = write.DropBelow;
            _appender?.Truncate(write.DropBelow);
            DropFiles(write.DropBelow);
        }
    }

    private void DropFiles(long address)
    {
        try
        {
            files.DropBelow(address);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A file too many does no harm: its records are older than their copies. The next compaction tries again.
            LogMessages.CompactionStopped(logger, e.Message);
        }
    }
}

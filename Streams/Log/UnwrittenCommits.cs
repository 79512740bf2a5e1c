using FASTER.core;

namespace Tripline.Streams.Log;

/// <summary>FasterLog's commit metadata, not kept: the records themselves say where the log ends (see
/// <see cref="LogTail"/>). Only what the log is to be opened with is handed to FasterLog.</summary>
internal sealed class UnwrittenCommits(long begin, long end) : ILogCommitManager
{
    private const long CommitNumber = 1;

    public void Commit(
        long beginAddress, long untilAddress, byte[] commitMetadata, long commitNum, bool forceWriteMetadata)
    {
    }

    public byte[] GetCommitMetadata(long commitNum) =>
        new FasterLogRecoveryInfo { BeginAddress = begin, UntilAddress = end, CommitNum = CommitNumber }.ToByteArray();

    public IEnumerable<long> ListCommits() => end > LogFrame.FirstAddress ? [CommitNumber] : [];

    public void RemoveCommit(long commitNum)
    {
    }

    public void RemoveAllCommits()
    {
    }

    public void OnRecovery(long commitNum)
    {
    }

    public void Dispose()
    {
    }
}

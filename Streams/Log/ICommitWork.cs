namespace Tripline.Streams.Log;

/// <summary>Something for <see cref="CommitThreads"/> to do, by one thread at a time.</summary>
internal interface ICommitWork
{
    /// <summary>Timestamp before which it need not be done; may move forward or back while it waits.</summary>
    long DueAt { get; }

    /// <summary>Kept by the threads under their lock.</summary>
    bool IsBeingDone { get; set; }

    /// <summary>Does it; never throws.</summary>
    void Work();
}

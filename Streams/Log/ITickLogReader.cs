namespace Tripline.Streams.Log;

/// <summary>Reads one partition's durable records in order. For one reading task at a time.</summary>
public interface ITickLogReader : IDisposable
{
    /// <summary>Fills <paramref name="run"/> with the next intact records, up to its limits, and reports the damage
    /// that it passed; false, without waiting, when nothing durable is left to read.</summary>
    /// <exception cref="IOException">The log cannot be read right now; reading may be tried again.</exception>
    bool TryRead(RecordRun run);

    /// <summary>Calls back (quickly, on any thread) whenever more has become durable; null stops that.</summary>
    void OnDurable(Action? callback);
}

using Tripline.Streams.Log;

namespace Tripline.Tests.Unit.Streams.Contract;

/// <summary>A tick log of one partition for a contract test, gone after it.</summary>
public interface ITickLogHost : IAsyncDisposable
{
    /// <summary>The log, empty at first.</summary>
    ITickLog Log { get; }
}

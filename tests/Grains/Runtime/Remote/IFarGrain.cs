using Tripline.Runtime;

namespace Tripline.Tests.Grains.Runtime.Remote;

/// <summary>What the tests call on another silo.</summary>
public interface IFarGrain : IGrainWithStringKey
{
    Task<string> Where();

    Task<int> Add(int number);

    Task<FarMessage?> Echo(FarMessage? message);

    Task Fail(string how);

    [ResponseTimeout("00:00:01")]
    Task WaitShortly(string gate);

    Task Wait(string gate);

    Task<string> WaitCancellably(string gate, CancellationToken cancellationToken);

    [OneWay]
    Task Note(string text);

    Task<string?> Context(string key);

    Task<string?> Trace();

    Task<string?> TraceThrough(string key);

    Task<string> CallThrough(string key);

    Task Record(int number);
}

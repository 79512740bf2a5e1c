namespace Tripline.Tests.Grains.Support;

/// <summary>The last number that an inbox told.</summary>
public sealed class HeardInbox : IInboxListener
{
    private long _last;

    public long Last => Volatile.Read(ref _last);

    public Task Grew(string user, long lastNumber)
    {
        Volatile.Write(ref _last, lastNumber);
        return Task.CompletedTask;
    }
}

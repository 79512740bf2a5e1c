using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Tripline.Storage.Embedded.Log;

namespace Tripline.Tests.Storage.Embedded;

/// <summary>Short forms for tests of <see cref="LogStore"/>, with small files so that a test soon has many.</summary>
internal static class StoreUnderTest
{
    public static readonly LogOptions Small = new(
        PageBytes: 16 << 10,
        PagesInMemory: 4,
        SegmentBytes: 64 << 10,
        CompactionFloorBytes: 64 << 10,
        ProbeInterval: TimeSpan.FromMilliseconds(20));

    public static Task<LogStore> OpenAsync(string folder, LogOptions? options = null, Action<string>? fault = null) =>
        LogStore.OpenAsync(folder, options ?? Small, TimeProvider.System, NullLogger.Instance, fault);

    public static byte[] Key(int number) => Encoding.UTF8.GetBytes($"key {number}");

    public static byte[] Value(int seed, int length)
    {
        var value = new byte[length];
        new Random(seed).NextBytes(value);
        return value;
    }

    public static Task PutAsync(this LogStore store, int key, byte[] value)
    {
        var batch = new LogBatch();
        batch.Put(Key(key), value);
        return store.WriteAsync(batch, TestContext.Current.CancellationToken);
    }

    public static Task DeleteAsync(this LogStore store, int key)
    {
        var batch = new LogBatch();
        batch.Delete(Key(key));
        return store.WriteAsync(batch, TestContext.Current.CancellationToken);
    }

    public static byte[]? Get(this LogStore store, int key) =>
        store.TryRead(Key(key), out var value) ? value.ToArray() : null;

    public static void AssertHolds(this LogStore store, IReadOnlyDictionary<int, byte[]> model, int keys)
    {
        for (var key = 0; key < keys; key++)
        {
            Assert.Equal(model.GetValueOrDefault(key), store.Get(key));
        }

        Assert.Equal(model.Count, store.Count);
    }

    public static async Task EventuallyAsync(Func<bool> condition, string what)
    {
        using var bound = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (!condition())
        {
            Assert.False(bound.IsCancellationRequested, $"Within a minute not: {what}");
            await timer.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        }
    }
}

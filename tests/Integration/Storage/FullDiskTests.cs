using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using Tripline.Storage.Embedded;
using Tripline.Storage.Triggers;

namespace Tripline.Tests.Storage;

public sealed class FullDiskTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Append_DiskIsFullForAWhile_FailsClearlyLosesNothingAndGoesOn()
    {
        var folder = Directory.CreateTempSubdirectory("tripline-full-").FullName;
        Assert.SkipUnless(await RunAsync("mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", folder), "mounting needs root");
        try
        {
            var last = await FillAsync(folder);
            await using var again = await OpenAsync(folder);
            Assert.Equal(last, await again.Triggers.ReadLastNumberAsync("local", Cancel));
            var rows = await again.Triggers.ReadAsync(new TriggerQuery("local", 0, int.MaxValue), Cancel);
            Assert.Equal(Enumerable.Range(1, (int)last).Select(i => (long)i), rows.Select(row => row.Number));
        }
        finally
        {
            await RunAsync("umount", folder);
            Directory.Delete(folder);
        }
    }

    private static async Task<long> FillAsync(string folder)
    {
        await using var storage = await OpenAsync(folder);
        var ballast = Path.Combine(folder, "ballast");
        await File.WriteAllBytesAsync(ballast, new byte[8 << 20], Cancel);
        var last = 0;
        IOException? refused = null;
        while (refused is null)
        {
            Assert.InRange(last, 0, 1_000_000);
            refused = await TryAppendAsync(storage, last);
            last += refused is null ? 1000 : 0;
        }

        Assert.Contains("Free some space", refused.Message, StringComparison.Ordinal);
        Assert.False(storage.Health.IsHealthy);
        Assert.NotNull(await TryAppendAsync(storage, last));
        Assert.Equal(last, await storage.Triggers.ReadLastNumberAsync("local", Cancel));

        File.Delete(ballast);
        for (var i = 0; i < 5; i++, last += 1000)
        {
            Assert.Null(await TryAppendAsync(storage, last));
        }

        Assert.True(storage.Health.IsHealthy);
        return last;
    }

    private static async Task<IOException?> TryAppendAsync(EmbeddedStorage storage, int last)
    {
        try
        {
            await storage.Triggers.AppendAsync(
                "local", last, [.. Enumerable.Range(last + 1, 1000).Select(Row)], [new("SPY", last, 0)], Cancel);
            return null;
        }
        catch (IOException e)
        {
            return e;
        }
    }

    private static Trigger Row(int number) => new(
        number, Guid.CreateVersion7(), "local", "SPY", 0, number, 0, 0, 168.25, "a name", "price > 1",
        AlertSeverity.Info, "a message");

    private static Task<EmbeddedStorage> OpenAsync(string folder) => EmbeddedStorage.OpenAsync(
        new EmbeddedStorageOptions { DataPath = folder }, TimeProvider.System, NullLoggerFactory.Instance);

    private static async Task<bool> RunAsync(string command, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(command, arguments);
            await process.WaitForExitAsync(Cancel);
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}

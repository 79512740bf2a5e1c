using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Tripline.Storage.Embedded;

namespace Tripline.Tests.Storage.Embedded;

public sealed class DataFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Acquire_FolderInUse_SaysByWhichProcess()
    {
        using var first = DataFolderLock.Acquire(_folder.Path);
        var thrown = Assert.Throws<IOException>(() => DataFolderLock.Acquire(_folder.Path));
        Assert.Contains($"The data folder {_folder.Path} is in use by process", thrown.Message, StringComparison.Ordinal);
        Assert.Contains(Environment.ProcessId.ToString(CultureInfo.InvariantCulture), thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Acquire_AfterTheOwnerLetGo_Succeeds()
    {
        DataFolderLock.Acquire(_folder.Path).Dispose();
        DataFolderLock.Acquire(_folder.Path).Dispose();
    }

    [Fact]
    public async Task Open_FolderOfANewerFormat_SaysSo()
    {
        await File.WriteAllTextAsync(
            Path.Combine(_folder.Path, "format.json"), """{"format": 99}""", TestContext.Current.CancellationToken);
        var thrown = await Assert.ThrowsAsync<IOException>(OpenAsync);
        Assert.Contains("has format 99", thrown.Message, StringComparison.Ordinal);
        DataFolderLock.Acquire(_folder.Path).Dispose();
    }

    [Fact]
    public async Task Open_FormatFileIsNonsense_SaysSo()
    {
        await File.WriteAllTextAsync(
            Path.Combine(_folder.Path, "format.json"), "[]", TestContext.Current.CancellationToken);
        Assert.Contains("format.json", (await Assert.ThrowsAsync<IOException>(OpenAsync)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_Twice_SecondOneFailsAndFirstGoesOn()
    {
        await using var first = await OpenAsync();
        await Assert.ThrowsAsync<IOException>(OpenAsync);
        await first.Alerts.AddAsync("local", Guid.NewGuid(), "SPY", TestContext.Current.CancellationToken);
        Assert.True(first.Health.IsHealthy);
    }

    private Task<EmbeddedStorage> OpenAsync() => EmbeddedStorage.OpenAsync(
        new EmbeddedStorageOptions { DataPath = _folder.Path }, TimeProvider.System, NullLoggerFactory.Instance);
}

using Confluent.Kafka;
using Tripline.Streams.Kafka;

namespace Tripline.Tests.Unit.Streams.Kafka;

public sealed class KafkaLibraryTests
{
    [Fact]
    public void Require_Always_LoadsTheVersionThatTheClientWasBuiltWith()
    {
        KafkaLibrary.Require();
        Assert.Equal(typeof(Library).Assembly.GetName().Version!.ToString(3), Library.VersionString);
    }

    [Fact]
    public void Require_OnLinux_LoadsOneFileAndThatOfThePackage()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Which files are mapped is read from /proc.");
        KafkaLibrary.Require();
        var files = File.ReadLines("/proc/self/maps")
            .Where(line => line.Contains("rdkafka", StringComparison.Ordinal))
            .Select(line => line[line.IndexOf('/', StringComparison.Ordinal)..])
            .Distinct();
        Assert.StartsWith(AppContext.BaseDirectory, Assert.Single(files), StringComparison.Ordinal);
    }
}

using System.Globalization;
using System.Runtime.InteropServices;

namespace Tripline.MockKafka;

/// <summary>Brokers that keep their records in memory and speak the current protocol.</summary>
internal sealed class MockCluster : IDisposable
{
    private readonly nint _client;
    private readonly nint _cluster;

    /// <summary>Starts so many brokers, numbered from 1, on free ports of the loopback.</summary>
    public MockCluster(int brokers)
    {
        var settings = MockMethods.NewSettings();
        if (MockMethods.Set(settings, "log_level", "0", 0, 0) != 0)
        {
            throw new InvalidOperationException("librdkafka does not take its own option log_level.");
        }

        _client = MockMethods.NewClient(kind: 0, settings, 0, 0);
        _cluster = MockMethods.NewCluster(_client, brokers);
        BootstrapServers = Marshal.PtrToStringUTF8(MockMethods.BootstrapServers(_cluster))!;
    }

    /// <summary>Where clients connect.</summary>
    public string BootstrapServers { get; }

    /// <summary>Runs one command. Returns "ok" or what is wrong.</summary>
    public string Run(params ReadOnlySpan<string> words)
    {
        try
        {
            return words switch
            {
                ["create", var topic, var partitions] =>
                    Describe(MockMethods.CreateTopic(_cluster, topic, Number(partitions), replicas: 1)),
                ["down", var broker] => Describe(MockMethods.SetDown(_cluster, Number(broker))),
                ["up", var broker] => Describe(MockMethods.SetUp(_cluster, Number(broker))),
                ["leader", var topic, var partition, var broker] =>
                    Describe(MockMethods.SetLeader(_cluster, topic, Number(partition), Number(broker))),
                ["trim", var topic, var partition, var before] =>
                    Describe(MockMethods.DeleteRecords(_cluster, topic, Number(partition), Number(before))),
                ["delay", var broker, var milliseconds] =>
                    Describe(MockMethods.SetRoundTripTime(_cluster, Number(broker), Number(milliseconds))),
                ["fail", var request, var code, var times] => Fail(Number(request), Number(code), Number(times)),
                ["versions", var request, var least, var most] => Describe(MockMethods.SetVersions(
                    _cluster, (short)Number(request), (short)Number(least), (short)Number(most))),
                _ => "There is no such command.",
            };
        }
        catch (FormatException)
        {
            return "A number is wanted.";
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        MockMethods.DestroyCluster(_cluster);
        MockMethods.DestroyClient(_client);
    }

    // The next requests of that kind are answered with that error; -195 cuts the connection instead.
    private string Fail(int request, int code, int times)
    {
        var errors = new int[times];
        Array.Fill(errors, code);
        MockMethods.PushErrors(_cluster, (short)request, (nuint)times, errors);
        return "ok";
    }

    private static int Number(string word) => int.Parse(word, CultureInfo.InvariantCulture);

    private static string Describe(int code) =>
        code == 0 ? "ok" : Marshal.PtrToStringUTF8(MockMethods.Describe(code))!;
}

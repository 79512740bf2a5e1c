using System.Globalization;
using Tripline.MockKafka;

// A mock cluster of librdkafka in a process of its own: prints its bootstrap servers, then answers each line of its input
// with "ok" or what is wrong, and ends with its input.
if (args is not [var count] || !int.TryParse(count, CultureInfo.InvariantCulture, out var brokers))
{
    await Console.Error.WriteLineAsync("Usage: Tripline.MockKafka BROKERS");
    return 2;
}

using var cluster = new MockCluster(brokers);
await Console.Out.WriteLineAsync(cluster.BootstrapServers);
while (await Console.In.ReadLineAsync() is { } line)
{
    await Console.Out.WriteLineAsync(cluster.Run(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)));
}

return 0;

#!/usr/bin/env bash
# Package:  Confluent.Kafka 2.16.0 with librdkafka.redist 2.16.0, .NET 10
# Date:     2026-11-27
# Guess:    queued.min.messages and queued.max.messages.kbytes bound what a consumer holds in memory; a consumer that is
#           faster than they fill is fed as fast as the network allows.
# Really:   A partition whose queue has reached a limit is not fetched for fetch.queue.backoff.ms, by default a whole second,
#           however soon the queue is empty again. Throughput is then one fetch a second and partition: bounding the
#           memory of a fast consumer makes it slower by an order of magnitude or more. (librdkafka 2.0 rested only where all
#           partitions of a broker were full, and any request to that broker woke it; now nothing does.)
# So:       Whoever lowers the limits also sets fetch.queue.backoff.ms to some 10 or 20 ms.
# Seen:     fetch.queue.backoff.ms 1000: 60 records in 18.1 s
#           fetch.queue.backoff.ms 20: 60 records in 0.6 s
# The broker is librdkafka's own mock, in the same process (test.mock.num.brokers).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat >finding.csproj <<'PROJECT'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <OutputType>Exe</OutputType>
    <TargetFramework>net10.0</TargetFramework>
  </PropertyGroup>
  <ItemGroup>
    <PackageReference Include="Confluent.Kafka" Version="[2.16.0]" />
    <PackageReference Include="librdkafka.redist" Version="[2.16.0]" />
  </ItemGroup>
</Project>
PROJECT
cat >Program.cs <<'PROGRAM'
using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using Confluent.Kafka;

const int Records = 60;
var slow = Measure("1000");
var quick = Measure("20");
return slow > 3 && quick < slow / 3 ? 0 : 1;

static double Measure(string backoff)
{
    using var producer = new ProducerBuilder<Null, byte[]>(new[]
    {
        new KeyValuePair<string, string>("bootstrap.servers", "replaced-by-the-mock"),
        new KeyValuePair<string, string>("test.mock.num.brokers", "1"),
        new KeyValuePair<string, string>("linger.ms", "0"),
        new KeyValuePair<string, string>("batch.num.messages", "1"),
    }).SetLogHandler((_, _) => { }).Build();
    foreach (var _ in Enumerable.Range(0, Records))
    {
        producer.ProduceAsync(new TopicPartition("records", 0), new Message<Null, byte[]> { Value = new byte[1_000] })
            .GetAwaiter().GetResult();
    }

    // The mock's address, which only its own client knows.
    using var admin = new DependentAdminClientBuilder(producer.Handle).Build();
    var broker = admin.GetMetadata(TimeSpan.FromSeconds(10)).Brokers.Single();
    using var consumer = new ConsumerBuilder<Ignore, byte[]>(new ConsumerConfig
    {
        BootstrapServers = $"{broker.Host}:{broker.Port}",
        GroupId = "reader",
        EnableAutoCommit = false,
        QueuedMinMessages = 1,
        MaxPartitionFetchBytes = 10_000,
        FetchQueueBackoffMs = int.Parse(backoff),
    }).Build();
    consumer.Assign(new TopicPartitionOffset("records", 0, 0));
    var started = Stopwatch.GetTimestamp();
    for (var left = Records; left > 0; left--)
    {
        if (consumer.Consume(TimeSpan.FromSeconds(30)) is null)
        {
            throw new TimeoutException($"{left} records did not come.");
        }
    }

    var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
    Console.WriteLine(FormattableString.Invariant($"fetch.queue.backoff.ms {backoff}: {Records} records in {seconds:0.0} s"));
    return seconds;
}
PROGRAM
dotnet build -c Release -v quiet --nologo >build.log 2>&1 || { cat build.log >&2; exit 2; }
dotnet bin/Release/net10.0/finding.dll && exit 0
echo "It behaves otherwise now." >&2
exit 1

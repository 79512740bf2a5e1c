using System.Reflection;
using Tripline.Grains.Partitions;
using Tripline.Streams;
using Tripline.Streams.Log;

namespace Tripline.Tests.Grains.Partitions;

/// <summary>Where a change of a symbol's rules takes effect while the log's brokers are away.</summary>
public sealed class AcknowledgedTests
{
    private const long End = 10;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Log_DoesNotTellItsEnd_WhatIsKnownOfItCounts(bool refuses)
    {
        var log = DispatchProxy.Create<ITickLog, LogWithoutBrokers>();
        ((LogWithoutBrokers)(object)log).Refuses = refuses;
        var partitions = new LocalPartitions(log, new MemoryCheckpoints(), new SoleTenures(), new LocalSymbols());

        Assert.Equal(LogPosition.Pack(End, 0) - 1, await partitions.AcknowledgedAsync("SPY"));
    }

    /// <summary>A log that once knew its end, and is not answered any more.</summary>
    public class LogWithoutBrokers : DispatchProxy
    {
        private readonly TaskCompletionSource<PartitionRange> _never = new();

        /// <summary>Whether the question fails at once rather than waits.</summary>
        public bool Refuses { get; set; }

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => targetMethod!.Name switch
        {
            "get_PartitionCount" => 1,
            nameof(ITickLog.Range) => new PartitionRange(0, End, -1),
            nameof(ITickLog.ReadRangeAsync) => new ValueTask<PartitionRange>(
                Refuses ? Task.FromException<PartitionRange>(new IOException("No broker answers.")) : _never.Task),
            var name => throw new NotSupportedException(name),
        };
    }
}

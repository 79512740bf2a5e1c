using Tripline.Bench.Burst;
using Tripline.Bench.Calls;
using Tripline.Bench.Engine;
using Tripline.Bench.Harness;
using Tripline.Bench.Ingest;
using Tripline.Bench.Kafka;
using Tripline.Bench.Latency;
using Tripline.Bench.Pipeline;
using Tripline.Bench.Recovery;
using Tripline.Bench.Remote;
using Tripline.Bench.ScaleOut;
using Tripline.Bench.Storage;

if (args is [RemoteSilo.Word])
{
    return await RemoteSilo.RunAsync();
}

// One line a benchmark, in the order of the help text.
IBenchmark[] benchmarks =
[
    new EngineBenchmark(),
    new CallsBenchmark(),
    new RemoteBenchmark(),
    new PipelineBenchmark(),
    new KafkaBenchmark(),
    new IngestBenchmark(),
    new LatencyBenchmark(),
    new BurstBenchmark(),
    new RecoveryBenchmark(),
    new StorageBenchmark(),
    new ScaleOutBenchmark(),
];

return await BenchCommand.Build(benchmarks).Parse(args).InvokeAsync();

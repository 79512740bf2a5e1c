using Tripline.Bench.Burst;
using Tripline.Bench.Engine;
using Tripline.Bench.Failover;
using Tripline.Bench.Harness;
using Tripline.Bench.Idle;
using Tripline.Bench.Ingest;
using Tripline.Bench.Kafka;
using Tripline.Bench.Latency;
using Tripline.Bench.Pipeline;
using Tripline.Bench.Recovery;
using Tripline.Bench.ScaleOut;
using Tripline.Bench.Steady;
using Tripline.Bench.Storage;
using Tripline.Bench.Turns;
using Tripline.Bench.Views;

// One line a benchmark, in the order of the help text.
IBenchmark[] benchmarks =
[
    new EngineBenchmark(),
    new TurnsBenchmark(),
    new PipelineBenchmark(),
    new KafkaBenchmark(),
    new IngestBenchmark(),
    new LatencyBenchmark(),
    new BurstBenchmark(),
    new RecoveryBenchmark(),
    new StorageBenchmark(),
    new ScaleOutBenchmark(),
    new FailoverBenchmark(),
    new SteadyBenchmark(),
    new ViewsBenchmark(),
    new IdleBenchmark(),
];

return await BenchCommand.Build(benchmarks).Parse(args).InvokeAsync();

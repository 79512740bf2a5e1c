using Tripline.Bench.Calls;
using Tripline.Bench.Engine;
using Tripline.Bench.Harness;

// One line a benchmark, in the order of the help text.
IBenchmark[] benchmarks =
[
    new EngineBenchmark(),
    new CallsBenchmark(),
];

return await BenchCommand.Build(benchmarks).Parse(args).InvokeAsync();

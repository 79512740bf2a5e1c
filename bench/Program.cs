using Tripline.Bench.Harness;

// One line a benchmark, in the order of the help text.
IBenchmark[] benchmarks =
[
];

return await BenchCommand.Build(benchmarks).Parse(args).InvokeAsync();

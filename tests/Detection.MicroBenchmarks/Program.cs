using BenchmarkDotNet.Running;
using Detection.Imaging;
using Detection.MicroBenchmarks;

// As in the worker: pictures are what runs side by side, not the parts of one.
OpenCv.Initialize(threads: 1);
BenchmarkSwitcher.FromAssembly(typeof(StepConfig).Assembly).Run(args.Length > 0 ? args : ["--filter", "*"], StepConfig.Create());

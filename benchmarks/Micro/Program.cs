using BenchmarkDotNet.Running;
using NetController.Benchmarks.Micro;

// unshare -rmn dotnet run -c Release --project benchmarks/Micro -- --filter '*'
BenchmarkSwitcher.FromAssembly(typeof(PrivateNamespace).Assembly).Run(args);

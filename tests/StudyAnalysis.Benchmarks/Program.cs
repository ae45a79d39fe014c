using BenchmarkDotNet.Running;
using StudyAnalysis.Benchmarks;

// `data FOLDER` and `compare FOLDER [--quick] [--write FILE]` are called by against-r; anything else goes to BenchmarkDotNet (--filter '*Roc*').
switch (args)
{
    case ["data", var folder]:
        new SpeedCases().WriteData(folder);
        break;
    case ["compare", var folder, .. var options]:
        var write = Array.IndexOf(options, "--write");
        Comparison.Run(folder, options.Contains("--quick"), write >= 0 ? options[write + 1] : null);
        break;
    default:
        BenchmarkSwitcher.FromAssembly(typeof(SpeedCase).Assembly).Run(args);
        break;
}

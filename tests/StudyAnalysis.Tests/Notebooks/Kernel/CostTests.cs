using System.Diagnostics;
using StudyAnalysis.Notebooks.Kernel;
using Xunit;

namespace StudyAnalysis.Tests.Notebooks.Kernel;

/// <summary>What cells cost: alone, so that nobody else's work is counted.</summary>
[CollectionDefinition(nameof(CostTests), DisableParallelization = true)]
[Collection(nameof(CostTests))]
public sealed class CostTests : KernelFixture
{
    [Fact]
    [Trait("Category", "Slow")]
    public async Task Cells_CostLittleTimeAndMemory_OverFiveHundred()
    {
        Use(new KernelOptions());
        for (var i = 0; i < 20; i++)
        {
            await Value(Cell(i));
        }

        var (memory, working) = Memory();
        // Processor time, and of ten parts the middle one: what else the machine and the program do is not counted.
        var each = new List<double>();
        for (var part = 0; part < 10; part++)
        {
            var time = Process.GetCurrentProcess().TotalProcessorTime;
            for (var i = 0; i < 50; i++)
            {
                await Value(Cell(20 + (50 * part) + i));
            }

            each.Add((Process.GetCurrentProcess().TotalProcessorTime - time).TotalMilliseconds / 50);
        }

        each.Sort();
        var (memoryAfter, workingAfter) = Memory();
        Assert.True(each[5] < 50, $"{each[5]} ms a cell");
        Assert.True((memoryAfter - memory) / 500.0 < 100_000, $"{(memoryAfter - memory) / 500} bytes of objects a cell");
        Assert.True((workingAfter - working) / 500.0 < 150_000, $"{(workingAfter - working) / 500} bytes a cell");
    }

    [Fact]
    [Trait("Category", "Slow")]
    public async Task ChecksWovenIntoLoops_CostLittle()
    {
        await Value("double Sum(int n) { var s = 0.0; for (var i = 0; i < n; i++) s += Math.Sqrt(i); return s; } Sum(1000);");
        var best = double.MaxValue;
        for (var turn = 0; turn < 8; turn++)
        {
            var time = Process.GetCurrentProcess().TotalProcessorTime;
            await Value("Sum(20_000_000)");
            best = Math.Min(best, (Process.GetCurrentProcess().TotalProcessorTime - time).TotalSeconds);
        }

        Assert.True(best < 0.6, $"{best} s for twenty million turns");
    }

    private static string Cell(int i) => (i % 4) switch
    {
        0 => $"var v{i} = Enumerable.Range(0, {i} + 5).Select(x => x * 2.0).Sum(); v{i}",
        1 => $"display({i}); Console.WriteLine(v{i - 1});",
        2 => $"double F{i}(double x) {{ return x + {i}; }}\nvar w{i} = F{i}(v{i - 2});",
        _ => $"w{i - 1} * 2",
    };

    private static (long Objects, long Working) Memory()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        return (GC.GetTotalMemory(forceFullCollection: true), Environment.WorkingSet);
    }
}

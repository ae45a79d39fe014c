using StudyAnalysis.Import;
using StudyAnalysis.Schema;
using StudyAnalysis.Simulation;
using StudyAnalysis.Tests.Definitions;
using Xunit;

namespace StudyAnalysis.Tests.Simulation;

/// <summary>What is simulated is what the dictionary accepts.</summary>
public sealed class AcceptedValuesTests
{
    public static TheoryData<string, ulong, double, double> Runs()
    {
        var runs = new TheoryData<string, ulong, double, double>();
        foreach (var study in new[] { "rfa-crlm", "colon-moertel" })
        {
            foreach (var seed in new ulong[] { 1, 2, 3, 20260101 })
            {
                runs.Add(study, seed, 0, 1);
                runs.Add(study, seed, 0.4, 1.3);
                runs.Add(study, seed, 4, 5);
                runs.Add(study, seed, -4, 0.2);
            }
        }

        return runs;
    }

    [Theory]
    [MemberData(nameof(Runs))]
    public void Write_EveryDefinitionSeedAndEffect_IsAcceptedByItsOwnDictionary(string study, ulong seed, double effect, double hazardRatio)
    {
        var definition = StudyDefinitionLoader.Load(RfaCrlm.FolderOf(study));
        using var workbook = new MemoryStream(StudySimulator.Write(definition, new SimulationOptions(80, effect, hazardRatio, seed)));

        var import = StudyImporter.Import(definition, workbook, "simulated.xlsx", new ImportOptions(new DateOnly(2026, 11, 23)));

        Assert.DoesNotContain(import.Ledger.Entries, e => e.Outcome == CellOutcome.Refused);
        Assert.Empty(import.Losses);
        Assert.DoesNotContain(import.Findings, f => f.Severity >= Severity.Error && f.Id.StartsWith("IMP-", StringComparison.Ordinal));
    }

    [Fact]
    public void Write_MorePatientsThanTheDictionaryHasPseudonymsFor_WritesNothing()
    {
        // The form CRI-000 has room for 999 patients.
        var problem = Assert.Throws<InvalidDefinitionException>(() => StudySimulator.Write(RfaCrlm.Definition, new SimulationOptions(1001, Seed: 5)));

        Assert.Contains(problem.Problems, p => p.JsonPath.Contains("patients", StringComparison.Ordinal) && p.Found.StartsWith("2 simulated values", StringComparison.Ordinal));
        Assert.Contains("fewer patients", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_WithErrors_MayHoldWhatIsRefused()
    {
        using var workbook = new MemoryStream(StudySimulator.Write(RfaCrlm.Definition, new SimulationOptions(40, Errors: true)));

        var import = StudyImporter.Import(RfaCrlm.Definition, workbook, "simulated.xlsx", new ImportOptions(new DateOnly(2026, 11, 23)));

        Assert.Contains(import.Ledger.Entries, e => e.Outcome == CellOutcome.Refused);
    }
}

using StudyAnalysis.Schema;

namespace StudyAnalysis.Simulation;

/// <summary>What a simulation is told besides the dictionary.</summary>
/// <param name="Patients">Number of patients: rows of tables whose "rows" is "patientCount".</param>
/// <param name="Effect">Shift on the log2 scale at the primary contrast: the name effect in simulate expressions.</param>
/// <param name="HazardRatioPerDoubling">Factor on the hazard of an event time per unit of its "doublings".</param>
/// <param name="Seed">Seed: the same definition, options and seed give the same workbook.</param>
/// <param name="Errors">Whether the typing errors of the dictionary are made.</param>
public sealed record SimulationOptions(
    int Patients = 40, double Effect = 0.4, double HazardRatioPerDoubling = 1.3, ulong Seed = 1, bool Errors = false)
{
    /// <summary>First day of the study: the name start.</summary>
    public DateOnly StartDate { get; init; } = new(2025, 3, 3);

    /// <summary>Days from start to the data cut, which is the name asOf: nothing later is typed.</summary>
    public int Days { get; init; } = 540;

    /// <summary>Language of codes and of the typing errors; headers are the first of each field.</summary>
    public Language Language { get; init; } = Language.French;
}

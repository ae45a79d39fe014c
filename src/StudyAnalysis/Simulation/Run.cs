using StudyAnalysis.Data;

namespace StudyAnalysis.Simulation;

/// <summary>What all rows of a simulation share: the options, as names of expressions.</summary>
internal sealed record Run(SimulationOptions Options)
{
    public DateOnly Cut => Options.StartDate.AddDays(Options.Days);

    public Value? Named(string name, SimulatedRow row) => name switch
    {
        "rowNumber" => Value.Of(row.Number),
        "patientCount" => Value.Of(Options.Patients),
        "start" => Value.Of(Options.StartDate),
        "asOf" => Value.Of(Cut),
        "effect" => Value.Of(Options.Effect),
        _ => null,
    };
}

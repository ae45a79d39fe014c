namespace StudyAnalysis.Import.Reading;

/// <summary>Why the file's content of a cell is no value.</summary>
internal enum RawDamage : byte
{
    /// <summary>It is one.</summary>
    None,

    /// <summary>Not a number, or one that is too large.</summary>
    Number,

    /// <summary>A text that the file does not hold.</summary>
    Text,

    /// <summary>Neither true nor false.</summary>
    Truth,

    /// <summary>A time without a date.</summary>
    DateWithoutDay,

    /// <summary>A date with a time zone.</summary>
    DateWithZone,

    /// <summary>A date that is not written as ISO 8601 has it.</summary>
    DateNotIso,

    /// <summary>A kind or a format of cell that there is not.</summary>
    Type,
}

using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using StudyAnalysis.Engine;
using StudyAnalysis.Kinds.Common;

namespace StudyAnalysis.Kinds.Enrolment;

/// <summary>Enrolment against the plan.</summary>
public sealed record EnrolmentResult : AnalysisResult
{
    /// <summary>Key of n, n.planned, months and months.planned.</summary>
    public static StatisticKey Main { get; } = new("enrolment");

    /// <summary>From what is common.</summary>
    [SetsRequiredMembers]
    public EnrolmentResult(AnalysisResult common)
        : base(common)
    {
    }

    /// <summary>Calendar months counted, the first being that of the first enrolment.</summary>
    public int Months { get; init; }

    /// <summary>Monthly counts kept beside (screening): field and label.</summary>
    public ImmutableArray<CategoryLevel> Counts { get; init; } = [];

    /// <summary>Key of n enrolled by the end of a month, from 1.</summary>
    public static StatisticKey Month(int month) => new("enrolment", null, null, null, null, "month", month.ToString(CultureInfo.InvariantCulture));

    /// <summary>Key of n of a monthly count, over all months.</summary>
    public static StatisticKey Count(string field) => new("enrolment.counts", field);
}

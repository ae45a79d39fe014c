namespace StudyAnalysis.Kinds.Common;

/// <summary>A step of a curve. The interval's ends are NaN where there is none.</summary>
public readonly record struct CurveStep(double Time, double Estimate, double Low, double High, int Censored);

using System.Collections.Immutable;
using System.Globalization;
using StudyAnalysis.Statistics.Describe;
using StudyAnalysis.Statistics.Regress;
using StudyAnalysis.Statistics.Survival;

namespace StudyAnalysis.Statistics.Validate;

/// <summary>One measure of a model's performance.</summary>
/// <param name="Name">"Dxy", "C", "R2", "Intercept", "Slope", "Brier".</param>
/// <param name="Apparent">On the data the model was fitted to.</param>
/// <param name="Training">Mean over samples, on the sample each was fitted to.</param>
/// <param name="Test">Mean over samples, on what each was tested on.</param>
/// <param name="Optimism">Training − test.</param>
/// <param name="Corrected">Apparent − optimism.</param>
public sealed record ValidatedIndex(string Name, Quantity Apparent, Quantity Training, Quantity Test, Quantity Optimism, Quantity Corrected);

/// <summary>A validated model.</summary>
/// <param name="Method">Name, options and equal R call.</param>
/// <param name="Indices">The measures, in the order of the model's documentation.</param>
/// <param name="Samples">Samples (repeats of the cross-validation) used.</param>
/// <param name="Failed">Samples in which the model had no finite estimate (separation, no event) and which are left out.</param>
/// <param name="Notes">What the reader must know.</param>
public sealed record ModelValidationResult(
    MethodDescription Method, ImmutableArray<ValidatedIndex> Indices, int Samples, int Failed, ImmutableArray<string> Notes)
{
    /// <summary>The measure of that name.</summary>
    /// <param name="name">For example "C".</param>
    /// <exception cref="ArgumentException">There is no such measure.</exception>
    public ValidatedIndex Index(string name) => Indices.FirstOrDefault(i => i.Name == name)
        ?? throw new ArgumentException($"There is no index {name}, only {string.Join(", ", Indices.Select(i => i.Name))}.", nameof(name));
}

/// <summary>Internal validation: what a model fitted to a sample loses on other samples (Harrell, Lee and Mark 1996; Steyerberg 2019).</summary>
/// <remarks>Everything that looked at the outcome (selection, transformation, cut-points) would have to be repeated in every sample; these methods repeat
/// the fit of one fixed design. Net reclassification improvement is left out on purpose: it can improve for a useless, miscalibrated marker
/// (Pepe et al. 2015, Stat Biosci 7:282–295); take decision curves.</remarks>
public static class ModelValidation
{
    private static readonly string[] LogisticNames = ["Dxy", "C", "R2", "Intercept", "Slope", "Brier"];
    private static readonly string[] CoxNames = ["Dxy", "C", "R2", "Slope"];

    /// <summary>Validates a logistic model (maximum likelihood).</summary>
    /// <param name="outcome">Event yes/no; shape: n.</param>
    /// <param name="design">Columns with the intercept; shape: n × p.</param>
    /// <param name="samples">Bootstrap or cross-validation samples of n rows.</param>
    /// <returns>Dxy, C (area under the ROC curve), Nagelkerke's R², calibration intercept and slope, Brier score: no unit. Not estimable when the
    /// model is not, or in more than 10 % of the samples is not.</returns>
    /// <exception cref="ArgumentException">Different lengths, or samples of another number of rows.</exception>
    /// <remarks>R: <c>rms::validate(lrm(y ~ x, x = TRUE, y = TRUE), B = 500)</c>, whose own fits stop at a change of the deviance of 0.025.
    /// The same on any number of cores. Source: Harrell, Lee and Mark (1996), Stat Med 15:361–387. Oracle: Oracles/validate.</remarks>
    public static ModelValidationResult Logistic(IReadOnlyList<bool> outcome, Design design, ValidationSamples samples)
    {
        Guard.SameLength(outcome.Count, design.Rows, nameof(outcome), nameof(design));
        Guard.SameLength(outcome.Count, samples.Rows, nameof(outcome), nameof(samples));
        var method = Method("Logistic model", samples, $"rms::validate(lrm(y ~ x, x = TRUE, y = TRUE), B = {samples.Count})");
        var fit = LogisticRegression.Fit(outcome, design, LogisticPenalty.None);
        if (!fit.LogLikelihood.IsEstimable)
        {
            return Failed(method, LogisticNames, fit.LogLikelihood.Reason, samples.Count);
        }

        bool[] events = [.. outcome];
        return Run(method, LogisticNames, samples, () => new LogisticValidator(events, design.Columns));
    }

    /// <summary>Validates a Cox model (Efron's ties).</summary>
    /// <param name="time">End of follow-up; shape: n.</param>
    /// <param name="status">true where the end is the event; shape: n.</param>
    /// <param name="design">Covariates without an intercept; shape: n × p.</param>
    /// <param name="samples">Bootstrap or cross-validation samples of n rows.</param>
    /// <returns>Dxy, C (Harrell's concordance), R² (Nagelkerke's for the partial likelihood) and calibration slope: no unit. Not estimable as for
    /// <see cref="Logistic"/>.</returns>
    /// <exception cref="ArgumentException">Different lengths, a time not finite, or samples of another number of rows.</exception>
    /// <remarks>R: <c>rms::validate(cph(Surv(time, status) ~ x, x = TRUE, y = TRUE), B = 500)</c>, which stops its fits at a relative change of 1e-4. In
    /// cross-validation the predictors of the folds of a repeat are put together as measured from the mean row of the data.
    /// Source: Harrell, Lee and Mark (1996). Oracle: Oracles/validate.</remarks>
    public static ModelValidationResult Cox(double[] time, IReadOnlyList<bool> status, Design design, ValidationSamples samples)
    {
        time = SurvivalInput.Checked(time, status.Count, nameof(status));
        Guard.SameLength(time.Length, design.Rows, nameof(time), nameof(design));
        Guard.SameLength(time.Length, samples.Rows, nameof(time), nameof(samples));
        var method = Method("Cox model", samples, $"rms::validate(cph(Surv(time, status) ~ x, x = TRUE, y = TRUE), B = {samples.Count})");
        bool[] events = [.. status];
        return Run(method, CoxNames, samples, () => new CoxValidator(time, events, design.Columns));
    }

    private static MethodDescription Method(string model, ValidationSamples samples, string call) =>
        new($"{model}: internal validation", Inference.Options(("samples", samples.Name)), call);

    private static ModelValidationResult Run(MethodDescription method, string[] names, ValidationSamples samples, Func<ModelValidator> create)
    {
        var whole = create();
        var apparent = new double[names.Length];
        Array.Fill(whole.Train, 1);
        if (!whole.FitTrain() || !whole.Training(apparent))
        {
            return Failed(method, names, "the model has no finite estimate", samples.Count);
        }

        var (training, test, done) = (new double[samples.Count][], new double[samples.Count][], new bool[samples.Count]);
        Parallel.For(0, samples.Count, create, (r, _, validator) =>
        {
            (training[r], test[r]) = (new double[names.Length], new double[names.Length]);
            done[r] = validator.Round(samples, r, training[r], test[r]);
            return validator;
        }, _ => { });

        int[] used = [.. Enumerable.Range(0, samples.Count).Where(r => done[r])];
        var failed = samples.Count - used.Length;
        var count = string.Create(CultureInfo.InvariantCulture, $"{failed} of {samples.Count} samples");
        if (10L * failed > samples.Count)
        {
            return Failed(method, names, $"the model has no finite estimate in {count}", samples.Count) with { Failed = failed };
        }

        return new(
            method,
            [.. names.Select((name, k) => Summary(name, apparent[k], used.Average(r => training[r][k]), used.Average(r => test[r][k])))],
            used.Length,
            failed,
            failed == 0 ? [] : [$"{count} had no finite estimate and were left out, which makes the optimism look smaller"]);
    }

    private static ValidatedIndex Summary(string name, double apparent, double training, double test) =>
        new(name, apparent, training, test, training - test, apparent - (training - test));

    private static ModelValidationResult Failed(MethodDescription method, string[] names, string reason, int samples)
    {
        var none = Quantity.NotEstimable(reason);
        return new(method, [.. names.Select(n => new ValidatedIndex(n, none, none, none, none, none))], samples, 0, []);
    }
}

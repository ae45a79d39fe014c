using System.Reflection;
using System.Reflection.Emit;
using StudyAnalysis.Statistics;
using StudyAnalysis.Statistics.Plan;
using StudyAnalysis.Statistics.Survival;
using StudyAnalysis.Tests.Statistics.Regress;
using StudyAnalysis.Tests.Statistics.Validity;
using Xunit;
using TestResult = StudyAnalysis.Statistics.TestResult;

namespace StudyAnalysis.Tests.Architecture;

/// <summary>
/// What gives a p or an interval has its level or coverage measured at small n: the cases behind docs/statistics/validity.md and validity-regression.md call it. What need not be measured
/// is listed here with the reason.
/// </summary>
public sealed class ValidityCoverageTests
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;
    private const string Precision = "the precision of a simulation, not of data";
    private const string SameOnOtherScale = "the exponential of coefficients that are measured";
    private const string WithoutInterval = "the result has a place for an interval, the method has none";
    private const string Inside = "what Bootstrap.Compute and ComputeStudentized call, which are measured";
    private const string Label = "a name or a grouping, no number depends on it";
    private const string Choice = "the two-sided test at 95 % is measured; the side or level changes the quantile";

    private static readonly Dictionary<string, string> NotMeasured = new(StringComparer.Ordinal)
    {
        ["Bootstrap.Bca"] = Inside,
        ["Bootstrap.Percentile"] = Inside,
        ["Bootstrap.Studentized"] = Inside,
        ["CensoredSummary.KaplanMeier"] = WithoutInterval,
        ["CensoredSummary.RobustRos"] = WithoutInterval,
        ["ReplicateVariation.RootMeanSquare"] = WithoutInterval,
        ["Skewness.Compute"] = WithoutInterval,
        ["LogisticFit.OddsRatios"] = SameOnOtherScale,
        ["PoissonFit.RateRatios"] = SameOnOtherScale,
        ["ProportionalOddsFit.OddsRatios"] = SameOnOtherScale,
        ["MaxTVariable.MonteCarlo"] = Precision,
        ["PermutationResult.MonteCarlo"] = Precision,
        ["AftInput.Names"] = Label,
        ["CoxInput.Names"] = Label,
        ["CoxInput.Terms"] = "columns tested together, as Wald's joint test of two markers is",
        ["CoxInput.Offset"] = "a known part of the predictor: likelihood and variance keep their form",
        ["MaxTOptions.Alternative"] = Choice,
        ["MaxTOptions.Level"] = Precision,
        ["MaximallySelectedOptions.Level"] = Choice,
        ["MaximallySelectedOptions.MaximumShare"] = "fewer cuts to choose from; the usual share is measured",
        ["MaximallySelectedOptions.MinimumShare"] = "fewer cuts to choose from; the usual share is measured",
        ["PermutationTestOptions.Alternative"] = Choice,
        ["PermutationTestOptions.Level"] = Precision,
    };

    private static readonly Lazy<HashSet<string>> Called = new(CallsOfTheCases);

    // Plans have no data yet: their intervals tell the precision to expect, or that of a simulation.
    private static IEnumerable<Type> Types => typeof(Quantity).Assembly.GetExportedTypes().Where(t => t.Namespace != typeof(PowerResult).Namespace);

    [Fact]
    public void Methods_WithAPOrAnInterval_AreMeasured() => AreMeasured(
        from type in Types
        from method in type.GetMethods(Declared)
        where !method.IsSpecialName && !IsOfARecord(method) && type != typeof(ConfidenceInterval) && Reaches(method.ReturnType, [])
        select $"{type.Name}.{method.Name}");

    [Fact]
    public void TestsAndIntervals_OfResults_AreMeasured() => AreMeasured(
        from type in Types
        from property in type.GetProperties(Declared)
        where IsPOrInterval(property)
        select $"{type.Name}.{property.Name}");

    // An option can make another method of it: weights a robust variance, missing values another set of permutations.
    [Fact]
    public void OptionsOfMeasuredMethods_AreMeasured() => AreMeasured(
        (from type in Types
         from method in type.GetMethods(Declared)
         where !method.IsSpecialName && !IsOfARecord(method) && Reaches(method.ReturnType, []) && !NotMeasured.ContainsKey($"{type.Name}.{method.Name}")
         from parameter in method.GetParameters()
         where parameter.ParameterType.Assembly == type.Assembly && parameter.ParameterType.IsClass && !Reaches(parameter.ParameterType, [])
         from property in parameter.ParameterType.GetProperties(Declared)
         where property.SetMethod is { IsPublic: true }
         select $"{parameter.ParameterType.Name}.{property.Name}").Distinct());

    [Fact]
    public void Reasons_AreOfWhatExists_AndIsNotMeasured()
    {
        var known =
            (from type in typeof(Quantity).Assembly.GetExportedTypes()
             from member in type.GetMembers(Declared)
             select $"{type.Name}.{member.Name}").ToHashSet();
        string[] wrong = [.. NotMeasured.Keys.Where(name => !known.Contains(name) || Called.Value.Contains(name))];
        Assert.True(wrong.Length == 0, "gone, or measured by now: " + string.Join(", ", wrong));
        Assert.All(NotMeasured.Values, reason => Assert.True(reason.Length > 10));
    }

    private static void AreMeasured(IEnumerable<string> names)
    {
        string[] missing = [.. names.Distinct().Where(name => !Called.Value.Contains(name) && !NotMeasured.ContainsKey(name)).Order(StringComparer.Ordinal)];
        Assert.True(missing.Length == 0, "no case in tests/StudyAnalysis.Tests/Statistics/Validity calls " + string.Join(", ", missing));
    }

    private static bool IsOfARecord(MethodInfo method) => method.Name is "<Clone>$" or "ToString" or "Deconstruct" or "Equals" or "GetHashCode";

    // The parts every test and interval has in common say nothing about a method.
    private static bool IsPOrInterval(PropertyInfo property) =>
        property.DeclaringType != typeof(TestResult) && property.DeclaringType != typeof(ChiSquaredTest) && property.DeclaringType != typeof(ConfidenceInterval)
        && (Parts(property.PropertyType).Any(t => t == typeof(ConfidenceInterval) || t == typeof(TestResult) || t == typeof(ChiSquaredTest))
            || (property.PropertyType == typeof(Quantity) && property.Name.Contains("PValue", StringComparison.Ordinal)));

    private static bool Reaches(Type type, HashSet<Type> seen) => Parts(type).Any(part =>
        part == typeof(ConfidenceInterval)
        || (part.Assembly == typeof(Quantity).Assembly && seen.Add(part)
            && part.GetProperties(BindingFlags.Public | BindingFlags.Instance).Any(p => (p.PropertyType == typeof(Quantity) && p.Name.Contains("PValue", StringComparison.Ordinal)) || Reaches(p.PropertyType, seen))));

    // The type itself and what it is a list, an array or a tuple of.
    private static IEnumerable<Type> Parts(Type type) =>
        type.IsGenericType ? type.GetGenericArguments().SelectMany(Parts) : type.HasElementType ? Parts(type.GetElementType()!) : [type];

    private static HashSet<string> CallsOfTheCases()
    {
        var cases = typeof(ValidityCoverageTests).Assembly.GetTypes().Where(t =>
            t.Namespace == typeof(ValidityGrid).Namespace || t == typeof(CoverageTests) || t.DeclaringType == typeof(CoverageTests));
        const BindingFlags all = Declared | BindingFlags.NonPublic;
        return
        [
            .. from type in cases
               from method in type.GetMethods(all).Cast<MethodBase>().Concat(type.GetConstructors(all))
               from called in Calls(method)
               let owner = called.DeclaringType
               where owner?.Assembly == typeof(Quantity).Assembly
               select $"{owner!.Name}.{PropertyName(called.Name)}",
        ];
    }

    private static string PropertyName(string method) =>
        method.StartsWith("get_", StringComparison.Ordinal) || method.StartsWith("set_", StringComparison.Ordinal) ? method[4..] : method;

    private static IEnumerable<MethodBase> Calls(MethodBase method)
    {
        var il = method.GetMethodBody()?.GetILAsByteArray() ?? [];
        Type[] typeArguments = method.DeclaringType is { IsGenericType: true } type ? type.GetGenericArguments() : [];
        Type[] methodArguments = method.IsGenericMethod ? method.GetGenericArguments() : [];
        for (var at = 0; at < il.Length;)
        {
            var code = il[at] == 0xFE ? Codes[(short)(0xFE00 | il[at + 1])] : Codes[il[at]];
            at += code.Size;
            if (code.OperandType == OperandType.InlineMethod && method.Module.ResolveMethod(BitConverter.ToInt32(il, at), typeArguments, methodArguments) is { } called)
            {
                yield return called;
            }

            at += code.OperandType switch
            {
                OperandType.InlineNone => 0,
                OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
                OperandType.InlineVar => 2,
                OperandType.InlineI8 or OperandType.InlineR => 8,
                OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(il, at)),
                _ => 4,
            };
        }
    }

    private static Dictionary<short, OpCode> Codes { get; } =
        typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static).Select(f => (OpCode)f.GetValue(null)!).ToDictionary(c => c.Value);
}

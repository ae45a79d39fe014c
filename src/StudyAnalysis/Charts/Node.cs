using Microsoft.FSharp.Collections;
using Plotly.NET;

namespace StudyAnalysis.Charts;

/// <summary>Short ways to build Plotly.NET's dynamic objects: from C# their typed constructors take some 60 non-optional arguments.</summary>
public static class Node
{
    /// <summary>An object with properties; a null value leaves the property out.</summary>
    public static DynamicObj.DynamicObj Of(params ReadOnlySpan<(string Name, object? Value)> properties) => Fill(new DynamicObj.DynamicObj(), properties);

    /// <summary>A trace.</summary>
    /// <param name="type">scatter, bar, box, heatmap …</param>
    /// <param name="properties">Properties by plotly.js name; null leaves one out.</param>
    public static Trace Trace(string type, params ReadOnlySpan<(string Name, object? Value)> properties) => Fill(new Trace(type), properties);

    /// <summary>A chart from traces and a layout, without Plotly.NET's defaults.</summary>
    public static GenericChart Chart(IEnumerable<Trace> traces, Layout layout) =>
        GenericChart.NewMultiChart(ListModule.OfSeq(traces), layout, new Config(), new DisplayOptions());

    internal static T Fill<T>(T target, ReadOnlySpan<(string Name, object? Value)> properties)
        where T : DynamicObj.DynamicObj
    {
        foreach (var (name, value) in properties)
        {
            if (value is not null)
            {
                target.SetProperty(name, value);
            }
        }

        return target;
    }

    /// <summary>Numbers for a trace: null where there is none, because JSON has neither NaN nor infinity.</summary>
    internal static double?[] Values(IEnumerable<double> values) => [.. values.Select(v => double.IsFinite(v) ? v : (double?)null)];
}

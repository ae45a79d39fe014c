using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using StudyAnalysis.Notebooks.Documents;

namespace StudyAnalysis.Notebooks.Jupyter;

/// <summary>What Jupyter needs to know to start the kernel: a folder with kernel.json and logos.</summary>
public static class KernelSpec
{
    /// <summary>Name of the file.</summary>
    public const string FileName = "kernel.json";

    private static readonly string[] Logos = ["logo-32x32.png", "logo-64x64.png", "logo-svg.svg"];
    private static readonly JsonSerializerOptions Layout = new() { WriteIndented = true, IndentSize = 1, NewLine = "\n", Encoder = PlainJsonEncoder.Instance };

    /// <summary>The text of kernel.json.</summary>
    /// <param name="command">The command that starts the kernel, without the connection file.</param>
    /// <param name="environment">Environment variables it needs.</param>
    /// <param name="title">Name people read.</param>
    public static string ToText(ImmutableArray<string> command, ImmutableSortedDictionary<string, string> environment, string title)
    {
        var json = new JsonObject
        {
            ["argv"] = new JsonArray([.. command.Select(c => (JsonNode)c), "{connection_file}"]),
            ["display_name"] = title,
            ["env"] = new JsonObject(environment.Select(e => KeyValuePair.Create(e.Key, (JsonNode?)e.Value))),
            ["interrupt_mode"] = "message",
            ["language"] = "C#",
            ["metadata"] = new JsonObject { ["debugger"] = false },
        };
        return json.ToJsonString(Layout) + "\n";
    }

    /// <summary>The files of the folder, by name, the one Jupyter looks for last.</summary>
    /// <param name="kernelJson">Text of kernel.json.</param>
    public static ImmutableArray<KeyValuePair<string, byte[]>> Files(string kernelJson) =>
        [.. Logos.Select(logo => KeyValuePair.Create(logo, Logo(logo))), KeyValuePair.Create(FileName, Encoding.UTF8.GetBytes(kernelJson))];

    /// <summary>Whether the text of a kernel.json names this kernel, of whatever version and place.</summary>
    /// <param name="kernelJson">The text.</param>
    public static bool IsOurs(string kernelJson)
    {
        try
        {
            return JsonNode.Parse(kernelJson) is JsonObject json
                && json["argv"] is JsonArray command
                && command.OfType<JsonValue>().Select(a => a.ToString()).ToArray() is [.., "notebook", "kernel", "start", "{connection_file}"];
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static byte[] Logo(string name)
    {
        using var source = typeof(KernelSpec).Assembly.GetManifestResourceStream("StudyAnalysis.Notebooks.Jupyter.Assets." + name)!;
        var bytes = new byte[source.Length];
        source.ReadExactly(bytes);
        return bytes;
    }
}

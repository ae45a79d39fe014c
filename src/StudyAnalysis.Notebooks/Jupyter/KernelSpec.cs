using System.Collections.Immutable;
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

    /// <summary>Writes the folder, in place of an earlier one.</summary>
    /// <param name="folder">Its place: …/kernels/NAME.</param>
    /// <param name="kernelJson">Text of kernel.json.</param>
    public static void Write(string folder, string kernelJson)
    {
        Directory.CreateDirectory(folder);
        foreach (var logo in Logos)
        {
            using var source = typeof(KernelSpec).Assembly.GetManifestResourceStream("StudyAnalysis.Notebooks.Jupyter.Assets." + logo)!;
            using var target = File.Create(Path.Combine(folder, logo));
            source.CopyTo(target);
        }

        File.WriteAllText(Path.Combine(folder, FileName), kernelJson);
    }

    /// <summary>Removes the folder.</summary>
    /// <returns>Whether there was one.</returns>
    public static bool Remove(string folder)
    {
        if (!File.Exists(Path.Combine(folder, FileName)))
        {
            return false;
        }

        // File by file: what somebody else put there is not ours to remove.
        foreach (var file in Logos.Append(FileName))
        {
            File.Delete(Path.Combine(folder, file));
        }

        if (!Directory.EnumerateFileSystemEntries(folder).Any())
        {
            Directory.Delete(folder);
        }

        return true;
    }
}

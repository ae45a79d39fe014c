using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Nodes;
using Xunit;

namespace StudyAnalysis.Tests.Cli;

/// <summary>Workbooks and definitions with something changed at random: a report, or a sentence that says what is wrong; never a fault of the program.</summary>
public sealed class MutationTests : IDisposable
{
    private const int Quick = 40;
    private const int Many = 500;

    private static readonly int[] Allowed = [0, 1, 3, 4];

    private static readonly (string Study, string Workbook) Colon = ("colon-moertel", "colon-moertel.xlsx");

    private static readonly (string Study, string Workbook) Example = ("rfa-crlm", "example.xlsx");

    private readonly CliRun _cli = new();

    private string _workbook = Colon.Workbook;

    public static TheoryData<int> FewSeeds => [.. Enumerable.Range(0, Quick)];

    public static TheoryData<int> ManySeeds => [.. Enumerable.Range(Quick, Many - Quick)];

    public void Dispose() => _cli.Dispose();

    [Theory]
    [MemberData(nameof(FewSeeds))]
    public void WorkbookChangedAtRandom(int seed) => Check(seed, ChangeWorkbook);

    [Theory]
    [MemberData(nameof(FewSeeds))]
    public void DefinitionChangedAtRandom(int seed) => Check(seed, ChangeDefinition);

    [Theory]
    [Trait("Category", "Long")]
    [MemberData(nameof(ManySeeds))]
    public void MoreWorkbooks(int seed) => Check(seed, ChangeWorkbook, seed % 2 == 0 ? Colon : Example);

    [Theory]
    [Trait("Category", "Long")]
    [MemberData(nameof(ManySeeds))]
    public void MoreDefinitions(int seed) => Check(seed, ChangeDefinition, seed % 2 == 0 ? Colon : Example);

    private void Check(int seed, Action<Random> change) => Check(seed, change, Colon);

    private void Check(int seed, Action<Random> change, (string Study, string Workbook) example)
    {
        _workbook = example.Workbook;
        var study = Directory.CreateDirectory(_cli["study"]).FullName;
        foreach (var file in Directory.EnumerateFiles(CliRun.Definition(example.Study)))
        {
            File.Copy(file, Path.Combine(study, Path.GetFileName(file)));
        }

        change(new Random(seed));
        var exit = _cli.Run("report", Path.Combine(study, _workbook), "--definition", study, "--out", _cli["out"], "--no-pdf");
        Assert.True(Allowed.Contains(exit), $"exit {exit}: {_cli.Error}");
        Assert.DoesNotContain("Exception", _cli.Error, StringComparison.Ordinal);
    }

    // Half of the files are damaged as a whole, half in the XML of one part.
    private void ChangeWorkbook(Random random)
    {
        var path = Path.Combine(_cli["study"], _workbook);
        if (random.Next(2) == 0)
        {
            File.WriteAllBytes(path, Damaged(File.ReadAllBytes(path), random));
            return;
        }

        using var zip = ZipFile.Open(path, ZipArchiveMode.Update);
        var entry = zip.Entries[random.Next(zip.Entries.Count)];
        using var content = new MemoryStream();
        using (var old = entry.Open())
        {
            old.CopyTo(content);
        }

        var name = entry.FullName;
        entry.Delete();
        using var changed = zip.CreateEntry(name).Open();
        changed.Write(Damaged(content.ToArray(), random));
    }

    private void ChangeDefinition(Random random)
    {
        var path = Path.Combine(_cli["study"], random.Next(2) == 0 ? "plan.json" : "datapackage.json");
        var root = JsonNode.Parse(File.ReadAllText(path))!;
        for (var i = random.Next(1, 3); i > 0; i--)
        {
            Change(root, random);
        }

        File.WriteAllText(path, root.ToJsonString(new JsonSerializerOptions { WriteIndented = true }));
    }

    private static byte[] Damaged(byte[] bytes, Random random)
    {
        if (bytes.Length == 0)
        {
            return bytes;
        }

        for (var i = random.Next(1, 6); i > 0; i--)
        {
            bytes[random.Next(bytes.Length)] = random.Next(3) == 0 ? (byte)random.Next(256) : (byte)"0123456789<>\"/=&;.-eE"[random.Next(21)];
        }

        return random.Next(5) == 0 ? bytes[..random.Next(bytes.Length)] : bytes;
    }

    private static void Change(JsonNode root, Random random)
    {
        var places = Places(root).ToArray();
        var place = places[random.Next(places.Length)];
        JsonNode? other = random.Next(8) switch
        {
            0 => null,
            1 => random.Next(-3, 10_000),
            2 => random.NextDouble() * Math.Pow(10, random.Next(-300, 300)),
            3 => new string('x', random.Next(0, 300)),
            4 => true,
            5 => new JsonArray(),
            6 => new JsonObject(),
            _ => places[random.Next(places.Length)].DeepClone(),
        };
        switch (place.Parent)
        {
            case JsonObject parent when random.Next(3) == 0:
                parent.Remove(place.GetPropertyName());
                break;
            case JsonArray list when random.Next(3) == 0:
                list.RemoveAt(place.GetElementIndex());
                break;
            default:
                place.ReplaceWith(other);
                break;
        }
    }

    private static IEnumerable<JsonNode> Places(JsonNode node)
    {
        IEnumerable<JsonNode?> children = node switch
        {
            JsonObject o => o.Select(p => p.Value),
            JsonArray a => a,
            _ => [],
        };
        return children.OfType<JsonNode>().SelectMany(c => Places(c).Prepend(c));
    }
}

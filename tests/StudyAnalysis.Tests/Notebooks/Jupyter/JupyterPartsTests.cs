using System.Text.Json.Nodes;
using StudyAnalysis.Cli;
using StudyAnalysis.Notebooks.Jupyter;
using StudyAnalysis.Notebooks.Kernel;
using StudyAnalysis.Tests.Cli;
using Xunit;

namespace StudyAnalysis.Tests.Notebooks.Jupyter;

public sealed class JupyterPartsTests : IDisposable
{
    private readonly CliRun _cli = new();

    public void Dispose() => _cli.Dispose();

    [Theory]
    [InlineData("abc", 2, 2)]
    [InlineData("😀b", 1, 2)]
    [InlineData("a😀😀b", 3, 5)]
    [InlineData("😀", 9, 2)]
    [InlineData("é漢", 2, 2)]
    [InlineData("", 0, 0)]
    public void TextOffset_CountsCodePoints(string text, int codePoints, int utf16)
    {
        Assert.Equal(utf16, TextOffset.ToUtf16(text, codePoints));
        Assert.Equal(Math.Min(codePoints, TextOffset.ToCodePoints(text, text.Length)), TextOffset.ToCodePoints(text, utf16));
    }

    [Theory]
    [InlineData("""{"ip":"0.0.0.0"}""", "0.0.0.0")]
    [InlineData("""{"ip":"192.168.1.4"}""", "192.168.1.4")]
    [InlineData("""{"ip":"example.org"}""", "example.org")]
    [InlineData("""{"ip":""}""", "loopback")]
    [InlineData("""{"key":""}""", "without a key")]
    [InlineData("""{"transport":"ipc"}""", "ipc")]
    [InlineData("""{"signature_scheme":"hmac-md5"}""", "hmac-md5")]
    [InlineData("""{"hb_port":0}""", "hb_port")]
    [InlineData("""{"shell_port":"x"}""", "shell_port")]
    public void ConnectionFile_UnsafeOrIncomplete_IsRefused_WithExit3(string change, string what)
    {
        var json = JsonNode.Parse("""{"shell_port":1,"iopub_port":2,"stdin_port":3,"control_port":4,"hb_port":5,"ip":"127.0.0.1","key":"k","transport":"tcp","signature_scheme":"hmac-sha256"}""")!.AsObject();
        foreach (var (name, value) in JsonNode.Parse(change)!.AsObject())
        {
            json[name] = value?.DeepClone();
        }

        File.WriteAllText(_cli["c.json"], json.ToJsonString());
        Assert.Equal(ExitCode.InputUnreadable, _cli.Run("notebook", "kernel", "start", _cli["c.json"]));
        Assert.Contains(what, _cli.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("127.0.0.1", "tcp://127.0.0.1:7")]
    [InlineData("localhost", "tcp://127.0.0.1:7")]
    [InlineData("127.1.2.3", "tcp://127.1.2.3:7")]
    [InlineData("::1", "tcp://[::1]:7")]
    public void ConnectionFile_Loopback_IsTaken(string ip, string endpoint)
    {
        File.WriteAllText(_cli["c.json"], $$"""{"shell_port":1,"iopub_port":2,"stdin_port":3,"control_port":4,"hb_port":5,"ip":"{{ip}}","key":"k"}""");
        Assert.Equal(endpoint, ConnectionFile.Read(_cli["c.json"]).Endpoint(7));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[")]
    [InlineData("[]")]
    public void ConnectionFile_OtherFile_IsRefused(string text)
    {
        File.WriteAllText(_cli["c.json"], text);
        Assert.False(Assert.Throws<ConnectionFileException>(() => ConnectionFile.Read(_cli["c.json"])).What.IsEmpty);
    }

    [Fact]
    public void History_Search_UsesGlobs_AndTailCounts()
    {
        var history = new CellHistory();
        foreach (var (number, code) in new[] { "var x = 1;", "x[0] + 1", "x", "y" }.Index())
        {
            history.Add(number + 1, code, null);
        }

        string[] Found(JsonObject request) => [.. history.Reply(request)["history"]!.AsArray().Select(h => (string)h![2]!)];
        Assert.Equal(["x[0] + 1"], Found(new JsonObject { ["hist_access_type"] = "search", ["pattern"] = "x[0]*" }));
        Assert.Equal(["x", "y"], Found(new JsonObject { ["hist_access_type"] = "search", ["pattern"] = "?" }));
        Assert.Equal(["y"], Found(new JsonObject { ["hist_access_type"] = "tail", ["n"] = 1 }));
        Assert.Equal(["x[0] + 1", "x"], Found(new JsonObject { ["hist_access_type"] = "range", ["start"] = 2, ["stop"] = 4 }));
        Assert.Empty(Found(new JsonObject { ["hist_access_type"] = "tail", ["n"] = -1 }));
    }

    [Fact]
    public void CellOutput_KeepsOrder_GathersText_AndDoesNotCutCharacters()
    {
        var sent = new List<(string Type, JsonObject Content)>();
        var output = new JupyterCellOutput((type, content, _) => sent.Add((type, content)), null, new Microsoft.Extensions.Time.Testing.FakeTimeProvider());
        output.Stream(StreamName.Output, "a");
        output.Stream(StreamName.Output, "b");
        output.Stream(StreamName.Error, "e");
        output.Stream(StreamName.Output, new string('x', 70_000) + "\ud83d");
        output.Stream(StreamName.Output, "\ude00");
        output.Display(MimeBundle.Text("d"), "id");
        output.Flush();
        Assert.Equal(["stream", "stream", "stream", "stream", "display_data"], sent.Select(s => s.Type));
        Assert.Equal(["ab", "e"], sent.Take(2).Select(s => (string)s.Content["text"]!));
        Assert.Equal("😀", (string)sent[3].Content["text"]!);
        Assert.Equal("id", (string)sent[4].Content["transient"]!["display_id"]!);
        Assert.Throws<InputNotAvailableException>(() => output.ReadLine("?", false));
    }

    [Fact]
    public void KernelOfAnotherProgram_IsNeitherReplacedNorRemoved()
    {
        var folder = Directory.CreateDirectory(Path.Combine(_cli.Folder, "share", "jupyter", "kernels", "python3")).FullName;
        const string Python = """{ "argv": ["python3", "-m", "ipykernel_launcher", "-f", "{connection_file}"], "display_name": "Python 3", "language": "python" }""";
        File.WriteAllText(Path.Combine(folder, "kernel.json"), Python);
        File.WriteAllText(Path.Combine(folder, "logo-64x64.png"), "a snake");
        Assert.Equal(ExitCode.BadArguments, _cli.Run("notebook", "kernel", "install", "--prefix", _cli.Folder, "--name", "python3"));
        Assert.Contains("--name", _cli.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.InputUnreadable, _cli.Run("notebook", "kernel", "uninstall", "--prefix", _cli.Folder, "--name", "python3"));
        Assert.Equal((Python, "a snake"), (File.ReadAllText(Path.Combine(folder, "kernel.json")), File.ReadAllText(Path.Combine(folder, "logo-64x64.png"))));
        Assert.Equal(2, Directory.GetFiles(folder).Length);
    }

    [Fact]
    public void KernelInstall_WritesAKernelspec_AndUninstallRemovesIt()
    {
        Assert.Equal(ExitCode.Done, _cli.Run("notebook", "kernel", "install", "--prefix", _cli.Folder, "--name", "mine"));
        var folder = Path.Combine(_cli.Folder, "share", "jupyter", "kernels", "mine");
        Assert.Equal(folder, _cli.Output.Trim());
        var json = JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "kernel.json")))!;
        Assert.Equal(("message", "C#", "{connection_file}"), ((string)json["interrupt_mode"]!, (string)json["language"]!, (string)json["argv"]!.AsArray()[^1]!));
        Assert.True(File.Exists((string)json["argv"]![0]!));
        Assert.Equal([0x89, (byte)'P'], File.ReadAllBytes(Path.Combine(folder, "logo-64x64.png")).Take(2));
        Assert.Equal(ExitCode.Done, _cli.Run("notebook", "kernel", "install", "--prefix", _cli.Folder, "--name", "mine"));
        Assert.Equal(ExitCode.Done, _cli.Run("notebook", "kernel", "uninstall", "--prefix", _cli.Folder, "--name", "mine"));
        Assert.False(Directory.Exists(folder));
        Assert.Equal(ExitCode.InputUnreadable, _cli.Run("notebook", "kernel", "uninstall", "--prefix", _cli.Folder, "--name", "mine"));
        Assert.Contains("jupyter kernelspec list", _cli.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--name", "a/b")]
    [InlineData("--name", "..")]
    [InlineData("--prefix", "")]
    [InlineData("--user", "--sys-prefix")]
    public void KernelInstall_BadArguments_End2(params string[] arguments) =>
        Assert.Equal(ExitCode.BadArguments, _cli.Run(["notebook", "kernel", "install", .. arguments]));

    [Fact]
    public void KernelInstall_PlaceThatTakesNoFiles_Ends2()
    {
        File.WriteAllText(_cli["file"], string.Empty);
        Assert.Equal(ExitCode.BadArguments, _cli.Run("notebook", "kernel", "install", "--prefix", _cli["file"]));
        Assert.Contains("--user", _cli.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Fault_OfAConnectionFile_IsSaidInFrench()
    {
        Assert.Equal(ExitCode.InputUnreadable, _cli.Run("notebook", "kernel", "start", _cli["missing.json"], "--lang", "fr"));
        Assert.Contains("ne peut pas être lu", _cli.Error, StringComparison.Ordinal);
    }
}

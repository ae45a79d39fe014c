using System.IO.Compression;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using StudyAnalysis.Notebooks.Kernel;
using Xunit;

namespace StudyAnalysis.Tests.Notebooks.Kernel;

/// <summary>Packages from a folder of the reader's own: nothing is fetched.</summary>
public sealed class PackageTests : KernelFixture
{
    [Fact]
    [Trait("Category", "Slow")]
    public async Task Package_FromTheReadersOwnSource_WithWhatItNeeds()
    {
        using var folder = new TemporaryFolder();
        var inner = Compile("Inner", "public static class Inner { public static int Value => 41; }");
        var name = "Outer" + Guid.NewGuid().ToString("N");
        var outer = Compile(name, "public static class Outer { public static int Value => Inner.Value + 1; }", MetadataReference.CreateFromImage(inner));
        Pack(folder.Path, name + ".Inner", "Inner", inner, string.Empty);
        Pack(folder.Path, name, name, outer, $"<dependency id=\"{name}.Inner\" version=\"1.0.0\" />");
        File.WriteAllText(
            Path.Combine(folder.Path, "NuGet.config"),
            "<configuration><packageSources><clear /><add key=\"own\" value=\".\" /></packageSources></configuration>");
        Use(new KernelOptions { WorkingFolder = folder.Path });
        Assert.Equal("42", await Value($"#r \"nuget: {name}, 1.0.0\"\nOuter.Value"));
        Assert.Equal("83", await Value("Outer.Value + Inner.Value"));
        var fault = await Fault("#r \"nuget: No.Such.Package, 9.9.9\"");
        Assert.Contains("cannot be had", fault.Message, StringComparison.Ordinal);
        Assert.Contains("NU1101", fault.Message, StringComparison.Ordinal);
        Assert.Equal("42", await Value("Outer.Value"));
    }

    [Fact]
    public async Task Assembly_ByItsPath()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(Path.Combine(folder.Path, "Mine.dll"), Compile("Mine", "public static class Mine { public static int Value => 7; }"));
        Use(new KernelOptions { WorkingFolder = folder.Path });
        Assert.Equal("7", await Value("#r \"Mine.dll\"\nMine.Value"));
        Assert.Equal("a", await Value("#r \"System.Net.Mail.dll\"\nnew System.Net.Mail.MailAddress(\"a@b\").User"));
    }

    private static byte[] Compile(string name, string code, params MetadataReference[] more)
    {
        using var image = new MemoryStream();
        var result = CSharpCompilation.Create(
            name,
            [CSharpSyntaxTree.ParseText(code)],
            [SessionReferences.Platform["System.Private.CoreLib"].Metadata, SessionReferences.Platform["System.Runtime"].Metadata, .. more],
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary)).Emit(image);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics));
        return image.ToArray();
    }

    private static void Pack(string folder, string id, string assembly, byte[] image, string dependency)
    {
        using var package = ZipFile.Open(Path.Combine(folder, $"{id}.1.0.0.nupkg"), ZipArchiveMode.Create);
        using (var text = new StreamWriter(package.CreateEntry($"{id}.nuspec").Open()))
        {
            text.Write(
                "<package xmlns=\"http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd\"><metadata>"
                + $"<id>{id}</id><version>1.0.0</version><authors>a</authors><description>d</description>"
                + $"<dependencies><group targetFramework=\"net10.0\">{dependency}</group></dependencies></metadata></package>");
        }

        using var content = package.CreateEntry($"lib/net10.0/{assembly}.dll").Open();
        content.Write(image);
    }
}

using System.Collections.Immutable;
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Security;
using System.Security.Cryptography;
using System.Text;

namespace StudyAnalysis.Notebooks.Kernel;

/// <summary>Packages that cells ask for: resolved by the .NET SDK, all of a session together, with the reader's own sources.</summary>
internal sealed class PackageReferences(KernelOptions options)
{
    private readonly SortedDictionary<string, string> _packages = new(StringComparer.OrdinalIgnoreCase);
    private readonly SortedSet<string> _sources = new(StringComparer.Ordinal);

    public void AddSource(string source) => _sources.Add(source);

    /// <summary>Adds a package, as "Id" or "Id, Version".</summary>
    /// <exception cref="DirectiveException">It cannot be had; the message holds what the SDK says.</exception>
    public void Add(string reference, CellSession session, CellRun run)
    {
        var parts = reference.Split(',', 2, StringSplitOptions.TrimEntries);
        var (id, version) = (parts[0], parts.Length > 1 && parts[1].Length > 0 ? parts[1] : "*");
        if (id.Length == 0 || id.Any(c => !char.IsLetterOrDigit(c) && c is not ('.' or '-' or '_')))
        {
            throw new DirectiveException($"#r \"nuget: {reference}\" names no package: it is #r \"nuget: Id, Version\".");
        }

        if (_packages.TryGetValue(id, out var present) && (present == version || version == "*"))
        {
            return;
        }

        var wanted = new SortedDictionary<string, string>(_packages, StringComparer.OrdinalIgnoreCase) { [id] = version };
        var files = Resolve(wanted, run);
        _packages[id] = version;
        foreach (var own in files.Select(f => SessionReferences.OlderOrNewer(f.Path)).OfType<string>().Distinct(StringComparer.Ordinal))
        {
            run.Sink.Write(StreamName.Error, own + "\n");
        }

        session.Reference(files.Where(f => f.Kind == "assembly").Select(f => f.Path));
        foreach (var (_, path) in files.Where(f => f.Kind == "native"))
        {
            session.Assemblies.AddNative(path);
        }
    }

    private List<(string Kind, string Path)> Resolve(SortedDictionary<string, string> packages, CellRun run)
    {
        var root = options.WorkingFolder ?? Environment.CurrentDirectory;
        var project = Project(packages, root);
        var key = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(project)))[..24];
        var folder = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create), "StudyAnalysis", "packages", key);
        var list = Path.Combine(folder, "files.txt");
        if (Read(list) is { } cached)
        {
            return cached;
        }

        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "cells.csproj"), project);
        foreach (var barrier in new[] { "Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props" })
        {
            File.WriteAllText(Path.Combine(folder, barrier), "<Project />");
        }

        var names = string.Join(", ", packages.Select(p => p.Value == "*" ? p.Key : $"{p.Key} {p.Value}"));
        run.Sink.Write(StreamName.Error, $"Restoring {names} …\n");
        Build(folder, names, run);
        return Read(list) ?? throw new DirectiveException($"{names}: the SDK restored them, but their files are not there.");
    }

    // Floating versions are looked up once for a session and cached like the others: a notebook gives the same numbers tomorrow.
    private string Project(SortedDictionary<string, string> packages, string root)
    {
        var references = string.Concat(packages.Select(p => $"    <PackageReference Include=\"{SecurityElement.Escape(p.Key)}\" Version=\"{SecurityElement.Escape(p.Value)}\" />\n"));
        var sources = _sources.Count == 0 ? string.Empty : $"    <RestoreAdditionalProjectSources>{SecurityElement.Escape(string.Join(';', _sources))}</RestoreAdditionalProjectSources>\n";
        return $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net{Environment.Version.ToString(2)}</TargetFramework>
                <RuntimeIdentifier>{RuntimeInformation.RuntimeIdentifier}</RuntimeIdentifier>
                <SelfContained>false</SelfContained>
                <UseAppHost>false</UseAppHost>
                <RestoreRootConfigDirectory>{SecurityElement.Escape(root)}</RestoreRootConfigDirectory>
                <RestorePackagesWithLockFile>false</RestorePackagesWithLockFile>
                <NuGetAudit>false</NuGetAudit>
            {sources}  </PropertyGroup>
              <ItemGroup>
            {references}  </ItemGroup>
              <Target Name="ListFiles" DependsOnTargets="ResolvePackageAssets">
                <ItemGroup>
                  <Listed Include="@(RuntimeCopyLocalItems->'assembly|%(FullPath)')" />
                  <Listed Include="@(NativeCopyLocalItems->'native|%(FullPath)')" />
                </ItemGroup>
                <WriteLinesToFile File="files.txt" Lines="@(Listed)" Overwrite="true" />
              </Target>
            </Project>
            """;
    }

    private static void Build(string folder, string names, CellRun run)
    {
        var start = new ProcessStartInfo("dotnet", ["build", "cells.csproj", "-restore", "-t:ListFiles", "--nologo", "-v:q", "-nodeReuse:false", "-tl:off"])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            UseShellExecute = false,
        };
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        start.Environment["DOTNET_NOLOGO"] = "1";
        using var process = Begin(start, names);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        try
        {
            process.WaitForExitAsync(run.StopToken).GetAwaiter().GetResult();
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        if (process.ExitCode != 0)
        {
            throw new DirectiveException($"{names} cannot be had.\n{Reasons(output.GetAwaiter().GetResult() + error.GetAwaiter().GetResult())}");
        }
    }

    private static Process Begin(ProcessStartInfo start, string names)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            throw new DirectiveException($"{names} cannot be had: packages are restored by the .NET SDK, and \"dotnet\" does not start ({e.Message}).");
        }
    }

    private static string Reasons(string log)
    {
        var errors = log.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Where(l => l.Contains("error ", StringComparison.Ordinal) || l.StartsWith("error", StringComparison.OrdinalIgnoreCase))
            .Select(l => l.IndexOf("error ", StringComparison.Ordinal) is > 0 and var at ? l[at..] : l)
            .Select(l => l.LastIndexOf(" [", StringComparison.Ordinal) is > 0 and var at ? l[..at] : l)
            .Distinct(StringComparer.Ordinal)
            .Take(5)
            .ToImmutableArray();
        return errors.IsEmpty ? log.Trim() : string.Join('\n', errors.Select(e => "  " + e));
    }

    private static List<(string Kind, string Path)>? Read(string list)
    {
        if (!File.Exists(list))
        {
            return null;
        }

        var files = File.ReadAllLines(list).Select(l => l.Split('|', 2)).Where(p => p.Length == 2).Select(p => (p[0], p[1])).ToList();
        return files.TrueForAll(f => File.Exists(f.Item2)) ? files : null;
    }
}

using StudyAnalysis.Cli;
using StudyAnalysis.Cli.Output;
using StudyAnalysis.Tests.Import;
using Xunit;

namespace StudyAnalysis.Tests.Cli;

/// <summary>What a new user gets wrong in the workbook, the command and the output folder: what, where, what to do, in both languages.</summary>
public sealed class NewUserErrorTests : IDisposable
{
    private readonly CliRun _cli = new();

    public void Dispose() => _cli.Dispose();

    [Theory]
    [InlineData("en", "protected by a password", "remove the password")]
    [InlineData("fr", "protégé par un mot de passe", "retirez le mot de passe")]
    public void PasswordProtectedWorkbook_Ends3(string language, string what, string action)
    {
        File.WriteAllBytes(_cli["locked.xlsx"], CompoundFile.Encrypted());
        Fails(3, ["report", _cli["locked.xlsx"], "--definition", ExampleWorkbook.Definition, "--lang", language], "locked.xlsx", what, action);
    }

    [Fact]
    public void WorkbookWithoutCells_Ends3_NamingTheMissingSheets()
    {
        File.WriteAllBytes(_cli["blank.xlsx"], new RawXlsx().Sheet("Feuil1", "<sheetData/>").ToBytes());
        Fails(3, Report("blank.xlsx"), "blank.xlsx", "Patients", "Dosages", "Add the sheet");
    }

    [Theory]
    [InlineData("en", "A core sheet is missing: Patients.", "Add the sheet")]
    [InlineData("fr", "Une feuille indispensable manque : Patients.", "Ajoutez la feuille")]
    public void RenamedSheet_Ends3_NamingFileAndSheet(string language, string what, string action)
    {
        ExampleWorkbook.Copy(_cli["renamed.xlsx"], (ExampleWorkbook.Sheets, "name=\"Patients\"", "name=\"Malades\""));
        Fails(3, Report("renamed.xlsx", "--lang", language), "renamed.xlsx", what, action);
    }

    [Theory]
    [InlineData("en", "Patients, Patient: A core column is missing.", "Add the column")]
    [InlineData("fr", "Patients, Patient : Une colonne indispensable manque.", "Ajoutez la colonne")]
    public void RenamedCoreColumn_Ends1_NamingSheetAndColumn(string language, string what, string action)
    {
        ExampleWorkbook.Copy(_cli["column.xlsx"], (ExampleWorkbook.Patients, ">Patient</t>", ">Code</t>"));
        Assert.Equal(ExitCode.BlockingOrDifferent, _cli.Run(Report("column.xlsx", "--lang", language)));
        Assert.Contains(what, _cli.Error, StringComparison.Ordinal);
        Assert.Contains(action, _cli.Error, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(_cli["out"], "report.html")));
    }

    [Fact]
    public void RenamedOptionalColumn_IsNamedWithTheHeaderThatStandsThere()
    {
        ExampleWorkbook.Copy(_cli["group.xlsx"], (ExampleWorkbook.Patients, ">Groupe</t>", ">Armoire</t>"));
        Assert.Equal(0, _cli.Run("check", _cli["group.xlsx"], "--definition", ExampleWorkbook.Definition, "--out", _cli["out"], "--json"));
        Assert.Contains("Groupe", _cli.Output, StringComparison.Ordinal);
        Assert.Contains("Armoire", _cli.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"decisive\": true, \"marker\": \"sCD40L\"", "\"decisive\": true, \"marker\": \"sCD04L\"", "sCD04L", "did you mean \"sCD40L\"")]
    [InlineData("matrix = 'plasma'", "matrix = 'plsama'", "plsama", "did you mean \"plasma\"")]
    [InlineData("\"population\": \"rfa_index\"", "\"popluation\": \"rfa_index\"", "popluation", "did you mean \"population\"")]
    [InlineData("\"role\": \"primary\",", "\"role\": \"primary\"", "broken JSON at line", "plan.json")]
    public void DefinitionWithATypo_Ends4_SayingWhereAndWhatWasMeant(string from, string to, string found, string hint)
    {
        var folder = Directory.CreateDirectory(_cli["study"]).FullName;
        foreach (var name in new[] { "datapackage.json", "plan.json" })
        {
            File.Copy(Path.Combine(ExampleWorkbook.Definition, name), Path.Combine(folder, name));
        }

        var plan = File.ReadAllText(Path.Combine(folder, "plan.json"));
        Assert.Contains(from, plan, StringComparison.Ordinal);
        File.WriteAllText(Path.Combine(folder, "plan.json"), plan.Replace(from, to, StringComparison.Ordinal));
        Fails(4, ["report", ExampleWorkbook.File, "--definition", folder], "plan.json", found, hint, "$");
    }

    [Theory]
    [InlineData("en", "there is no verb 'reprot'", "reprot")]
    [InlineData("fr", "il n’y a pas de verbe « reprot »", "reprot")]
    [InlineData("en", "there is no option '--oot'", "report", "--oot", "x")]
    [InlineData("fr", "il n’y a pas d’option « --oot »", "report", "--oot", "x")]
    [InlineData("en", "'b.xlsx' is not understood here", "report", "a.xlsx", "b.xlsx")]
    [InlineData("fr", "--out est donné, mais vide", "report", "--out", "")]
    [InlineData("en", "WORKBOOK is given, but empty", "report", "")]
    [InlineData("fr", "dites que faire")]
    public void BadCommandLine_Ends2_WithOneSentenceInTheLanguageAskedFor(string language, string what, params string[] arguments)
    {
        Assert.Equal(ExitCode.BadArguments, _cli.Run([.. arguments, "--lang", language]));
        Assert.Contains(what, _cli.Error, StringComparison.Ordinal);
        Assert.InRange(_cli.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length, 1, 2);
    }

    [Theory]
    [InlineData("en", "is a file, not a folder")]
    [InlineData("fr", "est un fichier, pas un dossier")]
    public void OutputBelowAFile_Ends2_NamingTheFile(string language, string what)
    {
        File.WriteAllText(_cli["notes.txt"], "mine");
        Fails(2, ["check", ExampleWorkbook.File, "--definition", ExampleWorkbook.Definition, "--out", _cli["notes.txt/deep/er"], "--lang", language], "notes.txt", what);
        Assert.Equal("mine", File.ReadAllText(_cli["notes.txt"]));
    }

    [Fact]
    public void OutputWithAVeryLongName_IsWritten()
    {
        var folder = _cli[new string('a', 250)];
        Assert.Equal(0, _cli.Run("check", ExampleWorkbook.File, "--definition", ExampleWorkbook.Definition, "--out", folder));
        Assert.True(File.Exists(Path.Combine(folder, "findings.xlsx")));
    }

    [Fact]
    public void PathsWithSpacesAccentsAndQuotes_AreTakenAsTheyAre()
    {
        var folder = Directory.CreateDirectory(_cli["étude de l'été \"1\" #%20&x"]).FullName;
        var workbook = ExampleWorkbook.Copy(Path.Combine(folder, "mon classeur n°1 #2.xlsx"));
        Assert.Equal(0, _cli.Run("report", workbook, "--definition", ExampleWorkbook.Definition, "--out", Path.Combine(folder, "le rapport"), "--no-pdf"));
        Assert.True(File.Exists(Path.Combine(folder, "le rapport", "report.html")));
    }

    // Columns of six letters would break every word.
    [Theory]
    [InlineData("en", "error IMP-035 Patients!I5, Taille (cm)", "Found: 1.78")]
    [InlineData("fr", "erreur IMP-035 Patients!I5, Taille (cm)", "Trouvé : 1.78")]
    public void Findings_OnANarrowScreen_StandOneUnderTheOther(string language, string where, string found)
    {
        using var narrow = new CliRun { Width = 48 };
        Assert.Equal(0, narrow.Run("check", ExampleWorkbook.File, "--definition", ExampleWorkbook.Definition, "--out", narrow["out"], "--lang", language));
        string[] lines = [.. narrow.Output.Split('\n').Select(l => l.Trim())];
        Assert.Equal(found, lines[Array.IndexOf(lines, where) + 1]);
        string[] table = [.. narrow.Output.Split('\n').SkipWhile(l => !l.Contains('─', StringComparison.Ordinal)).Skip(1).TakeWhile(l => l.StartsWith(' '))];
        Assert.True(table.Length > 20);
        Assert.All(table, l => Assert.True(l.TrimEnd().Length <= 48, l));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void OutputThatIsALink_FillsTheFolderBehindIt_Twice(bool isThere)
    {
        var behind = _cli["behind"];
        if (isThere)
        {
            Directory.CreateDirectory(behind);
        }

        File.CreateSymbolicLink(_cli["link"], behind);
        for (var run = 1; run <= 2; run++)
        {
            Assert.Equal(0, _cli.Run("check", ExampleWorkbook.File, "--definition", ExampleWorkbook.Definition, "--out", _cli["link"]));
            Assert.True(File.Exists(Path.Combine(behind, "findings.xlsx")));
            Assert.Equal(behind, new DirectoryInfo(_cli["link"]).LinkTarget);
        }
    }

    [Fact]
    public void OutputThatIsALinkToItself_Ends2()
    {
        File.CreateSymbolicLink(_cli["loop"], _cli["loop"]);
        Fails(2, ["check", ExampleWorkbook.File, "--definition", ExampleWorkbook.Definition, "--out", _cli["loop"]], "loop", "Give a folder");
    }

    [Theory]
    [InlineData("report", "en", "is the folder of the definition")]
    [InlineData("check", "fr", "est le dossier de la définition")]
    public void OutputThatIsTheDefinition_Ends2(string verb, string language, string what)
    {
        var folder = Directory.CreateDirectory(_cli["study"]).FullName;
        foreach (var name in new[] { "datapackage.json", "plan.json" })
        {
            File.Copy(Path.Combine(ExampleWorkbook.Definition, name), Path.Combine(folder, name));
        }

        Fails(2, [verb, ExampleWorkbook.File, "--definition", folder, "--out", folder, "--lang", language], what, "--out");
        Assert.Equal(2, Directory.GetFiles(folder).Length);
    }

    // The workbook itself, in the folder that is to take the report.
    [Theory]
    [InlineData("report", "en", "already holds other files under the names to be written: findings.xlsx", "version 0.1")]
    [InlineData("check", "fr", "contient déjà d’autres fichiers sous les noms à écrire : findings.xlsx", "version 0.1")]
    public void WorkbookNamedAsTheQueryList_IsNotReplaced(string verb, string language, string what, string action)
    {
        ExampleWorkbook.Copy(_cli["findings.xlsx"]);
        var before = File.ReadAllBytes(_cli["findings.xlsx"]);
        Fails(2, [verb, ExampleWorkbook.File, "--definition", ExampleWorkbook.Definition, "--out", _cli.Folder, "--lang", language], what, action);
        Fails(2, [verb, _cli["findings.xlsx"], "--definition", ExampleWorkbook.Definition, "--out", _cli.Folder, "--lang", language], "findings.xlsx", "--out");
        Assert.Equal(before, File.ReadAllBytes(_cli["findings.xlsx"]));
    }

    [Fact]
    public void ReportWithoutItsPdf_KeepsTheEarlierOne_AndSaysSo()
    {
        Assert.Equal(0, _cli.Run("report", ExampleWorkbook.File, "--definition", ExampleWorkbook.Definition, "--out", _cli["out"], "--no-pdf", "--quiet"));
        var manifest = Manifest.Read(_cli["out"])!;
        File.WriteAllText(Path.Combine(_cli["out"], "report.pdf"), "paper");
        var listed = manifest with { Files = manifest.Files.Add(new("report.pdf", ManifestFile.HashOf("paper"u8))) };
        File.WriteAllBytes(Path.Combine(_cli["out"], "manifest.json"), listed.ToBytes());
        Assert.Equal(0, _cli.Run("report", ExampleWorkbook.File, "--definition", ExampleWorkbook.Definition, "--out", _cli["out"], "--no-pdf", "--quiet"));
        Assert.Equal("paper", File.ReadAllText(Path.Combine(_cli["out"], "report.2027-06-01.pdf")));
        Assert.Contains("report.pdf was not made this time; the earlier one is kept as report.2027-06-01.pdf.", _cli.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("template")]
    [InlineData("simulate")]
    public void ExistingWorkbook_IsNeverReplaced(string verb)
    {
        File.WriteAllText(_cli["patients.xlsx"], "a year of typing");
        Fails(2, [verb, "--definition", ExampleWorkbook.Definition, "--out", _cli["patients.xlsx"]], "patients.xlsx", "is there already");
        Assert.Equal("a year of typing", File.ReadAllText(_cli["patients.xlsx"]));
    }

    [Fact]
    public void Template_BelowAFile_Ends2()
    {
        File.WriteAllText(_cli["notes.txt"], "mine");
        Fails(2, ["template", "--definition", ExampleWorkbook.Definition, "--out", _cli["notes.txt/t.xlsx"]], "t.xlsx", "--out");
    }

    private string[] Report(string workbook, params string[] more) =>
        ["report", _cli[workbook], "--definition", ExampleWorkbook.Definition, "--out", _cli["out"], "--no-pdf", .. more];

    private void Fails(int exit, string[] arguments, params string[] words)
    {
        var before = Directory.EnumerateFileSystemEntries(_cli.Folder).Order(StringComparer.Ordinal).ToArray();
        Assert.Equal(exit, _cli.Run([.. arguments, "--quiet"]));
        Assert.All(words, w => Assert.Contains(w, _cli.Error, StringComparison.Ordinal));
        Assert.DoesNotContain("   at ", _cli.Error, StringComparison.Ordinal);
        Assert.Empty(_cli.Output);
        Assert.Equal(before, Directory.EnumerateFileSystemEntries(_cli.Folder).Order(StringComparer.Ordinal));
    }
}

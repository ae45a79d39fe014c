using System.Text.Json.Nodes;
using StudyAnalysis.Notebooks.Documents;
using StudyAnalysis.Schema;
using Xunit;

namespace StudyAnalysis.Tests.Notebooks.Documents;

public sealed class NotebookFileTests
{
    private static NotebookDocument Read(string json) => NotebookReader.Parse(json, "x.ipynb");

    [Fact]
    public void Write_AfterRead_KeepsEveryByteOfAJupyterFile()
    {
        const string File = """
            {
             "cells": [
              {
               "attachments": {
                "a.png": {
                 "image/png": "iVBORw0K"
                }
               },
               "cell_type": "markdown",
               "id": "kept-id_1",
               "metadata": {
                "own": {
                 "b": 1.50
                }
               },
               "source": [
                "# Zoë 😀\n",
                "<b>&'"
               ]
              },
              {
               "cell_type": "code",
               "execution_count": null,
               "id": "c",
               "metadata": {},
               "outputs": [
                {
                 "data": {
                  "application/json": {
                   "text": "one\ntwo"
                  },
                  "text/plain": [
                   "a\n",
                   "b"
                  ]
                 },
                 "metadata": {},
                 "output_type": "display_data"
                }
               ],
               "source": []
              }
             ],
             "metadata": {
              "kernelspec": {
               "display_name": "C#",
               "name": "x"
              },
              "of others": []
             },
             "nbformat": 4,
             "nbformat_minor": 5
            }

            """;
        Assert.Equal(File, NotebookWriter.ToText(Read(File)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(4)]
    public void Read_OlderMinor_GetsDeterministicUniqueIds(int minor)
    {
        var file = """{"cells":[{"cell_type":"code","metadata":{},"outputs":[],"execution_count":1,"source":"1"},{"cell_type":"code","metadata":{},"outputs":[],"execution_count":2,"source":["1"]}],"metadata":{},"nbformat":4,"nbformat_minor":MINOR}"""
            .Replace("MINOR", minor.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
        var first = Read(file);
        Assert.Equal(5, first.Minor);
        Assert.Equal(2, first.Cells.Select(c => c.Id).Distinct().Count());
        Assert.All(first.Cells, c => Assert.Matches("^[a-z0-9]{8}$", c.Id));
        Assert.Equal(NotebookWriter.ToBytes(first), NotebookWriter.ToBytes(Read(file)));
    }

    [Theory]
    [InlineData("\"same\"", "\"same\"")]
    [InlineData("\"not valid\"", "\"\"")]
    [InlineData("7", "null")]
    public void Read_BadOrDoubleIds_AreMadeAnew_AndTheFirstKeeps(string first, string second)
    {
        var cells = Read($$"""{"cells":[{"cell_type":"raw","id":{{first}},"metadata":{},"source":"a"},{"cell_type":"raw","id":{{second}},"metadata":{},"source":"b"}],"metadata":{},"nbformat":4,"nbformat_minor":5}""").Cells;
        Assert.NotEqual(cells[0].Id, cells[1].Id);
        Assert.All(cells, c => Assert.Matches("^[a-zA-Z0-9_-]{1,64}$", c.Id));
        Assert.Equal(first == "\"same\"", cells[0].Id == "same");
    }

    [Fact]
    public void Read_LaterMinorAndUnknownFields_AreKept()
    {
        var document = Read("""{"cells":[{"cell_type":"code","id":"a","metadata":{},"source":"","outputs":[],"execution_count":null,"novel":{"z":1}}],"metadata":{},"nbformat":4,"nbformat_minor":9,"top":[1]}""");
        var json = JsonNode.Parse(NotebookWriter.ToText(document))!;
        Assert.Equal(9, (int)json["nbformat_minor"]!);
        Assert.Equal(1, (int)json["top"]![0]!);
        Assert.Equal(1, (int)json["cells"]![0]!["novel"]!["z"]!);
    }

    [Theory]
    [InlineData("""{"nbformat":3,"worksheets":[]}""", "nbformat 3", "jupyter nbconvert --to notebook --nbformat 4 x.ipynb")]
    [InlineData("""{"nbformat":5,"cells":[]}""", "nbformat 5", "Save it as nbformat 4")]
    [InlineData("{\n\"a\":", "not JSON (line 2)", ".ipynb")]
    [InlineData("[]", "not an object", ".ipynb")]
    [InlineData("{}", "no \"nbformat\"", ".ipynb")]
    [InlineData("""{"nbformat":4}""", "no \"cells\"", ".ipynb")]
    [InlineData("""{"nbformat":4,"cells":[{"cell_type":"heading","source":""}]}""", "cell 1", ".ipynb")]
    [InlineData("""{"nbformat":4,"cells":[{"cell_type":"code","source":[1]}]}""", "cell 1", ".ipynb")]
    [InlineData("""{"nbformat":4,"nbformat":4,"cells":[]}""", "not JSON", ".ipynb")]
    public void Read_OtherFiles_AreRefusedWithReasonAndAction(string text, string what, string action)
    {
        var error = Assert.Throws<UnreadableNotebookException>(() => Read(text));
        Assert.Contains(what, error.What.In(Language.English), StringComparison.Ordinal);
        Assert.Contains(action, error.Action.In(Language.English), StringComparison.Ordinal);
        Assert.NotEqual(error.What.In(Language.English), error.What.In(Language.French));
    }

    [Fact]
    public void Read_MissingFileFolderAndBadEncoding_AreRefused()
    {
        Assert.Throws<UnreadableNotebookException>(() => NotebookReader.Read("/nowhere/x.ipynb"));
        Assert.Throws<UnreadableNotebookException>(() => NotebookReader.Read(Path.GetTempPath()));
        var latin = Path.GetTempFileName();
        File.WriteAllBytes(latin, [(byte)'"', 0xE9, (byte)'"']);
        Assert.Throws<UnreadableNotebookException>(() => NotebookReader.Read(latin));
        File.Delete(latin);
    }

    [Fact]
    public void WithoutOutputs_LeavesNoTraceOfARun()
    {
        var document = Read("""{"cells":[{"cell_type":"code","id":"a","metadata":{},"source":"1","outputs":[{"output_type":"stream","name":"stdout","text":"x"}],"execution_count":3}],"metadata":{},"nbformat":4,"nbformat_minor":5}""");
        var cell = document.WithoutOutputs().Cells[0];
        Assert.Empty(cell.Outputs);
        Assert.Null(cell.ExecutionCount);
    }

    [Fact]
    public void Write_ControlCharactersAndHalfPairs_AreValidJson()
    {
        var cell = new NotebookCell("a", CellKind.Raw, "\u0000\u001b[31m\u007f\u2028\"\\\t\b\f" + '\ud83d');
        var text = NotebookWriter.ToText(new NotebookDocument([cell]));
        Assert.Contains("\\u0000\\u001b[31m\u007f\u2028\\\"\\\\\\t\\b\\f\ufffd", text, StringComparison.Ordinal);
        Assert.Equal(cell.Source[..^1] + "\ufffd", Read(text).Cells[0].Source);
    }

    [Fact]
    public void Dib_IsReadIntoCells()
    {
        var document = DibReader.Parse("#!meta\n\n{\"kernelInfo\":{}}\n\n#!markdown\n\n# Title\r\n\r\ntext\n\n#!csharp\n\n#!time\nvar x = 1;\n\nx\n\n#!c#\n\n#!csharp\n2\n", "a.dib");
        Assert.Equal([(CellKind.Markdown, "# Title\n\ntext"), (CellKind.Code, "#!time\nvar x = 1;\n\nx"), (CellKind.Code, "2")], document.Cells.Select(c => (c.Kind, c.Source)));
        Assert.Equal(3, document.Cells.Select(c => c.Id).Distinct().Count());
    }

    [Fact]
    public void Dib_InAnotherLanguage_IsRefusedWithItsLine()
    {
        var error = Assert.Throws<UnreadableNotebookException>(() => DibReader.Parse("1\n#!fsharp\nlet x = 1", "a.dib"));
        Assert.Contains("line 2", error.What.In(Language.English), StringComparison.Ordinal);
        Assert.Contains("fsharp", error.What.In(Language.English), StringComparison.Ordinal);
    }
}

namespace StudyAnalysis.Pdf;

/// <summary>Bookmarks of a printed PDF. Chromium writes the title of a heading that it moved to a new page twice over ("SafetySafety").</summary>
internal static class PdfBookmarks
{
    /// <summary>Takes back titles written twice. The rest of the space is filled with blanks, so no offset moves.</summary>
    public static void Undouble(Span<byte> pdf)
    {
        var mark = "/Title "u8;
        for (var at = 0; pdf[at..].IndexOf(mark) is var found and >= 0;)
        {
            at += found + mark.Length;
            switch (at < pdf.Length ? pdf[at] : default)
            {
                case (byte)'(':
                    Undouble(pdf[(at + 1)..(at + 1 + EndOfLiteral(pdf[(at + 1)..]))], pdf[(at + 1)..], (byte)')', prefix: 0, unit: 1);
                    break;
                case (byte)'<' when pdf[(at + 1)..].StartsWith("FEFF"u8):
                    Undouble(pdf[(at + 1)..(at + 1 + Math.Max(0, pdf[(at + 1)..].IndexOf((byte)'>')))], pdf[(at + 1)..], (byte)'>', prefix: 4, unit: 4);
                    break;
            }
        }
    }

    private static int EndOfLiteral(ReadOnlySpan<byte> text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\\')
            {
                i++;
            }
            else if (text[i] == ')')
            {
                return i;
            }
        }

        return 0;
    }

    private static void Undouble(Span<byte> title, Span<byte> after, byte close, int prefix, int unit)
    {
        var half = (title.Length - prefix) / 2;
        if (half < 2 * unit || prefix + (2 * half) != title.Length || half % unit != 0 || !title.Slice(prefix, half).SequenceEqual(title[(prefix + half)..]))
        {
            return;
        }

        after[(prefix + half)..(title.Length + 1)].Fill((byte)' ');
        after[prefix + half] = close;
    }
}

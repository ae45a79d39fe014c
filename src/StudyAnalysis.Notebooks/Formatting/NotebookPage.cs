namespace StudyAnalysis.Notebooks.Formatting;

/// <summary>The frame of every HTML output: styles that hold inside it only and suit light and dark backgrounds.</summary>
internal static class NotebookPage
{
    // Colours come from the surroundings: outputs stand on whatever background the reader chose. Figures have a light card of their own.
    // Boxes and labels of a figure do not fit a telephone: the figure is moved sideways, and the text beside it keeps its width.
    private const string Style =
        """
        .study-out{font:14px/1.45 "IBM Plex Sans",system-ui,sans-serif;max-width:900px;overflow-wrap:anywhere}
        .study-out h2,.study-out h3,.study-out h4{font-size:1.1em;margin:.9em 0 .3em;font-weight:600}
        .study-out h2{font-size:1.25em}
        .study-out p{margin:.35em 0}
        .study-out .result{font-size:1.08em;border-left:3px solid #0072b2;padding-left:.6em}
        .study-out .note,.study-out small{font-size:.86em;opacity:.78;font-weight:400}
        .study-out .scroll{overflow-x:auto;max-width:100%}
        .study-out .scroll table{border-collapse:collapse;margin:.3em 0;width:auto;table-layout:auto;font-size:.93em;font-variant-numeric:tabular-nums;border:0}
        .study-out .scroll caption{caption-side:top;text-align:left;padding:.2em 0;font-size:1em;color:inherit}
        .study-out .scroll th,.study-out .scroll td{padding:.16em .7em .16em 0;text-align:left;vertical-align:top;border:0;border-bottom:1px solid rgba(127,127,127,.28);background:none;overflow-wrap:normal;max-width:32em}
        .study-out .scroll thead th,.study-out .scroll thead td{border-bottom:1.5px solid rgba(127,127,127,.8);vertical-align:bottom;font-weight:600}
        .study-out .scroll tbody th{font-weight:400}
        .study-out .scroll tbody tr,.study-out .scroll tbody tr:hover{background:none}
        .study-out .scroll tr.heading th{font-weight:600;padding-top:.5em}
        .study-out .scroll th.indent{padding-left:1.2em}
        .study-out .scroll .right{text-align:right;white-space:nowrap}
        .study-out .scroll .short{white-space:nowrap}
        .study-out .scroll .long{min-width:15em}
        .study-out .scroll .center{text-align:center}
        .study-out .missing{opacity:.6;font-style:italic}
        .study-out figure{margin:.6em 0;max-width:760px}
        .study-out figcaption{margin-bottom:.2em}
        .study-out .plot{background:#fff;color:#1b2733;border-radius:4px;overflow:hidden}
        .study-out .plot .waiting{padding:1em;font-size:.9em}
        .study-out .notice{border-left:3px solid #b35900;padding:.1em .7em;margin:.5em 0}
        .study-out .notice-title{font-weight:600}
        .study-out .terms>div{display:flex;gap:.6em;flex-wrap:wrap}
        .study-out dl{margin:.3em 0}.study-out dt{font-weight:600}.study-out dd{margin:0}
        .study-out .key-numbers{display:flex;gap:1.6em;flex-wrap:wrap}
        .study-out pre.code{padding:.5em;border:1px solid rgba(127,127,127,.35);overflow-x:auto;white-space:pre-wrap}
        .study-out code{background:none;color:inherit;padding:0}
        .study-out svg text{fill:currentColor}
        .study-out .error{color:#c62828}
        @media (max-width:600px){.study-out figure{overflow-x:auto;contain:inline-size}.study-out .plot{min-width:560px}}
        """;

    /// <summary>An output's HTML with its frame.</summary>
    public static string Wrap(string html) => $"<div class=\"study-out\"><style>{Style}</style>\n{html}</div>";
}

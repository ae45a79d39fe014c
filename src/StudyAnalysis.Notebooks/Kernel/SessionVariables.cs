using System.Reflection;
using System.Text;
using Microsoft.CodeAnalysis;

namespace StudyAnalysis.Notebooks.Kernel;

/// <summary>The variables of a session.</summary>
internal static class SessionVariables
{
    private const int Widest = 80;

    /// <summary>Those alive, by name: of several of one name the last.</summary>
    public static SortedDictionary<string, (FieldInfo Field, object Owner)> Of(CellSession session)
    {
        var found = new SortedDictionary<string, (FieldInfo, object)>(StringComparer.Ordinal);
        foreach (var owner in session.Submissions)
        {
            foreach (var field in owner.GetType().GetFields(BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.DeclaredOnly))
            {
                if (!field.Name.StartsWith('<'))
                {
                    found[field.Name] = (field, owner);
                }
            }
        }

        return found;
    }

    /// <summary>As <c>#!who</c> or <c>#!whos</c> lists them.</summary>
    public static string List(CellSession session, bool values, CellRun run)
    {
        var text = new StringBuilder();
        foreach (var (name, (field, owner)) in Of(session))
        {
            text.Append(name);
            if (values)
            {
                var value = run.Format(field.GetValue(owner)).Data[MimeBundle.PlainText].ReplaceLineEndings(" ");
                text.Append('\t').Append(TypeName(field.FieldType)).Append('\t').Append(value.Length > Widest ? value[..Widest] + "…" : value);
            }

            text.Append('\n');
        }

        return text.ToString();
    }

    private static string TypeName(Type type)
    {
        if (!type.IsGenericType)
        {
            return type.Name;
        }

        var name = type.Name.Split('`')[0];
        return $"{name}<{string.Join(", ", type.GetGenericArguments().Select(TypeName))}>";
    }
}

using Xunit;

namespace StudyAnalysis.Tests.Schema;

/// <summary>Definitions broken in one place: file, text, replacement, and the problem it gives.</summary>
internal static class BrokenDefinitions
{
    /// <summary>Those a JSON Schema sees.</summary>
    public static TheoryData<string, string, string, string, string, string> Structure { get; } = new()
    {
        { "datapackage.json", "\"name\": \"small\", ", "", "$", "no \"name\"", "\"name\" must be there" },
        { "datapackage.json", "\"small\"", "\"Not small\"", "$.name", "\"Not small\"", "a text of the form ^[a-z0-9][a-z0-9._-]*$" },
        { "datapackage.json", "\"lloq\": 0.5", "\"lloq\": \"0.5\"", "$.resources[1].schema.fields[3].lloq", "\"0.5\"", "a number" },
        { "datapackage.json", "\"minimum\": 20", "\"minimum\": true", "$.resources[0].schema.fields[3].constraints.minimum", "true", "a number, or a text" },
        { "datapackage.json", "\"minimum\": 20", "\"minimum\": \"20/01/2026\"", "$.resources[0].schema.fields[3].constraints.minimum", "\"20/01/2026\"", "a date, \"2026-01-31\"" },
        { "datapackage.json", "[40, 120]", "[40]", "$.resources[0].schema.fields[3].plausible", "1 entry", "at least 2 entries" },
        { "datapackage.json", "[40, 120]", "[40, 80, 120]", "$.resources[0].schema.fields[3].plausible", "3 entries", "at most 2 entries" },
        { "datapackage.json", "\"type\": \"boolean\"", "\"type\": \"bolean\"", "$.resources[0].schema.fields[4].type", "\"bolean\"", "\"string\", \"integer\", \"number\", \"boolean\", \"date\", \"datetime\", \"year\", \"yearmonth\"; did you mean \"boolean\"?" },
        { "datapackage.json", "\"sheet\": \"Draws\"", "\"sheet\": \"\"", "$.resources[1].sheet", "an empty text", "a text" },
        { "plan.json", "\"primary\"", "\"primry\"", "$.analyses[0].role", "\"primry\"", "\"primary\", \"secondary\", \"exploratory\", \"descriptive\", \"sensitivity\", \"safety\"; did you mean \"primary\"?" },
        { "plan.json", "\"nominalDay\": 0,", "", "$.timePoints[0]", "no \"nominalDay\"", "\"nominalDay\" must be there" },
        { "plan.json", "\"reason\": \"other arm\"", "\"reason\": {}", "$.populations[1].steps[0].reason", "an empty object", "at least one of \"en\", \"fr\"" },
        { "plan.json", "\"en\": \"Small\"", "\"de\": \"Klein\"", "$.study.title.de", "the unknown property \"de\"", "\"en\", \"fr\"" },
        { "plan.json", "\"endpoint\": \"death\", \"by\"", "\"endpont\": \"death\", \"by\"", "$.analyses[0]", "no \"endpoint\"", "\"endpoint\" must be there" },
        { "plan.json", "\"2026-01-31\"", "\"31/01/2026\"", "$.date", "\"31/01/2026\"", "a date, \"2026-01-31\"" },
        { "plan.json", "\"kind\": \"describe\", ", "", "$.analyses[1]", "no \"kind\"", "\"flow\", \"enrolment\", \"followUp\", \"describe\", \"pairedChange\", \"groupChange\", \"trajectory\", \"proportion\", \"agreement\", \"compare\", \"trend\", \"correlate\", \"riskAtHorizon\", \"roc\", \"survival\", \"cumulativeIncidence\", \"hazardModel\", \"logisticModel\", \"panel\", \"events\"" },
        { "plan.json", "\"by\": \"arm\" },\n", "\"by\": \"arm\", \"confLevel\": 95 },\n", "$.analyses[0].confLevel", "95", "at most 0.9999" },
        { "plan.json", "\"kind\": \"survival\", \"population\": \"all\",\n      \"endpoint\": \"death\", \"by\": \"arm\" }", "\"kind\": \"hazardModel\", \"population\": \"all\",\n      \"endpoint\": \"death\", \"terms\": [\"arm\"], \"penalty\": \"none\", \"eventsPerParameter\": 10 }", "$.analyses[0].eventsPerParameter", "10", "an object, for example { \"note\": 10, \"veto\": 5 }" },
        { "plan.json", "\"kind\": \"survival\", \"population\": \"all\",\n      \"endpoint\": \"death\", \"by\": \"arm\" }", "\"kind\": \"hazardModel\", \"population\": \"all\",\n      \"endpoint\": \"death\", \"terms\": [\"arm\"] }", "$.analyses[0]", "no \"penalty\"", "\"penalty\" must be there" },
        { "plan.json", "\"steps\": [] },", "\"steps\": null },", "$.populations[0].steps", "null", "a list" },
        { "plan.json", "{ \"kind\": \"compare\", \"by\": \"arm\" }", "{ \"kind\": \"panel\" }", "$.analyses[4].inner.kind", "\"panel\"", "\"pairedChange\", \"groupChange\", \"proportion\", \"compare\", \"trend\", \"correlate\", \"roc\", \"hazardModel\", \"logisticModel\"" },
    };

    /// <summary>Those only the meaning shows.</summary>
    public static TheoryData<string, string, string, string, string, string> Meaning { get; } = new()
    {
        // Dictionary
        { "datapackage.json", "\"name\": \"smoker\"", "\"name\": \"weight\"", "$.resources[0].schema.fields[4].name", "\"weight\" a second time", "each field name once" },
        { "datapackage.json", "\"name\": \"wells\"", "\"name\": \"draws\"", "$.resources[2].name", "\"draws\" a second time", "each table name once" },
        { "datapackage.json", "\"sheet\": \"Draws\"", "\"sheet\": \"MALADES \"", "$.resources[1].sheet", "\"MALADES \", also a sheet name of \"patients\"", "spellings that tell them apart without case, accents, spaces and punctuation" },
        { "datapackage.json", "{ \"name\": \"day\", \"type\": \"date\", \"role\": \"row-date\" }", "{ \"name\": \"day\", \"type\": \"date\", \"headers\": [\"crp\"] }", "$.resources[1].schema.fields[3].headers", "\"CRP\", also a header of \"day\"", "spellings that tell them apart without case, accents and spaces" },
        { "datapackage.json", "\"primaryKey\": \"patient\"", "\"primaryKey\": \"patiant\"", "$.resources[0].schema.primaryKey[0]", "\"patiant\"", "a field of the table: \"patient\", \"included\", \"arm\", \"weight\", \"smoker\", \"died\"; did you mean \"patient\"?" },
        { "datapackage.json", "\"resource\": \"draws\"", "\"resource\": \"drows\"", "$.resources[2].schema.foreignKeys[0].reference.resource", "\"drows\"", "a table: \"patients\", \"draws\", \"wells\"; did you mean \"draws\"?" },
        { "datapackage.json", "\"resource\": \"patients\"", "\"resource\": \"wells\"", "$.resources[1].schema.foreignKeys[0]", "\"draws\" refers to itself through \"wells\"", "parents above children, no circle" },
        { "datapackage.json", "\"fields\": [\"patient\", \"day\"], \"reference\"", "\"fields\": [\"patient\"], \"reference\"", "$.resources[2].schema.foreignKeys[0]", "1 fields for 2", "as many fields as the reference names" },
        { "datapackage.json", "[40, 120]", "[120, 40]", "$.resources[0].schema.fields[3].plausible", "first 120 above second 40", "first not above second" },
        { "datapackage.json", "\"minimum\": 20", "\"minimum\": 400", "$.resources[0].schema.fields[3].constraints", "minimum 400 above maximum 300", "minimum not above maximum" },
        { "datapackage.json", "\"lloq\": 0.5", "\"lloq\": 900", "$.resources[1].schema.fields[3]", "lloq 900 above uloq 500", "lloq not above uloq" },
        { "datapackage.json", "\"type\": \"number\", \"unit\": \"kg\"", "\"type\": \"number\"", "$.resources[0].schema.fields[3].acceptedUnits", "units to convert from", "\"unit\" too, the unit to convert to" },
        { "datapackage.json", "{ \"value\": \"B\" }", "{ \"value\": \"A\" }", "$.resources[0].schema.fields[2].codes[1].value", "\"A\" a second time", "each code once" },
        { "datapackage.json", "{ \"value\": \"B\" }", "{ \"value\": \"B\", \"reference\": true }", "$.resources[0].schema.fields[2].codes", "2 references", "one reference at most" },
        { "datapackage.json", "\"type\": \"date\", \"role\": \"row-date\"", "\"type\": \"date\", \"role\": \"opposition\"", "$.resources[1].schema.fields[1].role", "Opposition for a field of type Date", "a boolean field for this role" },
        { "datapackage.json", "\"name\": \"included\"", "\"name\": \"where\"", "$.resources[0].schema.fields[1].name", "\"where\"", "a name that is no word of the plan language" },
        { "datapackage.json", "\"name\": \"smoker\"", "\"name\": \"smoker\", \"knownOn\": \"dyed\"", "$.resources[0].schema.fields[4].knownOn", "\"dyed\"", "a date field of the table: \"included\", \"died\"; did you mean \"died\"?" },
        { "plan.json", "\"censor\": \"max(draws.day)\"", "\"assessments\": { \"table\": \"patients\", \"date\": \"died\", \"negative\": \"smoker\" }, \"censor\": \"max(draws.day)\"", "$.endpoints[0].assessments.table", "\"patients\"", "a table whose rows belong to rows of patients" },
        { "plan.json", "\"censor\": \"max(draws.day)\"", "\"assessments\": { \"table\": \"drows\", \"date\": \"day\", \"negative\": \"late\" }, \"censor\": \"max(draws.day)\"", "$.endpoints[0].assessments.table", "\"drows\"", "a table: \"patients\", \"draws\", \"wells\"; did you mean \"draws\"?" },

        // Names in expressions
        { "plan.json", "weight > 100", "wieght > 100", "$.derived[0].expression", "wieght", "a field or derived variable of patients; did you mean \"weight\"?" },
        { "plan.json", "weight > 100", "draws.crp > 100", "$.derived[0].expression", "draws.crp", "many rows of draws may belong to one of patients: take one by a function, for example first(draws.crp)" },
        { "plan.json", "patients.included + 10", "patient.included + 10", "$.derived[2].expression", "patient.included", "a table: \"patients\", \"draws\", \"wells\"; did you mean \"patients\"?" },
        { "plan.json", "any(draws where crp > 5)", "any(drows where crp > 5)", "$.analyses[3].numerator", "any(drows where crp > 5)", "a table: \"patients\", \"draws\", \"wells\"; did you mean \"draws\"?" },
        { "plan.json", "any(draws where crp > 5)", "any(patients where weight > 5)", "$.analyses[3].numerator", "any(patients where weight > 5)", "a table whose rows belong to rows of patients: \"draws\", \"wells\"" },
        { "plan.json", "any(draws where crp > 5)", "any(draws where weight > 5)", "$.analyses[3].numerator", "weight", "a field or derived variable of draws: patient, day, visit, crp, late" },
        { "plan.json", "any(draws where crp > 5)", "crp@v2 > 5", "$.analyses[3].numerator", "crp@v2", "a time point: \"v0\", \"v1\"; did you mean \"v0\"?" },
        { "plan.json", "any(draws where crp > 5)", "cpr@v1 > 5", "$.analyses[3].numerator", "cpr@v1", "a marker: \"crp\"; did you mean \"crp\"?" },
        { "plan.json", "crp < 400 or late", "crp@v0 < 400", "$.checks[0].assert", "crp@v0", "marker@timePoint stands at patient level, not on rows of draws" },
        { "plan.json", "max(draws.day)", "last(wells.day)", "$.endpoints[0].censor", "last(wells.day)", "\"by\" and an order, as wells has no field with the role row-date" },

        // Codes and types
        { "plan.json", "arm = 'A'", "arm = 'a'", "$.populations[1].steps[0].keep", "arm = 'a'", "a code: \"A\", \"B\"; did you mean \"A\"?" },
        { "plan.json", "arm = 'A'", "arm in ('A', 'C')", "$.populations[1].steps[0].keep", "arm in ('C')", "a code: \"A\", \"B\"; did you mean \"A\"?" },
        { "plan.json", "arm = 'A'", "kind = 'z'", "$.populations[1].steps[0].keep", "kind = 'z'", "a code: \"x\", \"y\"; did you mean \"x\"?" },
        { "plan.json", "arm = 'A'", "arm = 1", "$.populations[1].steps[0].keep", "arm = 1", "values of one type, not a text and a number" },
        { "plan.json", "arm = 'A'", "weight", "$.populations[1].steps[0].keep", "weight", "true or false, not a number" },
        { "plan.json", "arm = 'A'", "log2(arm) > 1", "$.populations[1].steps[0].keep", "arm", "a number, not a text" },
        { "plan.json", "arm = 'A'", "arm > 'A'", "$.populations[1].steps[0].keep", "arm > 'A'", "numbers or dates on both sides of <, <=, >, >=" },
        { "plan.json", "arm = 'A'", "included + included > asOf", "$.populations[1].steps[0].keep", "included + included", "numbers, a date and days, or the difference of two dates" },
        { "plan.json", "arm = 'A'", "(if smoker then 1 else 'x') = 1", "$.populations[1].steps[0].keep", "if smoker then 1 else 'x'", "one type in both branches, not a number and a text" },
        { "plan.json", "\"at\": \"died\"", "\"at\": \"weight\"", "$.endpoints[0].events[0].at", "weight", "a date, not a number" },
        { "plan.json", "else 'y'", "else 'z'", "$.derived[1].expression", "'z'", "a code of this variable: \"x\", \"y\"; did you mean \"x\"?" },
        { "plan.json", "weight > 100", "weight >", "$.derived[0].expression", "the end at position 9 of: weight >", "a value: a number, a 'text', date'2026-01-31', a name, marker@timePoint, a function or \"(\"" },

        // Order and circles of derived variables
        { "plan.json", "weight > 100", "kind = 'x'", "$.derived[0].expression", "heavy → kind → heavy", "no circle of derived variables" },
        { "plan.json", "weight > 100", "heavy", "$.derived[0].expression", "heavy → heavy", "no circle of derived variables" },
        { "plan.json", "weight > 100", "any(draws where late)", "$.derived[0].expression", "\"late\", which is derived after this one", "variables derived before: put \"late\" first" },
        { "plan.json", "\"id\": \"heavy\"", "\"id\": \"smoker\"", "$.derived[0].id", "\"smoker\", also a field of patients", "a name of its own" },

        // Levels, time points, markers, populations, endpoints, checks
        { "plan.json", "\"id\": \"draw\", \"table\": \"draws\"", "\"id\": \"draw\", \"table\": \"draw\"", "$.levels[1].table", "\"draw\"", "a table: \"patients\", \"draws\", \"wells\"; did you mean \"draws\"?" },
        { "plan.json", "\"window\": [-7, 0]", "\"window\": [1, 7]", "$.timePoints[0].window", "[1, 7] around day 0", "first day not above the nominal day, last day not below it" },
        { "plan.json", "\"id\": \"v1\", \"label\"", "\"id\": \"v0\", \"label\"", "$.timePoints[1].id", "\"v0\" a second time", "each id once" },
        { "plan.json", "\"timePoint\": \"visit\", \"date\": \"day\"", "\"unit\": \"mg/L\"", "$.markers[0]", "neither \"timePoint\" nor \"date\"", "one of them, or both: else no row has a time point" },
        { "plan.json", "\"origin\": \"included\",\n  \"timePoints\"", "\"timePoints\"", "$.markers[0].date", "\"day\" without an origin", "\"origin\" in the plan: windows are days after it" },
        { "plan.json", "\"timePoint\": \"visit\"", "\"shownWith\": \"platelets\"", "$.markers[0].shownWith", "\"platelets\"", "another marker: none is defined" },
        { "plan.json", "\"from\": \"all\"", "\"from\": \"draws\"", "$.populations[1].from", "\"draws\"", "a population of level patient that stands before this one: \"all\"" },
        { "plan.json", "\"level\": \"patient\", \"from\"", "\"level\": \"patients\", \"from\"", "$.populations[1].level", "\"patients\"", "a level: \"patient\", \"draw\"; did you mean \"patient\"?" },
        { "plan.json", "\"field\": \"crp\"", "\"field\": \"CRP\"", "$.checks[0].field", "\"CRP\"", "a field of draws: \"patient\", \"day\", \"visit\", \"crp\"; did you mean \"crp\"?" },

        // Analyses
        { "plan.json", "\"id\": \"table1\"", "\"id\": \"km\"", "$.analyses[1].id", "\"km\" a second time", "each id once" },
        { "plan.json", "\"role\": \"secondary\", \"family\": \"f\", \"kind\": \"proportion\"", "\"role\": \"primary\", \"kind\": \"proportion\"", "$.analyses[3].role", "\"primary\" a second time", "one primary analysis; the others are secondary or exploratory" },
        { "plan.json", "\"role\": \"secondary\", \"family\": \"f\", \"kind\": \"proportion\"", "\"role\": \"exploratory\", \"family\": \"f\", \"kind\": \"proportion\"", "$.analyses[3].family", "\"f\" with the role Exploratory", "one role in a family: \"change\" has the role Secondary" },
        { "plan.json", "\"population\": \"armA\"", "\"population\": \"armB\"", "$.analyses[1].population", "\"armB\"", "a population: \"all\", \"armA\", \"draws\"; did you mean \"armA\"?" },
        { "plan.json", "\"kind\": \"survival\", \"population\": \"all\"", "\"kind\": \"survival\", \"population\": \"draws\"", "$.analyses[0].endpoint", "\"death\" of level patient", "an endpoint of level draw, as the population" },
        { "plan.json", "\"endpoint\": \"death\", \"by\"", "\"endpoint\": \"deth\", \"by\"", "$.analyses[0].endpoint", "\"deth\"", "an endpoint: \"death\"; did you mean \"death\"?" },
        { "plan.json", "[\"weight\", \"kind\", \"crp@v0\"]", "[\"weight\", \"kin\", \"crp@v0\"]", "$.analyses[1].variables[1]", "kin", "a field or derived variable of patients; did you mean \"kind\"?" },
        { "plan.json", "[\"weight\", \"kind\", \"crp@v0\"]", "[\"weight > 3\"]", "$.analyses[1].variables[0]", "\"weight > 3\"", "a variable: a field or derived variable, table.field of a parent, or marker@timePoint" },
        { "plan.json", "\"marker\": \"crp\"", "\"marker\": \"CRP\"", "$.analyses[2].marker", "\"CRP\"", "a marker: \"crp\"; did you mean \"crp\"?" },
        { "plan.json", "\"variables\": [\"weight\",", "\"variables\": [\"patient\",", "$.analyses[1].variables[0]", "\"patient\", which names patients", "a variable that names nobody: values of this one would stand in the report" },
        { "plan.json", "if heavy then 'x' else 'y'", "if heavy then 'x' else patient", "$.analyses[1].variables[1]", "\"kind\", which names patients", "a variable that names nobody: values of this one would stand in the report" },
        { "plan.json", "if heavy then 'x' else 'y'", "first(draws.patient)", "$.analyses[1].variables[1]", "\"kind\", which names patients", "a variable that names nobody: values of this one would stand in the report" },
        { "plan.json", "\"by\": \"smoker\"", "\"by\": \"patient\"", "$.analyses[1].by", "\"patient\", which names patients", "a variable that names nobody: values of this one would stand in the report" },
        { "plan.json", "\"kind\": \"followUp\", \"population\": \"all\",\n      \"endpoint\": \"death\", \"visits\": { \"table\": \"draws\", \"date\": \"day\", \"done\": \"crp is not missing\" } }", "\"kind\": \"events\", \"population\": \"all\", \"table\": \"draws\", \"term\": \"patient\" }", "$.analyses[5].term", "\"patient\", which names patients", "a variable that names nobody: values of this one would stand in the report" },
        { "plan.json", "\"to\": \"v1\"", "\"to\": \"v3\"", "$.analyses[2].to", "\"v3\"", "a time point: \"v0\", \"v1\"; did you mean \"v0\"?" },
        { "plan.json", "\"set\": { \"y\": \"weight\" }", "\"set\": { \"y\": \"wieght\" }", "$.analyses[4].over[0].set.y", "wieght", "a field or derived variable of patients; did you mean \"weight\"?" },
        { "plan.json", "\"set\": { \"y\": \"weight\" }", "\"set\": {}", "$.analyses[4].over[0].set", "no \"y\"", "\"y\" must be there" },
        { "plan.json", "crp is not missing", "weight is not missing", "$.analyses[5].visits.done", "weight", "a field or derived variable of draws: patient, day, visit, crp, late" },
        { "plan.json", "[\"km\", \"table1\"]", "[\"km\", \"table2\"]", "$.report.sections[0].analyses[1]", "\"table2\"", "an analysis: \"km\", \"table1\", \"change\", \"rate\", \"panel\", \"visits\"; did you mean \"table1\"?" },
    };
}

using System.Diagnostics;
using System.Globalization;
using System.Text;
using KnowledgeBase.Lookups.Collection;
using KnowledgeBase.Lookups.Compare;
using KnowledgeBase.Lookups.Links;
using KnowledgeBase.Lookups.Problems;
using KnowledgeBase.Lookups.Units;
using KnowledgeBase.Reports;
using KnowledgeBase.Store.Records;

namespace KnowledgeBase.Lookups.Quality.Problems;

/// <summary>
/// How long do the look-ups over problems take on N invented passages, how long does the whole collection take to be read for the first
/// time, and how long are all groups merged when a report changes? Seed 20261121; the labelled headings of dev with invented fields before
/// them, 12 passages a report.
/// </summary>
internal static class LookupSpeed
{
    private const int PassagesOfReport = 12;
    private const int Rounds = 15;

    private static readonly string[] Fields = ["水利", "供水", "校园", "窗口", "征收", "执法", "林业", "养老", "仓储", "路政", "园区", "档案", "物业", "统计", "市政"];
    private static readonly string[] Places = ["清河", "青溪", "临江", "云岭", "锦湖", "柳河", "望湖", "桃园", "云溪", "石桥"];
    private static readonly string[] Offices = ["审计局", "教育局", "水利局", "财政局", "民政局", "司法局", "统计局", "信访局", "商务局", "公安局"];

    public static int Run(string passages)
    {
        var reports = int.Parse(passages, CultureInfo.InvariantCulture) / PassagesOfReport;
        string[] headings =
            [.. LabelledProblem.Read("dev").Items.Select(item => item.Heading).OfType<string>().Where(heading => heading.Length < 16)];
        var random = new Random(20261121);
        using var collected = new Collected(Enumerable.Range(0, reports)
            .Select(number => ($"{number}.txt", Encoding.UTF8.GetBytes(Report(number, headings, random)))));
        var first = Stopwatch.StartNew();
        using var view = collected.View();
        first.Stop();
        var ledger = view.Whole(collected.Problems);
        var parts = Enumerable.Range(0, view.Reports.Count).Select(report => new ReportProblems([.. ledger.Of(report)])).ToList();
        var unit = view.Reports.First(report => report.Unit is not null).Unit!;
        var type = new PassageFilter { UnitTypes = new HashSet<UnitType?> { UnitType.审计 } };
        var largest = ledger.Groups[0];
        string[] list = [.. ledger.Of(0).Select(item => item.Head)];
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $$"""
            {"passages":{{view.PassageCount}},"reports":{{view.Reports.Count}},"groups":{{ledger.Groups.Count}},
             "firstMs":{{first.ElapsedMilliseconds}},"mergeMs":{{Median(() => collected.Problems.Merge(view, parts, null, default)):F1}},
             "listMs":{{Median(() => List(PassageFilter.None)):F2}},"listOfTypeMs":{{Median(() => List(type)):F2}},
             "groupMs":{{Median(() => Group(largest)):F2}},"linksMs":{{Median(Links):F2}},
             "compareMs":{{Median(() => UnitColumns.Align(view, ledger, [unit, "青溪县教育局"], SectionType.存在问题, PassageFilter.None)):F2}},
             "checkMs":{{Median(() => ListCheck.Check(view, ledger, list, UnitType.审计, _ => false)):F2}},
             "unitMs":{{Median(() => UnitOverview.Of(view, ledger, unit, _ => true)):F2}}}
            """));
        return 0;

        // What the services do for a page of twenty.
        object List(PassageFilter filter) => ProblemSelection.Of(view, ledger, filter).Take(20).ToList();

        object Group(ProblemGroup group)
        {
            string[] texts = [.. group.Members.DistinctBy(member => member.Item.Head).Take(300)
                .Select(member => view.Read(member.Report, member.Item.Passage).Text)];
            return (new ProblemTally(view.Reports, group.Members), DifferentWordings.Choose(texts, 8));
        }

        object Links() => Enumerable.Range(0, 5).Select(report => ReportLinks.Join(
            [.. ReportRecord.FromBytes(view.Snapshot.Attachment(ReportRecord.KeyOf(view.Reports[report].Id))!.Value.Span).Report.Sections
                .SelectMany(section => section.Passages.Select(passage => (section.Type, passage.Heading, passage.Text)))],
            ledger.Of(report))).ToList();
    }

    private static string Report(int number, string[] headings, Random random)
    {
        var (unit, year) = ($"{Places[number % 10]}{"县区市"[number / 100 % 3]}{Offices[number / 10 % 10]}", 2016 + (number % 9));
        var text = new StringBuilder($"{unit}{year}年工作总结\n一、主要工作\n");
        for (var i = 0; i < 4; i++)
            text.Append(
                CultureInfo.InvariantCulture,
                $"（{"一二三四"[i]}）推进{Field()}工作。全年完成任务{random.Next(99)}项，解决难题{random.Next(99)}个，群众满意。\n");
        text.Append("二、存在问题\n");
        for (var i = 0; i < 4; i++)
        {
            var field = random.Next(2) == 0 ? Field() : "";
            text.Append(
                CultureInfo.InvariantCulture,
                $"（{"一二三四"[i]}）{field}{Heading()}。有{random.Next(99)}处没有做到位，涉及{Field()}{Field()}。\n");
        }

        text.Append("三、下一步打算\n");
        for (var i = 0; i < 4; i++)
            text.Append(
                CultureInfo.InvariantCulture,
                $"（{"一二三四"[i]}）抓好{Field()}{Heading()[..2]}。落实责任{random.Next(99)}项，按月调度，按季通报。\n");
        return text.ToString();

        string Field() => Fields[random.Next(Fields.Length)];

        string Heading() => headings[random.Next(headings.Length)];
    }

    private static double Median(Func<object?> work)
    {
        var times = new List<double>();
        for (var round = 0; round < Rounds; round++)
        {
            var began = Stopwatch.GetTimestamp();
            GC.KeepAlive(work());
            times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        }

        times.Sort();
        return times[Rounds / 2];
    }
}

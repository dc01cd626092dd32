using KnowledgeBase.Lookups.Collection;
using KnowledgeBase.Lookups.Headings;
using KnowledgeBase.Lookups.Quality.Collections;

namespace KnowledgeBase.Lookups.Quality.Headings;

/// <summary>
/// Which labelled sets of sibling headings are found exactly, and which found sets mix the headings of several labelled ones.
/// </summary>
internal static class SetMeasure
{
    public static int Run()
    {
        foreach (var half in LabelFolder.Halves)
        {
            using var collection = new TemporaryStore();
            var wanted = new List<string>();
            var mixed = 0;
            using (var writer = collection.Store.OpenWriter())
            {
                var number = 0;
                foreach (var report in string.Join('\n', LabelFolder.Lines($"sets.{half}.txt")).Split("\n---\n"))
                {
                    var lines = report.Split('\n');
                    wanted.AddRange(lines.Where(line => line.StartsWith("= ", StringComparison.Ordinal)).Select(line => line[2..]));
                    var text = string.Join('\n', lines.Where(line => !line.StartsWith("= ", StringComparison.Ordinal)));
                    TemporaryStore.Add(writer, $"labels/{half}-{number++}.txt", text);
                }

                writer.Commit();
            }

            var derivation = new HeadingDerivation();
            using var reports = new ReportCollection(collection.Store, [derivation]);
            reports.Update();
            using var view = reports.Open(derivation);
            var found = view.Whole(derivation).Sets;
            foreach (var set in wanted.Where(set => !found.Any(one => string.Join(" / ", one.Headings) == set)))
                Console.WriteLine($"not found: {set}");
            var ofHeading = wanted.SelectMany((set, number) => set.Split(" / ").Select(heading => (heading, number)))
                .ToLookup(pair => pair.heading, pair => pair.number, StringComparer.Ordinal);
            foreach (var one in found)
            {
                var sets = one.Headings.SelectMany(heading => ofHeading[heading].DefaultIfEmpty(-1)).Distinct().ToList();
                if (sets.Count > 1)
                {
                    mixed++;
                    Console.WriteLine($"mixed: {string.Join(" / ", one.Headings)}");
                }
            }

            var recovered = wanted.Count(set => found.Any(one => string.Join(" / ", one.Headings) == set));
            Console.WriteLine($"sets {half}: {recovered} of {wanted.Count} recovered, {mixed} of {found.Count} found mix levels");
        }

        return 0;
    }
}

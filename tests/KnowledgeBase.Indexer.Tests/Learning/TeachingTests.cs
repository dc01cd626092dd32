using System.IO.Compression;
using System.Text;
using KnowledgeBase.Engine;
using KnowledgeBase.Reports.Tests.Copies;
using KnowledgeBase.Store.Records;

namespace KnowledgeBase.Indexer.Tests.Learning;

/// <summary>What a user knows better, and what the files teach by themselves.</summary>
public sealed class TeachingTests
{
    private const string Copied = CopiedReport.Text;

    [Fact]
    public async Task A_correction_beside_the_corpus_holds_and_survives_the_file_s_changes()
    {
        await using var corpus = new FollowedCorpus();
        corpus.Write("a.txt", FollowedCorpus.Report("清河县审计局", 2023, "学习形式单一"));
        await File.WriteAllTextAsync(
            corpus.Folder + ".corrections.json", """{ "corpus/a.txt": { "unit": "清河县审计局机关党委", "year": 2022, "unitType": "机关工委" } }""");
        await corpus.StartAsync();
        await corpus.UntilFoundAsync("学习形式单一", 1);
        Assert.Equal(("清河县审计局机关党委", "机关工委", 2022), Facts(corpus, "学习形式单一"));

        corpus.Write("a.txt", FollowedCorpus.Report("清河县审计局", 2023, "调查研究不深入"));
        await corpus.UntilFoundAsync("调查研究不深入", 1);
        Assert.Equal(("清河县审计局机关党委", "机关工委", 2022), Facts(corpus, "调查研究不深入"));
    }

    [Fact]
    public async Task A_correction_that_comes_later_is_taken_up_and_one_that_is_broken_changes_nothing()
    {
        await using var corpus = new FollowedCorpus();
        corpus.Write("a.txt", FollowedCorpus.Report("清河县审计局", 2023, "学习形式单一"));
        await corpus.StartAsync();
        await corpus.UntilFoundAsync("学习形式单一", 1);
        await File.WriteAllTextAsync(corpus.Folder + ".corrections.json", """{ "corpus/a.txt": { "year": 2019 } }""");
        await corpus.UntilAsync(() => Facts(corpus, "学习形式单一").Year == 2019 ? "" : null);
        await File.WriteAllTextAsync(corpus.Folder + ".corrections.json", """{ "corpus/a.txt": { "colour": "red" } }""");
        corpus.Write("b.txt", FollowedCorpus.Report("云岭区教育局", 2022, "师资力量薄弱"));
        await corpus.UntilFoundAsync("师资力量薄弱", 1);
        Assert.Equal(2019, Facts(corpus, "学习形式单一").Year);
    }

    [Fact]
    public async Task A_mark_that_the_user_names_goes_from_the_files_that_carry_it()
    {
        await using var corpus = new FollowedCorpus();
        corpus.Write("a.txt", FollowedCorpus.Report("清河县审计局", 2023, "学习形式单拾遗小屋一"));
        await corpus.StartAsync();
        await corpus.UntilFoundAsync("单拾遗小屋一", 1);
        await File.WriteAllTextAsync(corpus.Folder + ".marks.txt", "拾遗小屋\n");
        await corpus.UntilFoundAsync("学习形式单一", 1);
        Assert.Empty(corpus.Search("拾遗小屋"));
    }

    [Fact]
    public async Task Words_that_a_person_cuts_go_from_one_file_alone_and_come_back_when_that_is_taken_back()
    {
        await using var corpus = new FollowedCorpus();
        corpus.Write("a.txt", FollowedCorpus.Report("清河县审计局", 2023, "学习形式单拾遗小屋一"));
        corpus.Write("b.txt", FollowedCorpus.Report("云岭区教育局", 2022, "师资力拾遗小屋量薄弱"));
        await corpus.StartAsync();
        await corpus.UntilFoundAsync("单拾遗小屋一", 1);
        await File.WriteAllTextAsync(corpus.Folder + ".corrections.json", """{ "corpus/a.txt": { "cut": ["拾遗小屋"] } }""");
        await corpus.UntilFoundAsync("学习形式单一", 1);
        await corpus.UntilFoundAsync("力拾遗小屋量", 1);
        await File.WriteAllTextAsync(corpus.Folder + ".corrections.json", "{}");
        await corpus.UntilFoundAsync("单拾遗小屋一", 1);
    }

    [Fact]
    public async Task Noise_of_one_copy_goes_when_the_third_copy_comes_and_stays_away()
    {
        await using var corpus = new FollowedCorpus();
        corpus.Write("a.txt", Encoding.UTF8.GetBytes(Copied.Replace("惠农补贴", "惠农补雁回书斋贴", StringComparison.Ordinal)));
        corpus.Write("b.txt", Encoding.UTF8.GetBytes(Copied));
        await corpus.StartAsync();
        await corpus.UntilFoundAsync("雁回书斋", 1);
        corpus.Write("c.txt", Encoding.UTF8.GetBytes(Copied.Replace("三十一条", "三十二条", StringComparison.Ordinal)));
        await corpus.UntilFoundAsync("惠农补贴开展", 3);
        Assert.Empty(corpus.Search("雁回书斋"));
        await corpus.UntilAsync(() => corpus.Catalog.Files.All(file => file.Compared.Count == 2) ? "" : null);
        Assert.Equal("雁回书斋", Assert.Single(corpus.Catalog.At("corpus/a.txt")!.CutMarks));

        // What was found is kept with the file: read for another reason, it is read alike.
        await File.WriteAllTextAsync(corpus.Folder + ".corrections.json", """{ "corpus/a.txt": { "year": 2019 } }""");
        await corpus.UntilAsync(() => Years(corpus, "惠农补贴开展").Contains(2019) ? "" : null);
        await corpus.UntilFoundAsync("惠农补贴开展", 3);
        await File.WriteAllTextAsync(corpus.Folder + ".corrections.json", """{ "corpus/a.txt": { "kept": ["雁回书斋"] } }""");
        await corpus.UntilFoundAsync("雁回书斋", 1);
    }

    [Fact]
    public async Task Words_that_a_person_keeps_come_back_in_that_file_and_in_all_files_by_the_list_of_marks()
    {
        await using var corpus = new FollowedCorpus();
        corpus.Write("a.txt", FollowedCorpus.Report("清河县审计局", 2023, "学习形式单老秘网一"));
        corpus.Write("b.txt", FollowedCorpus.Report("云岭区教育局", 2022, "师资力老秘网量薄弱"));
        await corpus.StartAsync();
        await corpus.UntilFoundAsync("学习形式单一", 1);
        await File.WriteAllTextAsync(corpus.Folder + ".corrections.json", """{ "corpus/a.txt": { "kept": ["老秘网"] } }""");
        await corpus.UntilFoundAsync("单老秘网一", 1);
        await corpus.UntilFoundAsync("师资力量薄弱", 1);
        await File.WriteAllTextAsync(corpus.Folder + ".marks.txt", "keep 老秘网\n");
        await corpus.UntilFoundAsync("力老秘网量", 1);
    }

    [Fact]
    public async Task A_mark_that_many_files_carry_is_learned_goes_from_all_of_them_and_is_known_after_a_restart()
    {
        await using var corpus = new FollowedCorpus();
        string[] problems = ["学习形青墨书阁式单一", "调查研青墨书阁究不深入", "制度执青墨书阁行不严", "服务群青墨书阁众不够", "担当意青墨书阁识不强", "宣传力青墨书阁度不够"];
        string[] units = ["审计局", "教育局", "水利局", "民政局", "财政局", "司法局"];
        for (var i = 0; i < problems.Length; i++)
            corpus.Write($"{i}.txt", FollowedCorpus.Report("清河县" + units[i], 2018 + i, problems[i]));
        await corpus.StartAsync();
        await corpus.UntilFoundAsync("担当意识不强", 1);
        await corpus.UntilFoundAsync("青墨书阁", 0);
        await corpus.StopAsync();

        corpus.Write("later.txt", FollowedCorpus.Report("临江市统计局", 2025, "数据质青墨书阁量不高"));
        await corpus.StartAsync();
        await corpus.UntilFoundAsync("数据质量不高", 1);
    }

    [Fact]
    public async Task The_files_of_a_pack_are_reports_and_the_broken_one_among_them_is_a_note()
    {
        await using var corpus = new FollowedCorpus();
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true, Encoding.UTF8))
        {
            Add("2023/审计局.txt", FollowedCorpus.Report("清河县审计局", 2023, "学习形式单一"));
            Add("空.txt", []);
            Add("教育局.txt", FollowedCorpus.Report("云岭区教育局", 2022, "师资力量薄弱"));
            void Add(string name, byte[] content)
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(content);
            }
        }

        corpus.Write("材料.zip", bytes.ToArray());
        await corpus.StartAsync();
        var found = await corpus.UntilFoundAsync("学习形式单一", 1);
        Assert.NotEqual(found, await corpus.UntilFoundAsync("师资力量薄弱", 1));
        var file = corpus.Catalog.At("corpus/材料.zip")!;
        Assert.Equal(FileStatus.Indexed, file.Status);
        Assert.Contains(file.Notes, note => note.Code == "empty" && note.Message.Contains("空.txt", StringComparison.Ordinal));
    }

    private static (string? Unit, string? UnitType, int? Year) Facts(FollowedCorpus corpus, string words)
    {
        using var snapshot = corpus.Snapshot();
        var hit = snapshot.Search(new SearchRequest { Query = new Query.Text(words, TextMatch.Phrase), Limit = 1 }).Hits[0];
        var passage = PassageDocument.Read(snapshot, hit.Document);
        return (passage.Unit, passage.UnitType, passage.Year);
    }

    private static List<int?> Years(FollowedCorpus corpus, string words)
    {
        using var snapshot = corpus.Snapshot();
        var found = snapshot.Search(new SearchRequest { Query = new Query.Text(words, TextMatch.Phrase), Limit = 10 });
        return [.. found.Hits.Select(hit => PassageDocument.Read(snapshot, hit.Document).Year)];
    }
}

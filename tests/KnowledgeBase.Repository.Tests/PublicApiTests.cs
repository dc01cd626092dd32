using System.Reflection;
using System.Text;
using KnowledgeBase.Engine;
using KnowledgeBase.Reports;

namespace KnowledgeBase.Repository.Tests;

/// <summary>The public API is a reviewed text: a change of it shows in the file beside this test.</summary>
public sealed class PublicApiTests
{
    [Fact]
    public void The_engine_s_public_API_is_the_approved_one() => Compare(typeof(SearchIndex).Assembly, "Engine.approved.txt");

    [Fact]
    public void The_reports_public_API_is_the_approved_one() => Compare(typeof(Report).Assembly, "Reports.approved.txt");

    private static void Compare(Assembly assembly, string file)
    {
        var approved = Repository.At("tests", "KnowledgeBase.Repository.Tests", file);
        var api = ApiOf(assembly);

        // To approve a change: KB_APPROVE=1 dotnet test tests/KnowledgeBase.Repository.Tests
        if (Environment.GetEnvironmentVariable("KB_APPROVE") == "1")
            File.WriteAllText(approved, api);
        Assert.Equal(File.ReadAllText(approved), api);
    }

    private static string ApiOf(Assembly assembly)
    {
        var text = new StringBuilder();
        foreach (var type in assembly.GetExportedTypes().OrderBy(type => type.FullName, StringComparer.Ordinal))
        {
            text.Append(type.FullName).Append('\n');
            var members = type.IsEnum
                ? Enum.GetNames(type)
                : type.GetMembers(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
                    .Where(IsWritten).Select(member => member.ToString()!);
            foreach (var member in members.Order(StringComparer.Ordinal))
                text.Append("    ").Append(member).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>What the compiler adds to records and properties says nothing new.</summary>
    private static bool IsWritten(MemberInfo member) => member switch
    {
        MethodBase { IsSpecialName: true } and not ConstructorInfo => false,
        MethodInfo method => method.Name is not ("Equals" or "GetHashCode" or "ToString" or "Deconstruct" or "<Clone>$"),
        Type => false,
        _ => true,
    };
}

namespace KnowledgeBase.Reports.Cleaning.Rules;

/// <summary>What stands in this copy of a report and in none of several others: see <see cref="CopyFinding"/>.</summary>
internal sealed class CopyNoise : CleaningRule
{
    public override string Name => "copy-vote";

    public override RemovalGroup Group => RemovalGroup.Mark;

    public override void Apply(Draft draft, CleaningContext context)
    {
        foreach (var finding in context.Findings)
        {
            if (finding.Verdict == CopyVerdict.Lost || !finding.Fits(draft.Raw))
                continue;
            var (start, length) = draft.Left(finding.Start, finding.Length);
            var reason = $"this copy alone has it; {finding.Copies} other copies go on without it";
            if (finding.Verdict == CopyVerdict.Cut)
                draft.Remove(start, length, Name, reason);
            else
                draft.Suspect(start, length, Name, reason);
        }
    }
}

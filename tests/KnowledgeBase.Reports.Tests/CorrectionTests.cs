namespace KnowledgeBase.Reports.Tests;

public sealed class CorrectionTests
{
    private static readonly Reading Read = Given.Text("2022年度工作总结\n全年完成各项任务。");

    [Fact]
    public void A_corrected_field_is_certain_and_the_others_stay_as_they_were_read()
    {
        var report =
            new Corrections
            {
                Reports = new Dictionary<int, Correction>
                {
                    [0] = new()
                    {
                        Unit = "青山县财政局",
                        UnitType = UnitType.财政,
                        Year = 2021
                    }
                }
            }.ApplyTo(Read).Reports[0];

        Assert.Equal(("青山县财政局", 1.0), (report.Unit!.Value, report.Unit.Confidence));
        Assert.Equal((UnitType.财政, 2021), (report.UnitType!.Value, report.Year!.Value));
        Assert.Equal(ReportKind.工作总结, report.Kind!.Value);
        Assert.Equal("2022年度工作总结", report.Title);
    }

    [Fact]
    public void A_correction_of_a_report_that_the_file_does_not_hold_is_noted() =>
        Assert.Equal("correction-unused",
            new Corrections { Reports = new Dictionary<int, Correction> { [3] = new() { Year = 2021 } } }.ApplyTo(Read).Notes[^1].Code);
}

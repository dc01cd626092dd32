using static KnowledgeBase.Reports.Tests.Formats.RawFile;

namespace KnowledgeBase.Reports.Tests.Formats;

public class WordTests
{
    [Fact]
    public void Each_paragraph_is_a_line_in_order()
    {
        var document =
            Read(Docx(P("述职报告") + "<w:p/>" + P("一、主要工作")
                + "<w:p><w:r><w:t>分两</w:t></w:r><w:r><w:t>段写成。</w:t><w:tab/><w:t>后</w:t><w:br/><w:t>下一行</w:t></w:r></w:p>"));
        Assert.Equal("述职报告\n一、主要工作\n分两段写成。\t后\n下一行", document.Text);
        Assert.Equal("docx", document.Format);
    }

    [Fact]
    public void Headers_and_footers_are_furniture_and_the_body_is_whole()
    {
        var document = Read(Docx(P("正文一。") + P("正文二。"), ("header", P("某某文库整理")), ("footer", P("第 1 页"))));
        Assert.Equal("正文一。\n正文二。\n", document.Body());
        Assert.Equal(["docx-header:某某文库整理\n", "docx-footer:第 1 页"], document.Pieces());
    }

    [Fact]
    public void Hidden_text_inside_a_sentence_is_furniture()
    {
        var document = Read(Docx("<w:p><w:r><w:t>学习形</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>某某文库</w:t></w:r><w:r><w:rPr>"
            + "<w:vanish w:val=\"0\"/></w:rPr><w:t>式单一。</w:t></w:r></w:p>"));
        Assert.Equal("学习形式单一。", document.Body());
        Assert.Equal(["docx-hidden:某某文库"], document.Pieces());
    }

    [Fact]
    public void A_hidden_paragraph_mark_hides_no_text()
    {
        Assert.Empty(Read(Docx(P("正文。", "<w:rPr><w:vanish/></w:rPr>"))).Boilerplate);
    }

    [Fact]
    public void Hiding_may_come_from_a_style_and_a_former_state_hides_nothing()
    {
        var document = Read(Docx(
            "<w:p><w:r><w:rPr><w:rStyle w:val=\"h\"/></w:rPr><w:t>暗记</w:t></w:r><w:r><w:rPr><w:rPrChange w:id=\"1\"><w:rPr><w:vanish/>"
                + "</w:rPr></w:rPrChange></w:rPr><w:t>正文。</w:t></w:r></w:p>",
            ("styles", "<w:style w:type=\"character\" w:styleId=\"h\"><w:name w:val=\"Secret\"/><w:rPr><w:vanish/></w:rPr></w:style>")));
        Assert.Equal(["docx-hidden:暗记"], document.Pieces());
    }

    [Fact]
    public void Deleted_revisions_go_and_inserted_ones_stay()
    {
        var document = Read(Docx("<w:p><w:r><w:t>全年完成</w:t></w:r><w:del><w:r><w:delText>十</w:delText></w:r></w:del><w:ins><w:r>"
            + "<w:t>十二</w:t></w:r></w:ins><w:r><w:t>项。</w:t></w:r><w:moveFrom><w:r><w:t>旧处</w:t></w:r></w:moveFrom></w:p><w:p><w:moveTo>"
            + "<w:r><w:t>新处</w:t></w:r></w:moveTo></w:p>"));
        Assert.Equal("全年完成十二项。\n新处", document.Body());
    }

    [Fact]
    public void A_deleted_paragraph_mark_joins_two_paragraphs()
    {
        Assert.Equal("前半句后半句。", Read(Docx(P("前半句", "<w:rPr><w:del w:id=\"1\"/></w:rPr>") + P("后半句。"))).Text);
    }

    [Fact]
    public void A_row_is_a_line_with_its_cells_in_order()
    {
        const string Cell = "<w:tc><w:p><w:r><w:t>{0}</w:t></w:r></w:p></w:tc>";
        var row1 = "<w:tr>" + Cell.Replace("{0}", "序号") + Cell.Replace("{0}", "问题") + "<w:tc><w:p/></w:tc>" + "</w:tr>";
        var row2 = "<w:tr>" + Cell.Replace("{0}", "1") + "<w:tc>" + P("学习不深") + P("不透") + "</w:tc>" + Cell.Replace("{0}", "整改") + "</w:tr>";
        Assert.Equal("表前\n序号\t问题\t\n1\t学习不深 不透\t整改\n表后", Read(Docx(P("表前") + $"<w:tbl>{row1}{row2}</w:tbl>" + P("表后"))).Text);
    }

    [Fact]
    public void A_cell_that_holds_a_report_keeps_its_paragraphs_as_lines()
    {
        var prose = new string('述', 70) + "。";
        var document =
            Read(Docx("<w:tbl><w:tr><w:tc>" + P("述职内容") + "</w:tc><w:tc>" + P("一、主要工作") + P(prose) + P(prose) + "</w:tc></w:tr></w:tbl>"));
        Assert.Equal($"述职内容\n一、主要工作\n{prose}\n{prose}", document.Text);
    }

    [Fact]
    public void Text_boxes_and_watermarks_stand_beside_the_body_and_are_told_once()
    {
        const string Box = "<w:txbxContent><w:p><w:r><w:t>加入会员</w:t></w:r></w:p></w:txbxContent>";
        var document = Read(Docx($"<w:p><w:r><w:t>前半句</w:t></w:r><w:r><mc:AlternateContent><mc:Choice>{Box}</mc:Choice><mc:Fallback>"
            + $"<w:pict>{Box}</w:pict></mc:Fallback></mc:AlternateContent></w:r><w:r><w:t>后半句。</w:t></w:r></w:p><w:p><w:r><w:pict>"
            + $"<v:shape><v:textpath string=\"某某文库\"/></v:shape></w:pict></w:r></w:p>" + P("末段。")));
        Assert.Equal("前半句后半句。\n末段。", document.Body());
        Assert.Equal(["docx-textbox:加入会员\n", "docx-watermark:某某文库\n"], document.Pieces());
    }

    [Fact]
    public void A_document_written_in_text_boxes_alone_is_read_from_them()
    {
        var document =
            Read(Docx("<w:p><w:r><w:pict><w:txbxContent>" + P("一、主要工作") + P("全年开展检查三次。") + "</w:txbxContent></w:pict></w:r></w:p>"));
        Assert.Equal("一、主要工作\n全年开展检查三次。", document.Body());
    }

    [Fact]
    public void Notes_of_foot_and_end_are_lines_at_the_end()
    {
        var document =
            Read(Docx(P("正文。"), ("footnotes", "<w:footnote>" + P("数据截至十一月底。") + "</w:footnote>"),
                ("endnotes", "<w:endnote>" + P("见附件。") + "</w:endnote>")));
        Assert.Equal("正文。\n数据截至十一月底。\n见附件。", document.Body());
    }

    [Fact]
    public void Numbers_that_word_computes_are_text()
    {
        const string Numbering = """
            <w:abstractNum w:abstractNumId="7">
              <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:lvlText w:val="%1、"/></w:lvl>
              <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%2）"/></w:lvl>
              <w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val=""/></w:lvl>
            </w:abstractNum>
            <w:num w:numId="3"><w:abstractNumId w:val="7"/></w:num>
            """;
        string Item(int level, string text) => P(text, $"<w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"3\"/></w:numPr>");
        var items = Enumerable.Range(0, 10).Select(_ => Item(0, "章")).ToList();
        var document =
            Read(Docx(Item(0, "主要工作") + Item(1, "抓学习。") + Item(1, "抓落实。") + Item(2, "点")
                + Item(0, "存在问题") + Item(1, "不深入。") + string.Concat(items), ("numbering", Numbering)));
        Assert.StartsWith("一、主要工作\n（一）抓学习。\n（二）抓落实。\n点\n二、存在问题\n（一）不深入。\n三、章\n", document.Text, StringComparison.Ordinal);
        Assert.EndsWith("\n十二、章", document.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Headings_are_marked_by_style_by_its_parent_and_by_outline_level()
    {
        var document = Read(Docx(
            P("总标题", "<w:pStyle w:val=\"t\"/>") + P("一、工作", "<w:pStyle w:val=\"own\"/>")
                + P("正文。", "<w:outlineLvl w:val=\"9\"/>") + P("（一）学习", "<w:outlineLvl w:val=\"1\"/>"),
            ("styles", "<w:style w:styleId=\"t\"><w:name w:val=\"Title\"/></w:style><w:style w:styleId=\"1\">"
                + "<w:name w:val=\"heading 1\"/></w:style><w:style w:styleId=\"own\"><w:name w:val=\"公文一级\"/><w:basedOn w:val=\"1\"/>"
                + "</w:style>")));
        Assert.Equal(["1:总标题", "1:一、工作", "2:（一）学习"], document.MarkedHeadings());
    }

    [Fact]
    public void A_table_of_contents_is_furniture_and_field_codes_are_no_text()
    {
        const string Begin = "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>TOC \\o 1-3</w:instrText></w:r><w:r>"
            + "<w:fldChar w:fldCharType=\"separate\"/></w:r>";
        var document = Read(Docx($"<w:p>{Begin}<w:r><w:t>一、工作\t1</w:t></w:r></w:p><w:p><w:r><w:t>二、问题\t2</w:t></w:r><w:r>"
            + $"<w:fldChar w:fldCharType=\"end\"/></w:r></w:p>" + P("正文。")));
        Assert.Equal("正文。", document.Body().Trim());
        Assert.DoesNotContain("TOC", document.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_field_that_nobody_filled_in_is_furniture_and_a_filled_one_is_text()
    {
        string Control(string properties, string text) =>
            $"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent><w:r><w:t>{text}</w:t></w:r></w:sdtContent></w:sdt>";
        var document = Read(Docx($"<w:p><w:r><w:t>单位：</w:t></w:r>{Control("", "青石镇")}{Control("<w:showingPlcHdr/>", "单击此处输入")}</w:p>"));
        Assert.Equal("单位：青石镇", document.Body());
        Assert.Equal(["docx-placeholder:单击此处输入"], document.Pieces());
    }

    [Fact]
    public void A_heading_in_a_text_box_makes_no_heading_of_the_paragraph_that_anchors_it()
    {
        var document =
            Read(Docx("<w:p><w:r><w:t>正文。</w:t></w:r><w:r><w:pict><w:txbxContent>"
                + P("框中标题", "<w:outlineLvl w:val=\"0\"/>") + "</w:txbxContent></w:pict></w:r></w:p>"));
        Assert.Empty(document.Headings);
    }
}

using System.Buffers;
using System.Collections.Frozen;

namespace KnowledgeBase.Reports;

/// <summary>
/// Traditional characters as the simplified ones that the rules' words are written in, one for one, so that places stay.
/// Only the characters of the genre's own words: matching needs no more, and what is served is never simplified.
/// </summary>
internal static class Simplified
{
    private const string Traditional = "總結報職責縣區鄉鎮黨組織計審財務農業環衛應監會處廳門聯婦殘團員導領幹隊學習創設現將題問實際對檢進開動強調當該與無為個這來時間後經歷驗幾點過還沒從認識見觀選擇種類寫讀講說話議論課記錄資訊網絡電視聽"
        + "體辦廣場館醫療藥護養歲殺蟲災難險搶衝擊壓縮減輕繼續長遠圖標準規範製訂嚴紀潔貪懲罰執權維穩訴訟撥補貼費稅徵繳庫賬單證書籤發佈達歸納線條約質優勢態樹榮譽獎勵階層級別於內邊運輸鐵橋樑樓塊頭腦憂慮愛國憲廢礦產銷購買賣貿藝術義勞僱傭緊億萬餘兩雙複雜濟漢語詞遲緩滯"
        + "歡關註載轉傳圍僅參戶貧鄰裡親屬聖賢聰穎膽顧鑒屆";
    private const string Simple = "总结报职责县区乡镇党组织计审财务农业环卫应监会处厅门联妇残团员导领干队学习创设现将题问实际对检进开动强调当该与无为个这来时间后经历验几点过还没从认识见观选择种类写读讲说话议论课记录资讯网络电视听体办广场馆"
        + "医疗药护养岁杀虫灾难险抢冲击压缩减轻继续长远图标准规范制订严纪洁贪惩罚执权维稳诉讼拨补贴费税征缴库账单证书签发布达归纳线条约质优势态树荣誉奖励阶层级别于内边运输铁桥梁楼块头脑忧虑爱国宪废矿产销购买卖贸艺术义劳雇佣紧亿万余两双复杂济汉语词迟缓滞欢关注载转"
        + "传围仅参户贫邻里亲属圣贤聪颖胆顾鉴届";

    // Where a text holds none of these it is in simplified characters already.
    private static readonly SearchValues<char> Common = SearchValues.Create("總結報職責縣黨織計審務業衛監會處聯導領幹隊學現將問實對檢進開動強");

    private static readonly FrozenDictionary<char, char> Pairs = Traditional.Zip(Simple)
        .ToFrozenDictionary(pair => pair.First, pair => pair.Second);

    public static char Of(char c) => c >= '\u4E00' && Pairs.TryGetValue(c, out var simple) ? simple : c;

    /// <summary>The text in simplified characters, each in its place; the same string where it holds no other.</summary>
    public static string Of(string text) =>
        text.AsSpan().IndexOfAny(Common) < 0
            ? text
            : string.Create(text.Length, text, (span, source) =>
            {
                for (var i = 0; i < span.Length; i++)
                    span[i] = Of(source[i]);
            });
}

namespace KnowledgeBase.Reports;

// Each value is its own word in the field; a comment could only repeat it.
#pragma warning disable CS1591

/// <summary>What a section holds.</summary>
public enum SectionType
{
    导语,
    主要工作,
    存在问题,
    原因分析,
    下一步打算,
    结语,
    其他,
}

/// <summary>文种.</summary>
public enum ReportKind
{
    述职报告,
    三张清单,
    对照检查材料,
    工作报告,
    工作总结,
    工作计划,
    实施方案,
    情况报告,
    讲话,
    其他,
}

/// <summary>The class that a unit type belongs to.</summary>
public enum UnitClass
{
    党委,
    政府,
    地方,
    单位,
    群团,
    其他,
}

/// <summary>What a unit does, in the order of its class.</summary>
public enum UnitType
{
    纪检监察, 组织人事, 宣传网信, 统战, 政法, 机关工委, 党校,
    发展改革, 教育, 科技, 工业信息化, 公安, 民政, 司法, 财政, 人力资源社会保障, 自然资源, 生态环境, 住房城乡建设, 城市管理,
    交通运输, 水利, 农业农村, 乡村振兴, 商务, 文化旅游体育, 卫生健康, 退役军人, 应急管理, 审计, 国资, 市场监管, 统计,
    医疗保障, 信访, 政务数据, 金融, 税务, 供销, 机关事务,
    省, 市, 县区, 乡镇, 街道, 村, 社区, 开发区,
    学校, 医院, 国有企业, 事业单位, 两新组织,
    工会, 共青团, 妇联, 残联, 工商联,
    人大, 政协, 法院, 检察院, 军队,
}

#pragma warning restore CS1591

/// <summary>The words of the field: their classes and their English aliases.</summary>
public static class Words
{
    /// <summary>The class that a unit type belongs to, by the order of the types.</summary>
    public static UnitClass ClassOf(UnitType type) => type switch
    {
        <= UnitType.党校 => UnitClass.党委,
        <= UnitType.机关事务 => UnitClass.政府,
        <= UnitType.开发区 => UnitClass.地方,
        <= UnitType.两新组织 => UnitClass.单位,
        <= UnitType.工商联 => UnitClass.群团,
        _ => UnitClass.其他,
    };

    /// <summary>The English alias that the API takes beside the Chinese value.</summary>
    public static string AliasOf(SectionType type) => type switch
    {
        SectionType.导语 => "opening",
        SectionType.主要工作 => "work",
        SectionType.存在问题 => "problems",
        SectionType.原因分析 => "causes",
        SectionType.下一步打算 => "plans",
        SectionType.结语 => "closing",
        _ => "other",
    };
}

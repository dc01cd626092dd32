namespace KnowledgeBase.Reports.Privacy;

/// <summary>What kind of number names one person.</summary>
public enum PersonalNumberKind
{
    /// <summary>居民身份证号: 18 digits with a check digit, 15 before 1999.</summary>
    IdentityNumber,

    /// <summary>银行卡号: 16 to 19 digits that pass Luhn's test.</summary>
    BankCard,

    /// <summary>手机号码: 11 digits from 13 to 19.</summary>
    MobileNumber,

    /// <summary>电子邮箱.</summary>
    EmailAddress,

    /// <summary>车牌号.</summary>
    NumberPlate,
}

/// <summary>A place in a text that holds a personal number.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Start">UTF-16 offset.</param>
/// <param name="Length">UTF-16 code units, the blanks and line ends inside included.</param>
public readonly record struct PersonalNumber(PersonalNumberKind Kind, int Start, int Length)
{
    /// <summary>Where it ends.</summary>
    public int End => Start + Length;
}

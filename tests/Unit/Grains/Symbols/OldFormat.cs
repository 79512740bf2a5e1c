namespace Tripline.Tests.Grains.Symbols;

/// <summary>What the build at commit f050b62, before rules had details, wrote of a symbol "X": two ticks, the last one at
/// position 10 and 99, and one rule, "price crosses 100"; then the journal's entry that arms the same again for another
/// alert.</summary>
internal static class OldFormat
{
    /// <summary>The alert whose rule stands in <see cref="Page"/>.</summary>
    public static readonly Guid InPage = Guid.Parse("0199a6b0-0000-7000-8000-000000000001");

    /// <summary>The alert that <see cref="JournalEntry"/> arms.</summary>
    public static readonly Guid Waiting = Guid.Parse("0199a6b0-0000-7000-8000-000000000002");

    /// <summary>The core of a snapshot that reflects journal entries up to 2.</summary>
    public static readonly byte[] Core = Convert.FromHexString(
        "0114040204040000000000C058401400000000000000F8FF02000400000000008058400000000000C058400000000000"
        + "8058400000000000C05840000000000000F03F000000000000F03F000000000000000000000000000000000000000000"
        + "8058400000000000C058400000000000000000000000000000000000000000008058400000000000C058400000000000"
        + "00000000000000000000000000000000040000C40102121202000202");

    /// <summary>The one rule page of that snapshot.</summary>
    public static readonly byte[] Page = Convert.FromHexString(
        "010104000000000000005940000000000000000000000000000000000199A6B000007000800000000000000102808008"
        + "00FEFFFFFFFFFFFFFFFF01FFFFFFFFFFFFFFFFFF01000000");

    /// <summary>The bytes of entry 3.</summary>
    public static readonly byte[] JournalEntry = Convert.FromHexString(
        "0102010199A6B000007000800000000000000202040000000000000059400000000000000000000000000000000000FE"
        + "FFFFFFFFFFFFFFFF01");
}

namespace Tripline;

/// <summary>Knows which triggers of an inbox its user has read. Key: the user.</summary>
[Alias("tripline.read-marks")]
public interface IReadMarksGrain : IGrainWithStringKey
{
    /// <summary>The numbers that were read, as rising ranges that do not touch.</summary>
    Task<IReadOnlyList<NumberRange>> Get();

    /// <summary>Marks numbers read; durable on completion. Returns all that were read.</summary>
    /// <param name="numbers">Numbers from 1, in any order.</param>
    Task<IReadOnlyList<NumberRange>> MarkRead(IReadOnlyList<long> numbers);

    /// <summary>Marks all numbers up to one read; durable on completion. Returns all that were read.</summary>
    Task<IReadOnlyList<NumberRange>> MarkReadUpTo(long number);
}

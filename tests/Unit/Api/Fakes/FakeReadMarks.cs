using Tripline.Grains.Users;

namespace Tripline.Tests.Api.Fakes;

internal sealed class FakeReadMarks : IReadMarksGrain
{
    private NumberRange[] _ranges = [];

    public Task<IReadOnlyList<NumberRange>> Get() => Task.FromResult<IReadOnlyList<NumberRange>>(_ranges);

    public Task<IReadOnlyList<NumberRange>> MarkRead(IReadOnlyList<long> numbers)
    {
        foreach (var number in numbers)
        {
            _ranges = ReadMarks.Add(_ranges, new NumberRange(number, number));
        }

        return Get();
    }

    public Task<IReadOnlyList<NumberRange>> MarkReadUpTo(long number)
    {
        _ranges = number < 1 ? _ranges : ReadMarks.Add(_ranges, new NumberRange(1, number));
        return Get();
    }
}

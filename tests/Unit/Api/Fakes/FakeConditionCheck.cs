using Tripline.Api.Alerts;
using Tripline.Api.Problems;

namespace Tripline.Tests.Api.Fakes;

/// <summary>Takes whatever begins with <c>price</c>.</summary>
internal sealed class FakeConditionCheck : IConditionCheck
{
    public FieldError? Check(string when, decimal rearm) => when.StartsWith("price ", StringComparison.Ordinal)
        ? null
        : new FieldError("when", "cannot be read", Column: 1, Expected: ["price"]);
}

using Tripline.Api.Problems;

namespace Tripline.Api.Alerts;

/// <summary>Checks the condition of a rule.</summary>
public interface IConditionCheck
{
    /// <summary>What is wrong with a condition, also together with its re-arm distance; null when nothing is.
    /// </summary>
    FieldError? Check(string when, decimal rearm);
}

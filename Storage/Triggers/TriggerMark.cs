namespace Tripline.Storage.Triggers;

/// <summary>The last trigger of a symbol that a user's inbox has numbered; what is not beyond it is a repeat.</summary>
public sealed record TriggerMark(string Symbol, long Position, long RuleOrder);

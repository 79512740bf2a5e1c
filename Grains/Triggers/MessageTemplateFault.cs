namespace Tripline.Grains.Triggers;

/// <summary>What is wrong with a message template.</summary>
/// <param name="Column">Where, from 1.</param>
/// <param name="Reason">What, to follow the words "the message".</param>
public sealed record MessageTemplateFault(int Column, string Reason);

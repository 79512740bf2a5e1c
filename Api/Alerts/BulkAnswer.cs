namespace Tripline.Api.Alerts;

/// <summary>What became of a bulk request.</summary>
/// <param name="Created">How many alerts were created.</param>
/// <param name="Failed">How many were not.</param>
/// <param name="Items">One entry for each alert of the request, in its order.</param>
public sealed record BulkAnswer(int Created, int Failed, IReadOnlyList<BulkResult> Items);

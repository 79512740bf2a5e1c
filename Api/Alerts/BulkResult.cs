using Tripline.Api.Problems;

namespace Tripline.Api.Alerts;

/// <summary>What became of one alert of a bulk request: the alert, or the problem.</summary>
/// <param name="Index">Its place in the request, from 0.</param>
/// <param name="Alert">The alert that was created.</param>
/// <param name="Problem">Why it was not created.</param>
public sealed record BulkResult(int Index, Alert? Alert, Problem? Problem);

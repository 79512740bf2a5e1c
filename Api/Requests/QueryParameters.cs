namespace Tripline.Api.Requests;

/// <summary>Metadata of an endpoint: the query parameters that it takes.</summary>
internal sealed record QueryParameters(IReadOnlyList<QueryParameter> Items);

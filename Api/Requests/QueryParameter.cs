using Microsoft.OpenApi;

namespace Tripline.Api.Requests;

/// <summary>A query parameter: what its text may be, for reader and documentation alike.</summary>
internal abstract record QueryParameter(string Name, string Description)
{
    /// <summary>What its values are.</summary>
    public abstract OpenApiSchema Schema { get; }
}

namespace Tripline.Api.Problems;

/// <summary>Why a request was not done: <c>application/problem+json</c> as RFC 9457 has it.</summary>
/// <param name="Type">Stable name of the kind of problem, <c>urn:tripline:problem:…</c>.</param>
/// <param name="Title">The kind of problem, for people.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Detail">What is wrong with this request, for people.</param>
/// <param name="Instance">The path of the request.</param>
/// <param name="Errors">One entry for each faulty field; empty where no field is to blame.</param>
public sealed record Problem(
    string Type,
    string Title,
    int Status,
    string? Detail,
    string? Instance,
    IReadOnlyList<FieldError> Errors)
{
    /// <summary>Media type of a problem.</summary>
    public const string MediaType = "application/problem+json";
}

using System.Text.Json;

namespace Tripline.Api.Silo;

/// <summary>What one grain holds.</summary>
/// <param name="Type">Its type's name.</param>
/// <param name="Key">Its key.</param>
/// <param name="IsActive">Whether it is activated.</param>
/// <param name="State">Its state as JSON, for people; its shape may change.</param>
public sealed record GrainView(string Type, string Key, bool IsActive, JsonElement State);

namespace Tripline.Api.Silo;

/// <summary>A part of the silo that can keep it from being ready.</summary>
public interface IReadinessCheck
{
    /// <summary>Why the silo should get no work now, a sentence each; empty when it should.</summary>
    IReadOnlyList<string> ReadObstacles();
}

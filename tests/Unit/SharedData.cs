namespace Tripline.Tests;

/// <summary>Finds the files that stand beside a checkout in <c>../shared</c>. A clone without them skips, by name, the
/// tests that need them.</summary>
public static class SharedData
{
    /// <summary>Names the folder that stands in for <c>../shared</c>, when it is set.</summary>
    public const string OverrideVariable = "TRIPLINE_SHARED";

    /// <summary>The full path of a file under <c>../shared/data</c>; skips the running test where it is missing.
    /// </summary>
    public static string Path(string name)
    {
        var path = Find(name);
        if (path is null)
        {
            Assert.Skip($"Needs ../shared/data/{name} beside the checkout (or {OverrideVariable} to name its folder).");
        }

        return path!;
    }

    /// <summary>The full path of a file under <c>../shared/data</c>; null where it is missing.</summary>
    public static string? Find(string name)
    {
        var folder = Environment.GetEnvironmentVariable(OverrideVariable) is { Length: > 0 } named
            ? named
            : BesideCheckout();
        var path = folder is null ? null : System.IO.Path.Combine(folder, "data", name);
        return File.Exists(path) ? path : null;
    }

    private static string? BesideCheckout()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "Orleans.sln")))
            {
                return folder.Parent is null ? null : System.IO.Path.Combine(folder.Parent.FullName, "shared");
            }
        }

        return null;
    }
}

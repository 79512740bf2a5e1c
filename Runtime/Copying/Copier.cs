namespace Tripline.Runtime.Copying;

/// <summary>The copier of one type, made at its first use.</summary>
internal static class Copier<T>
{
    private static Func<T, T>? s_copy;
    private static volatile bool s_isMade;

    /// <summary>Copies a value that is not null; null when values can be shared.</summary>
    internal static Func<T, T>? Copy
    {
        get
        {
            if (!s_isMade)
            {
                s_copy = CopyRules.IsSafeToShare(typeof(T)) ? null : (Func<T, T>)CopierFactory.Create(typeof(T));
                s_isMade = true;
            }

            return s_copy;
        }
    }
}

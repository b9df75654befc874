using System.Reflection;

namespace NetController.AspNetCore;

/// <summary>The version of this library, without the commit that it was built from.</summary>
internal static class LibraryVersion
{
    public static string Text { get; } =
        typeof(LibraryVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "unknown";
}

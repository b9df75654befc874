using System.Runtime.CompilerServices;

namespace NetController.Firewall.Tests.Support;

/// <summary>Files of the checkout that tests compare with, and rewrite when they are told to.</summary>
internal static class Repository
{
    /// <summary>Set to 1 to rewrite goldens and generated pages instead of comparing with them.</summary>
    public const string UpdateSwitch = "NETCONTROLLER_UPDATE_GOLDENS";

    public static string Goldens { get; } = Path.Combine(Folder(), "..", "Goldens");

    public static string RulePages { get; } = Path.Combine(Folder(), "..", "..", "..", "docs", "rules");

    /// <summary>Fails where the file does not hold <paramref name="text"/>.</summary>
    public static void AssertHolds(string folder, string file, string text)
    {
        var path = Path.GetFullPath(Path.Combine(folder, file));
        if (Environment.GetEnvironmentVariable(UpdateSwitch) == "1")
        {
            Directory.CreateDirectory(folder);
            File.WriteAllText(path, text);
        }

        Assert.That(File.Exists(path), $"{path} is missing; {UpdateSwitch}=1 writes it");
        Assert.That(text, Is.EqualTo(File.ReadAllText(path)), $"{file} differs; {UpdateSwitch}=1 rewrites it");
    }

    private static string Folder([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}

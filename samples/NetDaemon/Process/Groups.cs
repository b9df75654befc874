using System.Globalization;

namespace NetDaemon.Process;

/// <summary>The host's groups, as <c>/etc/group</c> has them.</summary>
internal static class Groups
{
    private const string File = "/etc/group";

    /// <summary>The number of a group given by name or number; null for none of that name.</summary>
    public static uint? Find(string group)
    {
        if (uint.TryParse(group, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return number;
        }

        return System.IO.File.Exists(File)
            ? System.IO.File.ReadLines(File).Select(static line => line.Split(':'))
                .Where(fields => fields.Length >= 3 && fields[0] == group)
                .Select(static fields => (uint?)uint.Parse(fields[2], CultureInfo.InvariantCulture))
                .FirstOrDefault()
            : null;
    }
}

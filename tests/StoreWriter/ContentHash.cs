using System.Security.Cryptography;
using System.Text;

namespace NetController.Store.LiteDb.Tests.Support;

/// <summary>A short name for a content, so that two processes can compare what they hold.</summary>
public static class ContentHash
{
    /// <summary>16 hex digits that differ where any field of any record does.</summary>
    public static string Of(StateContent content)
    {
        var text = new StringBuilder();
        foreach (var record in content.Networks.Values.Select(static record => record.ToString())
            .Concat(content.Endpoints.Values.Select(static record => record.ToString()))
            .Concat(content.Sandboxes.Values.Select(static record => record.ToString()))
            .Concat(content.HostChanges.Values.Select(static record => record.ToString()))
            .Order(StringComparer.Ordinal))
        {
            text.Append(record).Append('\u0001');
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.Unicode.GetBytes(text.ToString())))[..16];
    }
}

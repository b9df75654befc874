using System.Runtime.InteropServices;

namespace NetController.Netlink;

/// <summary>Turns an error number into words for messages.</summary>
internal static class ErrnoText
{
    /// <summary>Name and text, for example <c>EEXIST (File exists)</c>.</summary>
    internal static string Describe(Errno errno) => $"{errno} ({Marshal.GetPInvokeErrorMessage((int)errno)})";
}

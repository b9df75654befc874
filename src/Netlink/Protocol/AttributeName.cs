using System.Globalization;

namespace NetController.Netlink.Protocol;

/// <summary>The kernel's name of an attribute, for errors: the enumeration's name and the member's, as <c>IFLA_MTU</c>.</summary>
internal static class AttributeName
{
    internal static string Of(Type enumeration, ushort type) =>
        $"{enumeration.Name}_{Enum.GetName(enumeration, type) ?? type.ToString(CultureInfo.InvariantCulture)}";
}

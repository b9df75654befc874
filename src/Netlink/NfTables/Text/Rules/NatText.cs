using System.Text;

namespace NetController.Netlink.NfTables;

/// <summary>Translation of addresses and ports: <c>dnat ip to 10.0.0.1:80</c>, <c>masquerade random</c>, <c>redirect to :8080</c>.</summary>
internal static class NatText
{
    private const int SlotsOfRegister = 4;
    private const int SlotSize = 4;

    internal static void Add(RuleState state, NftNat nat)
    {
        var text = new StringBuilder(nat.Type is NftNatType.Source ? "snat" : "dnat");
        var isPrefix = nat.Flags.HasFlag(NftNatFlags.Prefix);
        var operands = new List<Operand>();
        var isOfTable = nat.Family == state.Family || (nat.AddressFrom is not null && state.Family is NftFamily.Inet && nat.Family is not NftFamily.Inet);
        // nft refuses addresses of another family than that of the matches before.
        var expected = nat.Family is NftFamily.Ip6 ? ProtocolHeaders.Ip6 : ProtocolHeaders.Ip;
        var isOfOther = nat.AddressFrom is not null && (nat.Family is NftFamily.Inet || state.Protocols.IsNetworkMixed || (state.Protocols.Network ?? expected) != expected);
        if (!isOfTable || isOfOther)
        {
            state.AtBest(NftTextFidelity.Incomplete);
        }

        // Elsewhere nft says the family where a map gives more than an address.
        var isMore = nat.AddressFrom is { } from && state.Registers.Find(from) is { Operand.IsOfMap: true } && (nat.PortFrom ?? nat.AddressTo) is not null;
        if (nat.AddressFrom is not null && (state.Family is NftFamily.Inet || isMore))
        {
            text.Append(nat.Family is NftFamily.Ip6 ? " ip6" : " ip");
        }

        text.Append(isPrefix ? " prefix" : "").Append(nat.AddressFrom is null && nat.PortFrom is null ? "" : " to ");
        if (nat.AddressFrom is { } address)
        {
            text.Append(Address(state, operands, nat, address));
        }

        text.Append(Ports(state, operands, nat.AddressFrom, nat.Family, nat.PortFrom, nat.PortTo));
        state.Add(text.Append(Flags(nat.Flags)).ToString(), operands);
    }

    internal static void Add(RuleState state, NftMasquerade masquerade) => AddPortsOnly(state, "masquerade", masquerade.PortFrom, masquerade.PortTo, masquerade.Flags);

    internal static void Add(RuleState state, NftRedirect redirect) => AddPortsOnly(state, "redirect", redirect.PortFrom, redirect.PortTo, redirect.Flags);

    private static void AddPortsOnly(RuleState state, string word, NftRegister? from, NftRegister? to, NftNatFlags flags)
    {
        var operands = new List<Operand>();
        if (flags.HasFlag(NftNatFlags.Prefix))
        {
            word = state.Unsayable($"{word} prefix");
        }

        var ports = Ports(state, operands, null, state.Family, from, to);
        state.Add($"{word}{(ports.Length > 0 ? " to " : "")}{ports}{Flags(flags)}", operands);
    }

    private static string Address(RuleState state, List<Operand> operands, NftNat nat, NftRegister from)
    {
        var type = nat.Family is NftFamily.Ip6 ? NftDataType.Ipv6Address : NftDataType.Ipv4Address;
        var first = Use(state, operands, from);
        if (first.IsOfMap)
        {
            // A map can give the whole: the last address and the port lie right behind the first address.
            return nat.AddressTo is { } behind && !IsBehind(from, behind, type) ? state.Unsayable($"{first.Text}-{behind}") : first.Text;
        }

        var text = ValueText.As(first, type) ?? state.Unsayable(Name(first));
        if (nat.AddressTo is { } last && nat.PortFrom is null && first.Constant is { } lowest && state.Registers.Find(last)?.Operand.Constant is { } highest)
        {
            _ = Use(state, operands, last);
            return type.FormatRange(lowest.Bytes, highest.Bytes);
        }

        if (nat.AddressTo is { } end)
        {
            text = $"{text}-{ValueText.As(Use(state, operands, end), type) ?? state.Unsayable("address")}";
        }

        return nat.Family is NftFamily.Ip6 && nat.PortFrom is not null ? $"[{text.Replace("-", "]-[", StringComparison.Ordinal)}]" : text;
    }

    private static string Ports(RuleState state, List<Operand> operands, NftRegister? address, NftFamily family, NftRegister? from, NftRegister? to)
    {
        if (from is not { } first)
        {
            return to is null ? "" : state.Unsayable(":-port");
        }

        var addressType = family is NftFamily.Ip6 ? NftDataType.Ipv6Address : NftDataType.Ipv4Address;
        if (address is { } register && operands is [{ IsOfMap: true }] && IsBehind(register, first, addressType) && state.Registers.Find(first) is null or { IsUsed: true })
        {
            return to is null ? "" : state.Unsayable(":-port");
        }

        if (!state.Protocols.HasTransport)
        {
            state.AtBest(NftTextFidelity.Incomplete);
        }

        var operand = Use(state, operands, first);
        var text = operand.IsOfMap ? operand.Text : ValueText.As(operand, NftDataType.InetService) ?? state.Unsayable(Name(operand));
        return to is { } last ? $":{text}-{ValueText.As(Use(state, operands, last), NftDataType.InetService) ?? state.Unsayable("port")}" : $":{text}";
    }

    private static bool IsBehind(NftRegister first, NftRegister next, NftDataType type) => next.Slot == first.Slot + (type.Length / SlotSize);

    // nft gives each its own register of 16 bytes.
    private static Operand Use(RuleState state, List<Operand> operands, NftRegister register)
    {
        var operand = state.Use(register, operands.Count * SlotsOfRegister);
        operands.Add(operand);
        return operand;
    }

    private static string Name(Operand operand) => operand.Constant?.ToString() ?? operand.Text;

    private static string Flags(NftNatFlags flags)
    {
        var words = new List<string>();
        Append(NftNatFlags.Random, "random");
        Append(NftNatFlags.FullyRandom, "fully-random");
        Append(NftNatFlags.Persistent, "persistent");
        return words.Count == 0 ? "" : $" {string.Join(',', words)}";

        void Append(NftNatFlags flag, string word)
        {
            if (flags.HasFlag(flag))
            {
                words.Add(word);
            }
        }
    }
}

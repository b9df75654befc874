namespace NetController.Netlink.NfTables;

/// <summary>Neighbouring fields compared at once, as nft does by itself with <c>tcp sport 1 tcp dport 2</c>.</summary>
internal static class JoinedMatchText
{
    internal static void Add(RuleState state, ProtocolHeader header, PayloadPlace place, PayloadField[] fields, NftValue value)
    {
        var words = new List<string>();
        var before = state.Protocols;
        foreach (var field in fields)
        {
            var part = value.Bytes.Slice(field.Offset - place.Offset, field.Length);
            words.Add($"{header.Name} {field.Name}{MatchText.Sign(NftComparison.Equal, field.Type.IsBits)}{field.Type.Format(part)}");
            if (field.Decides is { } kind)
            {
                state.Protocols = state.Protocols.After(new Dependency(kind, (int)BigEndian.Read(part)));
            }
        }

        state.Items.Add(new RuleItem(string.Join(' ', words), before) { Compares = place, IsJoined = true, Needs = [header] });
    }
}

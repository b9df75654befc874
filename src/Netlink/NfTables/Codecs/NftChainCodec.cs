using System.Collections.Immutable;
using NetController.Netlink.Wire;

namespace NetController.Netlink.NfTables;

/// <summary>Chains on the wire.</summary>
/// <remarks>
/// <code>
/// NFTA_CHAIN_TABLE NFTA_CHAIN_NAME NFTA_CHAIN_HANDLE NFTA_CHAIN_USERDATA
///   base chains:  NFTA_CHAIN_HOOK { NFTA_HOOK_HOOKNUM NFTA_HOOK_PRIORITY NFTA_HOOK_DEV | NFTA_HOOK_DEVS { NFTA_DEVICE_NAME … } } NFTA_CHAIN_TYPE NFTA_CHAIN_POLICY
/// </code>
/// </remarks>
internal static class NftChainCodec
{
    internal static void Encode(MessageBuilder request, NftChain chain)
    {
        request.WriteString(NFTA_CHAIN.TABLE, chain.Table.Name);
        request.WriteString(NFTA_CHAIN.NAME, chain.Name);
        if (chain.Base is { } hook)
        {
            WriteHook(request, chain.Table.Family, hook);
            request.WriteUInt32BigEndian(NFTA_CHAIN.POLICY, PolicyNumber(hook.Policy));
            request.WriteString(NFTA_CHAIN.TYPE, NftWords.Of(hook.Type));
        }

        NftUserData.WriteComment(request, NFTA_CHAIN.USERDATA, chain.Comment);
    }

    internal static NftChain Decode(MessageReader message)
    {
        string? table = null;
        string? name = null;
        ulong? handle = null;
        NftBaseChain? hook = null;
        ReadOnlySpan<byte> type = default;
        ReadOnlySpan<byte> notes = default;
        var policy = NftPolicy.Accept;
        var reader = message.ReadAttributes<nfgenmsg, NFTA_CHAIN>();
        while (reader.Read())
        {
            switch (reader.Type)
            {
                case NFTA_CHAIN.TABLE: table = reader.GetString(); break;
                case NFTA_CHAIN.NAME: name = reader.GetString(); break;
                case NFTA_CHAIN.HANDLE: handle = reader.GetUInt64BigEndian(); break;
                case NFTA_CHAIN.HOOK: hook = ReadHook(reader.GetNested<NFTA_HOOK>(), NftReading.Family(message)); break;
                case NFTA_CHAIN.TYPE: type = reader.GetStringBytes(); break;
                case NFTA_CHAIN.POLICY: policy = reader.GetUInt32BigEndian() == 0 ? NftPolicy.Drop : NftPolicy.Accept; break;
                case NFTA_CHAIN.USERDATA: notes = reader.Value; break;
            }
        }

        return new NftChain(NftReading.Table(message, table, "chain"), NftReading.Name(name, "chain"))
        {
            Base = hook is null ? null : hook with { Type = TypeOf(type), Policy = policy }, Comment = NftUserData.FindComment(notes), Handle = handle,
        };
    }

    /// <summary>NF_DROP and NF_ACCEPT.</summary>
    internal static uint PolicyNumber(NftPolicy policy) => policy is NftPolicy.Drop ? 0u : 1u;

    private static void WriteHook(MessageBuilder request, NftFamily family, NftBaseChain hook)
    {
        using (request.Nest(NFTA_CHAIN.HOOK))
        {
            request.WriteUInt32BigEndian(NFTA_HOOK.HOOKNUM, NftHookNumber.Of(family, hook.Hook)!.Value);
            request.WriteUInt32BigEndian(NFTA_HOOK.PRIORITY, (uint)hook.Priority);
            if (hook.Devices.Length == 1)
            {
                request.WriteString(NFTA_HOOK.DEV, hook.Devices[0]);
            }
            else if (hook.Devices.Length > 1)
            {
                using (request.Nest(NFTA_HOOK.DEVS))
                {
                    foreach (var device in hook.Devices)
                    {
                        request.WriteString(NFTA_DEVICE.NAME, device);
                    }
                }
            }
        }
    }

    private static NftBaseChain ReadHook(AttributeReader<NFTA_HOOK> reader, NftFamily family)
    {
        var number = 0u;
        var priority = 0;
        ImmutableArray<string> devices = [];
        while (reader.Read())
        {
            switch (reader.Type)
            {
                case NFTA_HOOK.HOOKNUM: number = reader.GetUInt32BigEndian(); break;
                case NFTA_HOOK.PRIORITY: priority = (int)reader.GetUInt32BigEndian(); break;
                case NFTA_HOOK.DEV when devices.IsEmpty: devices = [reader.GetString()]; break;
                case NFTA_HOOK.DEVS: devices = ReadDevices(reader.GetNested<NFTA_DEVICE>()); break;
            }
        }

        return new NftBaseChain(NftChainType.Filter, NftHookNumber.From(family, number), priority) { Devices = devices };
    }

    private static ImmutableArray<string> ReadDevices(AttributeReader<NFTA_DEVICE> reader)
    {
        var devices = ImmutableArray.CreateBuilder<string>();
        while (reader.Read())
        {
            if (reader.Type is NFTA_DEVICE.NAME)
            {
                devices.Add(reader.GetString());
            }
        }

        return devices.DrainToImmutable();
    }

    private static NftChainType TypeOf(ReadOnlySpan<byte> name) => name switch
    {
        _ when name.SequenceEqual("nat"u8) => NftChainType.Nat,
        _ when name.SequenceEqual("route"u8) => NftChainType.Route,
        _ => NftChainType.Filter,
    };
}

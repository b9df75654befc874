namespace NetController.Netlink.NfTables;

/// <summary>What can be known of a chain before anything is sent.</summary>
internal static class NftChainCheck
{
    /// <summary>NF_IP_PRI_CONNTRACK: addresses can be translated only once the connection is known.</summary>
    private const int ConnectionTracking = -200;

    internal static void Chain(NftChain chain, string parameter)
    {
        ArgumentNullException.ThrowIfNull(chain, parameter);
        NftTableCheck.Name(chain.Table, parameter);
        if (chain.Base is { } hook && Fault(chain.Table.Family, hook) is { } fault)
        {
            throw new ArgumentException($"The chain {chain.Table} {chain.Name} is impossible: {fault}.", parameter);
        }
    }

    private static string? Fault(NftFamily family, NftBaseChain hook)
    {
        if (!Enum.IsDefined(hook.Hook) || !Enum.IsDefined(hook.Type) || !Enum.IsDefined(hook.Policy))
        {
            return "its hook, type or policy is none of those that there are";
        }

        return NftHookNumber.Of(family, hook.Hook) is null || (family is NftFamily.Arp && hook.Hook is NftHook.Forward)
            ? $"the family {NftWords.Of(family)} has no hook {NftWords.Of(hook.Hook)}"
            : TypeFault(family, hook) ?? DeviceFault(hook);
    }

    private static string? TypeFault(NftFamily family, NftBaseChain hook) => hook.Type switch
    {
        NftChainType.Filter => null,
        _ when family is not (NftFamily.Ip or NftFamily.Ip6 or NftFamily.Inet) => $"the family {NftWords.Of(family)} has no chains of type {NftWords.Of(hook.Type)}",
        NftChainType.Route => hook.Hook is NftHook.Output ? null : "chains of type route stand at the hook output",
        _ when hook.Hook is NftHook.Forward or NftHook.Ingress => $"chains of type nat cannot stand at the hook {NftWords.Of(hook.Hook)}",
        _ => hook.Priority > ConnectionTracking ? null : $"chains of type nat need a priority above {ConnectionTracking}, after connection tracking",
    };

    private static string? DeviceFault(NftBaseChain hook)
    {
        var isAtDevice = hook.Hook is NftHook.Ingress or NftHook.Egress;
        if (hook.Devices.IsDefaultOrEmpty)
        {
            return isAtDevice ? $"a chain at the hook {NftWords.Of(hook.Hook)} needs a device" : null;
        }

        foreach (var device in hook.Devices)
        {
            LinkName.Check(device, nameof(hook.Devices));
        }

        return isAtDevice ? null : $"a chain at the hook {NftWords.Of(hook.Hook)} has no device";
    }
}

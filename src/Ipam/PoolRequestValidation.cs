using System.Collections.Immutable;
using System.Globalization;

namespace NetController.Ipam;

/// <summary>The contradictions that can be seen in a pool request by itself.</summary>
internal static class PoolRequestValidation
{
    /// <exception cref="InvalidRequestException">The request contradicts itself; all that is wrong is named.</exception>
    public static void Check(PoolRequest request)
    {
        var problems = ImmutableArray.CreateBuilder<string>();
        if (request.Subnet is { } subnet)
        {
            Subnet(request, subnet, problems);
        }
        else
        {
            Choice(request, problems);
        }

        if (problems.Count > 0)
        {
            throw new InvalidRequestException(
                Subject(request), problems.ToImmutable(), "correct the subnet or the range, or give neither to have a subnet chosen");
        }
    }

    /// <summary>What is asked for, as a message names it.</summary>
    public static string Subject(PoolRequest request) => $"the {request.Family} subnet of network '{request.NetworkName}'";

    private static void Subnet(PoolRequest request, IPPrefix subnet, ImmutableArray<string>.Builder problems)
    {
        if (subnet.Family != request.Family)
        {
            problems.Add($"{subnet} is {subnet.Family}");
        }

        if (request.PrefixLength is { } length)
        {
            problems.Add(string.Create(
                CultureInfo.InvariantCulture, $"the subnet {subnet} and the length of one to choose, /{length}, are both given"));
        }

        if (request.Range is { } range && !subnet.Contains(range))
        {
            problems.Add($"the range {range} does not lie inside the subnet {subnet}");
        }
    }

    private static void Choice(PoolRequest request, ImmutableArray<string>.Builder problems)
    {
        if (request.Range is { } range)
        {
            problems.Add($"the range {range} is given without the subnet that it is a part of");
        }

        if (request.PrefixLength is { } length && (length < 0 || length > request.Family.Bits()))
        {
            problems.Add(string.Create(CultureInfo.InvariantCulture, $"the length /{length} is outside /0–/{request.Family.Bits()}"));
        }
    }
}

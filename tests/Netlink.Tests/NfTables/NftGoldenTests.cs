using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using NetController.Netlink.NfTables;

namespace NetController.Netlink.Tests.NfTables;

/// <summary>The bytes of transactions and requests of nf_tables, in files that say what every line of them means. NETCONTROLLER_UPDATE_GOLDENS=1 rewrites them.</summary>
public sealed class NftGoldenTests
{
    private const int HeaderLength = 20;

    private static readonly string[] Header = ["nlmsghdr: length", "nlmsghdr: type, flags", "nlmsghdr: sequence", "nlmsghdr: port", "nfgenmsg: family, version, resource"];

    [TestCaseSource(nameof(Names))]
    public void The_bytes_of_a_request_are_those_of_its_file(string name)
    {
        var text = Describe(All().Single(request => request.Name == name).Act, NftTransactionGoldens.AnswersBefore(name));
        if (Environment.GetEnvironmentVariable("NETCONTROLLER_UPDATE_GOLDENS") is "1")
        {
            File.WriteAllText(Path.Combine(SourceFolder(), "..", "Golden", name + ".txt"), text);
            return;
        }

        Assert.That(text, Is.EqualTo(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Golden", name + ".txt"))));
    }

    /// <summary>The messages that a request is sent as, without their headers.</summary>
    internal static IEnumerable<(ushort Type, byte[] Payload)> Messages(Action<NftConnection> act)
    {
        var bytes = Send(act).Datagram.ToArray();
        for (var at = 0; at < bytes.Length; at += (BitConverter.ToInt32(bytes, at) + 3) & ~3)
        {
            yield return (BitConverter.ToUInt16(bytes, at + 4), bytes[(at + 16)..(at + BitConverter.ToInt32(bytes, at))]);
        }
    }

    private static IEnumerable<(string Name, Action<NftConnection> Act)> All() => [.. NftTransactionGoldens.Transactions(), .. NftTransactionGoldens.Lists()];

    private static IEnumerable<string> Names() => All().Select(static request => request.Name);

    /// <summary>Lets an act send, and returns the builder as it was sent last: the fake has no answer to that.</summary>
    private static MessageBuilder Send(Action<NftConnection> act, params byte[][] answers)
    {
        using var kernel = new FakeKernel();
        foreach (var answer in answers)
        {
            kernel.Answer(answer);
        }

        using var socket = kernel.Socket();
        using var nft = new NftConnection(socket, new NetlinkSocketOptions());
        Assert.That(() => act(nft), Throws.TypeOf<NetlinkProtocolException>());
        var builder = BuilderOf(socket);
        Assert.That(kernel.Sent, Has.Count.EqualTo(answers.Length + 1));
        Assert.That(kernel.Sent[^1], Is.EqualTo(builder.Datagram.ToArray()));
        return builder;
    }

    private static string Describe(Action<NftConnection> act, byte[][] answers)
    {
        var builder = Send(act, answers);
        var bytes = builder.Datagram.ToArray();
        var text = new StringBuilder();
        var sequence = builder.FirstSequence;
        for (var start = 0; start < bytes.Length; start += BitConverter.ToInt32(bytes, start))
        {
            text.Append(start > 0 ? "\n" : "").Append(CultureInfo.InvariantCulture, $"# {builder.OperationOf(sequence)}\n");
            var length = BitConverter.ToInt32(bytes, start);
            for (var at = 0; at < length; at += 4)
            {
                var meaning = at < HeaderLength ? Header[at / 4] : builder.AttributeAt(sequence, at);
                text.Append(string.Join(' ', bytes.AsSpan(start + at, 4).ToArray().Select(static one => one.ToString("x2", CultureInfo.InvariantCulture))));
                text.Append(meaning is null ? "\n" : $"  # {meaning}\n");
            }

            sequence++;
        }

        return text.ToString();
    }

    private static string SourceFolder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_builder")]
    private static extern ref MessageBuilder BuilderOf(NetlinkSocket socket);
}

using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using NetDaemon.Options;

namespace NetDaemon.Listening;

/// <summary>The certificates of TLS: the daemon's own, and those that a client's must come from. A reload reads the files again.</summary>
internal sealed class TlsCertificates
{
    private const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";

    private volatile Loaded _loaded;

    private TlsCertificates(Loaded loaded) => _loaded = loaded;

    /// <summary>Reads the files.</summary>
    /// <exception cref="OptionsException">One cannot be read.</exception>
    public static TlsCertificates Read(TlsFiles files) => new(Load(files));

    /// <summary>Reads the files again; connections that are open stay as they are.</summary>
    /// <exception cref="OptionsException">One cannot be read; the former ones stay in force.</exception>
    public void Reload(TlsFiles files) => _loaded = Load(files);

    /// <summary>Asks every client for a certificate.</summary>
    public void Configure(HttpsConnectionAdapterOptions https)
    {
        https.ServerCertificateSelector = (_, _) => _loaded.Server;
        https.ClientCertificateMode = ClientCertificateMode.RequireCertificate;
        https.ClientCertificateValidation = (client, sent, errors) => (errors & SslPolicyErrors.RemoteCertificateNotAvailable) == 0 && IsTrusted(client, sent);
    }

    /// <summary>
    /// A client may send the certificates between its own and ours. They are not fetched from where its certificate says: nobody who is not trusted
    /// yet makes the daemon ask another host.
    /// </summary>
    private bool IsTrusted(X509Certificate2 client, X509Chain? sent)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(_loaded.Authorities);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        if (sent is not null)
        {
            chain.ChainPolicy.ExtraStore.AddRange(sent.ChainPolicy.ExtraStore);
        }

        chain.ChainPolicy.ApplicationPolicy.Add(new Oid(ClientAuthentication));
        return chain.Build(client);
    }

    private static Loaded Load(TlsFiles files)
    {
        try
        {
            var authorities = new X509Certificate2Collection();
            authorities.ImportFromPemFile(files.Ca);
            return authorities.Count > 0
                ? new Loaded(X509Certificate2.CreateFromPemFile(files.Certificate, files.Key), authorities)
                : throw new OptionsException($"{files.Ca} holds no certificate");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new OptionsException($"the TLS certificates cannot be read: {failure.Message}");
        }
    }

    private sealed record Loaded(X509Certificate2 Server, X509Certificate2Collection Authorities);
}

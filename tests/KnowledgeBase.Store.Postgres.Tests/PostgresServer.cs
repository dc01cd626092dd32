using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;

[assembly: AssemblyFixture(typeof(KnowledgeBase.Store.Postgres.Tests.PostgresServer))]

namespace KnowledgeBase.Store.Postgres.Tests;

/// <summary>A real server in a temporary folder, with a database for each test. From <c>KB_POSTGRES</c>, or where Debian puts it.</summary>
public sealed class PostgresServer : IDisposable
{
    private const string Default = "/usr/lib/postgresql/15/bin";

    private readonly Lock _lock = new();
    private readonly int _port = FreePort();
    private string? _folder;
    private int _databases;

    /// <summary>The folder of the server's programs; null where there is none.</summary>
    public static string? Programs { get; } =
        new[] { Environment.GetEnvironmentVariable("KB_POSTGRES"), Default }.FirstOrDefault(folder => File.Exists(folder + "/initdb"));

    /// <summary>Skips the test that asks, where there is no server to test with.</summary>
    public static void Require() => Assert.SkipUnless(
        Programs is not null, $"there is no PostgreSQL: KB_POSTGRES names no folder of its programs, and {Default} has none");

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>A connection string to a database that nobody else has.</summary>
    public string CreateDatabase(string? like = null)
    {
        Require();
        lock (_lock)
            Start();
        var name = string.Create(CultureInfo.InvariantCulture, $"kb{Interlocked.Increment(ref _databases)}");
        var template = like is null ? "template0" : NameOf(like);
        Administer($"create database {name} template {template}");
        return Connect(name);
    }

    /// <summary>Another database takes the place of one: to those who are connected it is as if a standby had taken over.</summary>
    public void Replace(string database, string by)
    {
        var (name, other) = (NameOf(database), NameOf(by));
        NpgsqlConnection.ClearPool(new NpgsqlConnection(by));
        Administer($"alter database {name} allow_connections false");
        Administer($"select pg_terminate_backend(pid, 10000) from pg_stat_activity where datname in ('{name}', '{other}')");
        Administer($"alter database {name} rename to {name}_lost");
        Administer($"alter database {other} rename to {name}");
    }

    public void Dispose()
    {
        if (_folder is null)
            return;
        Run("pg_ctl", "-D", _folder + "/data", "-m", "immediate", "-w", "stop");
        Directory.Delete(_folder, recursive: true);
    }

    private static string NameOf(string connection) => new NpgsqlConnectionStringBuilder(connection).Database!;

    private void Administer(string statement)
    {
        using var connection = new NpgsqlConnection(Connect("postgres"));
        connection.Open();
        using var command = new NpgsqlCommand(statement, connection);
        command.ExecuteNonQuery();
    }

    private string Connect(string database) =>
        string.Create(CultureInfo.InvariantCulture, $"Host=127.0.0.1;Port={_port};Username=kb;Database={database};Maximum Pool Size=40");

    private void Start()
    {
        if (_folder is not null)
            return;
        var folder = Directory.CreateTempSubdirectory("kb-postgres-").FullName;
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(folder, (UnixFileMode)0b111_111_111);
        Run("initdb", "-D", folder + "/data", "-U", "kb", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync");

        // Tests end processes, not the machine: what the server has written is there without waiting for the disk.
        var options = $"-p {_port} -k {folder} -h 127.0.0.1 -c fsync=off";
        Run("pg_ctl", "-D", folder + "/data", "-o", options, "-l", folder + "/log", "-w", "start");
        _folder = folder;
    }

    /// <summary>initdb and postgres refuse to run as root.</summary>
    private static void Run(string program, params string[] arguments)
    {
        var path = Path.Combine(Programs!, program);
        var start = Environment.UserName == "root"
            ? new ProcessStartInfo("runuser", ["-u", "postgres", "--", path, .. arguments])
            : new ProcessStartInfo(path, arguments);
        start.RedirectStandardOutput = true;
        start.WorkingDirectory = "/";
        using var process = Process.Start(start)!;
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{program} ended with {process.ExitCode}");
    }
}

using System.Globalization;
using System.Reflection;
using KnowledgeBase.Store.Catalog;
using KnowledgeBase.Store.Postgres.Statements;
using Npgsql;

namespace KnowledgeBase.Store.Postgres.Migrations;

/// <summary>Brings the schema up to date by numbered scripts, each once and in order. There is no way back.</summary>
internal static class Migrator
{
    /// <summary>Any number that nobody else uses: whoever starts at the same time waits.</summary>
    private const long MigrationLock = 0x6b6e6f776c656467;

    /// <summary>The newest version that this program knows.</summary>
    public static int Newest => Scripts().Max(script => script.Version);

    public static void Run(NpgsqlConnection connection)
    {
        connection.Execute("select pg_advisory_lock($1)", MigrationLock);
        try
        {
            connection.Execute(
                """
                create table if not exists schema_versions (version integer primary key, applied_at timestamptz not null default now())
                """);
            var version = connection.Scalar<int>("select coalesce(max(version), 0) from schema_versions");
            if (version > Newest)
            {
                throw new StoreSchemaException(string.Create(
                    CultureInfo.InvariantCulture,
                    $"the database has schema {version}, this program knows schemas up to {Newest}; install the newer program"));
            }

            foreach (var (number, text) in Scripts().Where(script => script.Version > version))
                Apply(connection, number, text);
        }
        finally
        {
            connection.Execute("select pg_advisory_unlock($1)", MigrationLock);
        }
    }

    private static void Apply(NpgsqlConnection connection, int version, string text)
    {
        using var transaction = connection.BeginTransaction();
        connection.Execute(text);
        connection.Execute("insert into schema_versions (version) values ($1)", version);
        transaction.Commit();
    }

    private static IEnumerable<(int Version, string Text)> Scripts()
    {
        var assembly = Assembly.GetExecutingAssembly();
        foreach (var name in assembly.GetManifestResourceNames()
            .Where(name => name.EndsWith(".sql", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            yield return (int.Parse(name.AsSpan(0, name.Length - ".sql".Length), CultureInfo.InvariantCulture), reader.ReadToEnd());
        }
    }
}

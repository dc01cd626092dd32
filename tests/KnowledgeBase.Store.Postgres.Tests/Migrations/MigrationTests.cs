using KnowledgeBase.Store.Catalog;
using KnowledgeBase.Store.Hosting;
using KnowledgeBase.Store.Postgres.Connections;
using KnowledgeBase.Store.Postgres.Migrations;
using KnowledgeBase.Store.Postgres.Statements;

namespace KnowledgeBase.Store.Postgres.Tests.Migrations;

/// <summary>The schema goes forward, once, and never to a program that does not know it.</summary>
public sealed class MigrationTests(PostgresServer server)
{
    [Fact]
    public async Task Programs_that_start_at_once_bring_the_schema_up_to_date_once()
    {
        var connection = server.CreateDatabase();
        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Task.Run(() =>
        {
            using var database = new PostgresDatabase(connection);
            database.Open().Dispose();
        })));
        using var after = new PostgresDatabase(connection);
        using var opened = after.Open();
        var applied = opened.Query("select version from schema_versions order by 1", reader => reader.GetInt32(0));
        Assert.Equal(Enumerable.Range(1, Migrator.Newest), applied);
    }

    [Fact]
    public void A_newer_schema_is_refused_in_one_line()
    {
        var connection = server.CreateDatabase();
        using (var database = new PostgresDatabase(connection))
        using (var opened = database.Open())
            opened.Execute("insert into schema_versions (version) values ($1)", Migrator.Newest + 1);
        using var older = new PostgresDatabase(connection);
        var refused = Assert.Throws<StoreSchemaException>(older.Open);
        var line = StartupErrors.Explain(refused)!;
        Assert.Contains($"schema {Migrator.Newest + 1}", line, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', line);
    }

    [Fact]
    public void A_connection_string_that_is_not_one_is_named() => Assert.Contains(
        "is not understood",
        Assert.Throws<StoreSchemaException>(() => new PostgresDatabase("Host=127.0.0.1;Nonsense=1")).Message,
        StringComparison.Ordinal);

    [Fact]
    public void A_user_that_the_server_refuses_is_a_matter_of_the_setting()
    {
        var connection = new Npgsql.NpgsqlConnectionStringBuilder(server.CreateDatabase()) { Username = "nobody-there" };
        using var database = new PostgresDatabase(connection.ConnectionString);
        var refused = Assert.Throws<StoreSchemaException>(database.Open);
        Assert.Contains("ConnectionStrings:KnowledgeBase", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_connection_that_is_found_closed_is_a_server_that_is_away()
    {
        using var database = new PostgresDatabase(server.CreateDatabase());
        Assert.Throws<StoreUnavailableException>(() => database.Run(connection =>
        {
            connection.Close();
            return connection.Scalar<int>("select 1");
        }));
    }

    [Fact]
    public void A_server_that_is_not_there_is_unavailable()
    {
        using var database = new PostgresDatabase($"Host=127.0.0.1;Port={PostgresServer.FreePort()};Username=kb;Database=kb");
        Assert.Throws<StoreUnavailableException>(database.Open);
    }
}

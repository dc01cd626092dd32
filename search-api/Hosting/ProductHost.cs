using System.Reflection;
using KnowledgeBase.Engine;
using KnowledgeBase.Store.Catalog;
using KnowledgeBase.Store.Hosting;
using Microsoft.Extensions.Logging.Console;

namespace KnowledgeBase.SearchApi.Hosting;

/// <summary>What every host of the product has in common: where it listens, how it starts and how it ends.</summary>
public static class ProductHost
{
    public const string Url = "http://localhost:5080";

    /// <summary>Settings from appsettings, environment and command line, with the product's defaults beneath.</summary>
    /// <param name="app">The host's own assembly: its static files are found beside it, wherever the program is started.</param>
    public static WebApplicationBuilder CreateBuilder(string[] args, Assembly app)
    {
        var published = Path.Combine(AppContext.BaseDirectory, "wwwroot");
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = args,
            ApplicationName = app.GetName().Name,
            WebRootPath = Directory.Exists(published) ? published : null,
        });
        builder.Configuration.Sources.Insert(0, new Microsoft.Extensions.Configuration.Memory.MemoryConfigurationSource
        {
            InitialData = new Dictionary<string, string?>
            {
                ["Urls"] = Url,

                // A name that some other site's server resolves to this machine is not ours.
                ["AllowedHosts"] = "localhost;127.0.0.1;[::1]",
                ["Logging:LogLevel:Default"] = "Information",
                ["Logging:LogLevel:Microsoft"] = "Warning",
                ["Logging:LogLevel:Microsoft.Hosting.Lifetime"] = "Information",

                // Below this they write addresses, and with them what somebody searched for, also where all else is set to Debug.
                ["Logging:LogLevel:Microsoft.AspNetCore.Hosting.Diagnostics"] = "Warning",
                ["Logging:LogLevel:Microsoft.AspNetCore.Routing"] = "Warning",
                ["Logging:LogLevel:Microsoft.AspNetCore.StaticFiles"] = "Warning",
                ["Logging:LogLevel:Microsoft.AspNetCore.StaticAssets"] = "Warning",
                ["Logging:LogLevel:Microsoft.AspNetCore.Http"] = "Warning",

                // A start that fails, on a port in use say, ends in one line of our own; these would write its trace three times.
                ["Logging:LogLevel:Microsoft.Extensions.Hosting.Internal.Host"] = "None",
                ["Logging:LogLevel:Microsoft.AspNetCore.Server.Kestrel"] = "None",
                ["Logging:LogLevel:Microsoft.AspNetCore.Server.Kestrel.BadRequests"] = "Warning",
                ["Logging:LogLevel:Microsoft.AspNetCore.Server.Kestrel.Connections"] = "Warning",
            },
        });
        if (builder.Configuration["Logging:Console:FormatterName"] == ConsoleFormatterNames.Json)
            builder.Logging.AddJsonConsole();
        else
            builder.Logging.AddSimpleConsole(console => console.SingleLine = true);
        return builder;
    }

    /// <summary>Runs a host to its end.</summary>
    /// <returns>0; 1 after a user's mistake, which is one line on the error stream, and after a service that ended by itself.</returns>
    public static async Task<int> RunAsync(Func<WebApplication> build)
    {
        try
        {
            await using var app = build();
            Open(app);

            // Searches keep as many threads busy as there are processors; those who are refused meanwhile must not wait for a thread.
            ThreadPool.SetMinThreads(4 * Environment.ProcessorCount + 8, Environment.ProcessorCount);
            return await HostRun.ToEndAsync(app).ConfigureAwait(false) ? 0 : 1;
        }
        catch (Exception e) when (StartupErrors.Explain(e) is { } line)
        {
            await Console.Error.WriteLineAsync("error: " + line).ConfigureAwait(false);
            return 1;
        }
    }

    /// <summary>A damaged index does not keep the host from starting: it says what is damaged, and serves what can be read.</summary>
    private static void Open(WebApplication app)
    {
        try
        {
            app.Services.GetRequiredService<KnowledgeStore>().Open();
        }
        catch (IndexDamagedException)
        {
            // The store has stated it.
            return;
        }
    }
}

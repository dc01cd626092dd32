using KnowledgeBase.SearchApi.Hosting;
using KnowledgeBase.SearchApi.Search;
using KnowledgeBase.Web.Viewing;
using Microsoft.AspNetCore.Components;

namespace KnowledgeBase.Web.Components.Lookups;

/// <summary>
/// A page over the whole collection. It reads its address as strictly as the API does, and is shown as a page that says so where a
/// parameter is wrong or the collection is still being computed.
/// </summary>
public abstract class LookupPage : ComponentBase
{
    private const string StillComputing = "still_computing";

    [CascadingParameter] protected HttpContext Http { get; set; } = null!;

    /// <summary>This page's own address, to change one thing of it.</summary>
    protected internal PageAddress Address { get; private set; } = null!;

    /// <summary>What is wrong with the address or the form, by parameter; null where all is well.</summary>
    protected internal IReadOnlyDictionary<string, string[]>? Errors { get; private set; }

    /// <summary>No answer yet: it is being computed.</summary>
    protected internal bool IsComputing { get; private set; }

    /// <summary>There is no such thing as the address names.</summary>
    protected bool IsMissing { get; private set; }

    /// <summary>Whether the page has an answer to show.</summary>
    protected bool IsReady => Errors is null && !IsComputing && !IsMissing;

    protected bool IsPost => HttpMethods.IsPost(Http.Request.Method);

    protected CancellationToken Cancel => Http.RequestAborted;

    protected override void OnInitialized()
    {
        Address = new PageAddress(Http.Request.Query, Http.Request.Path);
        try
        {
            Load(new QueryReader(Http.Request.Query));
        }
        catch (Exception e) when (Failure.Of(e)?.Code == StillComputing)
        {
            IsComputing = true;
            Http.Response.Headers.RetryAfter = "2";
            Http.Answer(StatusCodes.Status503ServiceUnavailable);
        }
    }

    /// <summary>Reads the parameters and asks for the answer.</summary>
    protected abstract void Load(QueryReader reader);

    /// <summary>True where something is wrong with the address: then the page says what.</summary>
    protected bool IsRefused(QueryReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        if (reader.Errors() is not { } errors)
            return false;
        Refuse(errors);
        return true;
    }

    protected void Refuse(string name, string message) =>
        Refuse(new Dictionary<string, string[]>(StringComparer.Ordinal) { [name] = [message] });

    protected void Miss()
    {
        IsMissing = true;
        Http.Answer(StatusCodes.Status404NotFound);
    }

    /// <summary>A field of the form that was sent; empty where none was.</summary>
    protected string Posted(string name) => IsPost && Http.Request.HasFormContentType
        ? Http.Request.Form[name].ToString().ReplaceLineEndings("\n")
        : "";

    /// <summary>A form that is answered by rendering its page has nothing to do besides.</summary>
    protected static void Nothing()
    {
    }

    private void Refuse(IReadOnlyDictionary<string, string[]> errors)
    {
        Errors = errors;
        Http.Answer(StatusCodes.Status400BadRequest);
    }
}
